-- Purpose: sends a mended body on in place of a request that was refused.
-- Input -> output: rejection and mended body -> the answer of the endpoint.
-- Called by: analysts in psql.
-- Writes to: what the api function of the endpoint writes; ops.rejected_requests.
-- Idempotence: a resolved rejection is refused.
-- Errors: WH901 unknown, or of a client and not for who asks, WH902 already resolved, WH903 no
--   function; those of the api function: then nothing has changed.
-- Example: select ops.resubmit_rejected('...', '{"domain": "acme.example", "raw_payload": {}}').
create or replace function ops.resubmit_rejected(p_rejected_id uuid, p_body jsonb)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_rejected ops.rejected_requests;
  v_answer jsonb;
begin
  select r.*
  into v_rejected
  from ops.rejected_requests as r
  where r.rejected_id = p_rejected_id
  for update;
  if not found or v_rejected.is_confidential and not ops.may_handle_clients() then
    raise exception using
      errcode = 'WH901',
      message = 'the rejected request does not exist',
      hint = 'look it up: select rejected_id, path, message from ops.rejected_requests';
  end if;
  if v_rejected.resolved_at is not null then
    raise exception using
      errcode = 'WH902',
      message = 'the rejected request is resolved already',
      hint = 'send a new request';
  end if;
  if v_rejected.sql_function is null
    or to_regprocedure(format('api.%I(jsonb, jsonb)', v_rejected.sql_function)) is null
  then
    raise exception using
      errcode = 'WH903',
      message = 'the rejected request belongs to no function',
      hint = 'send it as a new request to the right path';
  end if;

  execute format('select api.%I($1, $2)', v_rejected.sql_function)
  into v_answer
  using p_body, jsonb_build_object(
    'api_key_id', v_rejected.api_key_id,
    'endpoint', v_rejected.method || ' ' || v_rejected.path,
    'client_domain', (
      select k.client_domain from ops.api_keys as k where k.api_key_id = v_rejected.api_key_id
    )
  );

  -- A body that landed and is quarantined is the business of ops.failures from here on.
  if v_answer ->> 'success' = 'true'
    or v_answer ? 'failure_id'
    or v_answer #> '{results,0}' ? 'raw_id'
  then
    update ops.rejected_requests as r
    set resolved_at = now(),
        resolution = v_answer
    where r.rejected_id = p_rejected_id;
  end if;
  return v_answer;
end;
$$;

comment on function ops.resubmit_rejected(uuid, jsonb) is
  'Calls the api function of the refused request with the mended body and resolves it when that '
  'is accepted; returns the answer. Units: none. Nulls: none allowed. Errors: WH901 unknown; '
  'WH902 already resolved; WH903 no function; those of the api function.';

revoke all on function ops.resubmit_rejected(uuid, jsonb) from public;
grant execute on function ops.resubmit_rejected(uuid, jsonb) to pipeline_analyst;
