-- Purpose: a worker says what became of its attempts.
-- Input -> output: {worker_id, outcomes} -> {success, sent, retried, failed, dead, stopped, late}.
-- Called by: the worker.
-- Writes to: what outbound.finish_deliveries writes.
-- Idempotence: yes; outcomes may be reported again after an answer that was lost.
-- Errors: none but those of malformed outcomes.
-- Example: select api.finish_deliveries('{"worker_id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e",
--   "outcomes": [{"delivery_id": 1, "attempt": 1, "http_status": 200}]}').
create or replace function api.finish_deliveries(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  return '{"success": true}'::jsonb || outbound.finish_deliveries(
    (p_request ->> 'worker_id')::uuid, p_request -> 'outcomes'
  );
end;
$$;

comment on function api.finish_deliveries(jsonb, jsonb) is
  'outbound.finish_deliveries for the worker p_request.worker_id with p_request.outcomes. Units: '
  'deliveries. Nulls: no outcomes do nothing. Errors: class 22 for malformed outcomes.';

revoke all on function api.finish_deliveries(jsonb, jsonb) from public;
grant execute on function api.finish_deliveries(jsonb, jsonb) to pipeline_edge, service_role;
