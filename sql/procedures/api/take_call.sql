-- Purpose: a request that waits for a vendor asks what to do next.
-- Input -> output: {worker_id, duplicate, delivery_id} -> the answer of the endpoint, or {success,
--   call} as outbound.advance_call gives it; with duplicate true where the request came before.
-- Called by: the edge functions, between an endpoint's function and its answer.
-- Writes to: what outbound.advance_call writes.
-- Idempotence: no; a claim is given once.
-- Errors: WH701.
-- Example: select api.take_call('{"worker_id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e",
--   "delivery_id": 1}').
create or replace function api.take_call(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  return outbound.advance_call(
    (p_request ->> 'worker_id')::uuid, (p_request ->> 'delivery_id')::bigint, p_context
  ) || case
    when reference.json_boolean(p_request -> 'duplicate') then '{"duplicate": true}'::jsonb
    else '{}'
  end;
end;
$$;

comment on function api.take_call(jsonb, jsonb) is
  'The next step of a request that waits for the delivery p_request.delivery_id: its answer, a '
  'call for the worker p_request.worker_id, or a wait. p_context: that of the request. Units: '
  'milliseconds. Nulls: worker_id and delivery_id are required. Errors: WH701 unknown delivery.';

revoke all on function api.take_call(jsonb, jsonb) from public;
grant execute on function api.take_call(jsonb, jsonb) to pipeline_edge, service_role;
