-- Purpose: finds out whether a request with an Idempotency-Key was answered before.
-- Input -> output: context and request -> null: go on (and keep the answer with
--   ops.keep_idempotent_answer); or the first answer with duplicate true. A concurrent twin waits
--   here until the first has committed.
-- Called by: the api functions of ingests.
-- Writes to: ops.idempotency_keys.
-- Idempotence: that is its purpose.
-- Errors: WH105 when the key was used with another request.
-- Example: v_answer := ops.claim_idempotency_key(p_context, p_request);
create or replace function ops.claim_idempotency_key(p_context jsonb, p_request jsonb)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_key text := nullif(p_context ->> 'idempotency_key', '');
  v_api_key_id uuid := coalesce(
    (p_context ->> 'api_key_id')::uuid, '00000000-0000-0000-0000-000000000000'
  );
  v_endpoint text := coalesce(p_context ->> 'endpoint', '');
  v_hash text;
  v_kept ops.idempotency_keys;
begin
  if v_key is null then
    return null;
  end if;

  v_hash := md5(p_request::text);
  insert into ops.idempotency_keys (api_key_id, endpoint, idempotency_key, request_hash)
  values (v_api_key_id, v_endpoint, v_key, v_hash)
  on conflict (api_key_id, endpoint, idempotency_key) do nothing;
  if found then
    return null;
  end if;

  select k.*
  into v_kept
  from ops.idempotency_keys as k
  where k.api_key_id = v_api_key_id
    and k.endpoint = v_endpoint
    and k.idempotency_key = v_key;

  if v_kept.request_hash <> v_hash then
    raise exception using
      errcode = 'WH105',
      message = 'the Idempotency-Key was used with another body',
      hint = 'send a new Idempotency-Key with a new body';
  end if;
  return v_kept.answer || jsonb_build_object('duplicate', true);
end;
$$;

comment on function ops.claim_idempotency_key(jsonb, jsonb) is
  'Claims the Idempotency-Key of the context for this request: null to go on, or the first answer '
  'with duplicate true. Units: none. Nulls: no key in the context gives null. Errors: WH105 the '
  'key was used with another request.';

revoke all on function ops.claim_idempotency_key(jsonb, jsonb) from public;
