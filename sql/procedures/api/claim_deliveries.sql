-- Purpose: a worker asks for what it may send next.
-- Input -> output: {worker_id, limit, look_ahead_ms} -> {success, deliveries: [{delivery_id,
--   message_id, job_id, webhook_url, body, attempt, start_in_ms, late_ms, lease_ms}], next_in_ms,
--   clock_ms}.
-- Called by: the worker.
-- Writes to: what outbound.claim_deliveries writes.
-- Idempotence: no.
-- Errors: WH101, WH104, WH704.
-- Example: select api.claim_deliveries('{"worker_id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e"}').
create or replace function api.claim_deliveries(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_deliveries jsonb;
begin
  select jsonb_agg(c)
  into v_deliveries
  from outbound.claim_deliveries(
    (p_request ->> 'worker_id')::uuid,
    coalesce((p_request ->> 'limit')::integer, 10),
    coalesce((p_request ->> 'look_ahead_ms')::integer, 1500)
  ) as c;

  return jsonb_build_object(
    'success', true,
    'deliveries', coalesce(v_deliveries, '[]'),
    'next_in_ms', case
      when v_deliveries is null then outbound.next_claim_in_ms()
      else 0
    end,
    -- Without a limiter, everything may start at once.
    'clock_ms', coalesce(
      nullif(current_setting('pipeline.claim_clock', true), '')::numeric,
      extract(epoch from clock_timestamp()) * 1000
    )
  );
end;
$$;

comment on function api.claim_deliveries(jsonb, jsonb) is
  'outbound.claim_deliveries for the worker p_request.worker_id; limit (default 10) and '
  'look_ahead_ms (default 1500) as there. next_in_ms: when a claim may find something, as far as '
  'is known now; null: the queue is empty. clock_ms: the moment that start_in_ms counts from, by '
  'the clock of the database, since 1970. Units: milliseconds. Nulls: worker_id is required. '
  'Errors: WH704 no worker.';

revoke all on function api.claim_deliveries(jsonb, jsonb) from public;
grant execute on function api.claim_deliveries(jsonb, jsonb) to pipeline_edge, service_role;
