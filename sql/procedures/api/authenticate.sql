-- Purpose: the API key that belongs to a hash.
-- Input -> output: {key_sha256} -> {api_key_id, name, key_sha256, scopes, client_domain}, or null.
-- Called by: the edge functions, cached for KEY_CACHE_SECONDS.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select api.authenticate('{"key_sha256": "..."}').
create or replace function api.authenticate(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  select jsonb_build_object(
    'api_key_id', k.api_key_id,
    'name', k.name,
    'key_sha256', k.key_sha256,
    'scopes', to_jsonb(k.scopes),
    'client_domain', k.client_domain
  )
  from ops.api_keys as k
  where k.key_sha256 = p_request ->> 'key_sha256'
    and k.revoked_at is null
$$;

comment on function api.authenticate(jsonb, jsonb) is
  'The valid API key whose SHA-256 (hexadecimal) is p_request.key_sha256: {api_key_id, name, '
  'key_sha256, scopes, client_domain}. Units: none. Nulls: null when the key is unknown or '
  'revoked; client_domain is null for a key that is bound to nobody. Errors: none.';

revoke all on function api.authenticate(jsonb, jsonb) from public;
grant execute on function api.authenticate(jsonb, jsonb) to pipeline_edge, service_role;
