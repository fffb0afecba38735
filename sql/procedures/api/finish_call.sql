-- Purpose: a request that called a vendor says what came of it, and learns what to do next.
-- Input -> output: {worker_id, duplicate, delivery_id, outcomes: [one]} -> the answer of the
--   endpoint, or {success, call} as outbound.advance_call gives it; with duplicate true where the
--   request came before.
-- Called by: the edge functions, between an endpoint's function and its answer.
-- Writes to: what outbound.finish_deliveries and outbound.advance_call write.
-- Idempotence: yes; an outcome that was taken before is not taken again.
-- Errors: WH701.
-- Example: select api.finish_call('{"worker_id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e",
--   "delivery_id": 1, "outcomes": [{"delivery_id": 1, "attempt": 1, "http_status": 200}]}').
create or replace function api.finish_call(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_worker_id uuid := (p_request ->> 'worker_id')::uuid;
begin
  perform outbound.finish_deliveries(v_worker_id, p_request -> 'outcomes');
  return outbound.advance_call(
    v_worker_id, (p_request ->> 'delivery_id')::bigint, p_context
  ) || case
    when reference.json_boolean(p_request -> 'duplicate') then '{"duplicate": true}'::jsonb
    else '{}'
  end;
end;
$$;

comment on function api.finish_call(jsonb, jsonb) is
  'outbound.finish_deliveries for one outcome of the worker p_request.worker_id, then the next '
  'step of the request: its answer, a call, or a wait. p_context: that of the request. Units: '
  'milliseconds. Nulls: worker_id and delivery_id are required. Errors: WH701 unknown delivery.';

revoke all on function api.finish_call(jsonb, jsonb) from public;
grant execute on function api.finish_call(jsonb, jsonb) to pipeline_edge, service_role;
