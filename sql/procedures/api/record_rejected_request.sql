-- Purpose: keeps an authenticated request that was refused, with its bytes as received.
-- Input -> output: the request and why it was refused -> {rejected_id}. What came for an endpoint
--   of clients, or with the key of a client, is confidential: analysts do not see it.
-- Called by: the edge functions, on 400, 413 and 422.
-- Writes to: ops.rejected_requests.
-- Idempotence: no; every refusal is kept.
-- Errors: 22023 for a body that is not base64.
-- Example: select api.record_rejected_request('{"method": "POST", "path": "/run/...", ...}').
create or replace function api.record_rejected_request(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language sql
volatile
security definer
set search_path = ''
as $$
  insert into ops.rejected_requests as r (
    api_key_id, method, path, sql_function, content_type, status, code, message, issues, body,
    body_length, body_sha256, is_confidential
  )
  values (
    (p_context ->> 'api_key_id')::uuid,
    p_request ->> 'method',
    p_request ->> 'path',
    p_request ->> 'sql_function',
    p_request ->> 'content_type',
    (p_request ->> 'status')::integer,
    p_request ->> 'code',
    p_request ->> 'message',
    p_request -> 'issues',
    decode(p_request ->> 'body_base64', 'base64'),
    (p_request ->> 'body_length')::bigint,
    p_request ->> 'body_sha256',
    coalesce(p_request ->> 'path' ~ '^/[a-z_]+/client/', false)
      or exists (
        select
        from ops.api_keys as k
        where k.api_key_id = (p_context ->> 'api_key_id')::uuid and k.client_domain is not null
      )
  )
  returning jsonb_build_object('rejected_id', r.rejected_id)
$$;

comment on function api.record_rejected_request(jsonb, jsonb) is
  'Keeps a refused request: method, path, sql_function, content_type, status, code, message, '
  'issues, body_base64, body_length (bytes), body_sha256. Units: bytes. Nulls: body_base64 is '
  'null for a body over the limit. Errors: 22023 body_base64 is not base64; 23502 a field is '
  'missing.';

revoke all on function api.record_rejected_request(jsonb, jsonb) from public;
grant execute on function api.record_rejected_request(jsonb, jsonb)
  to pipeline_edge, service_role;
