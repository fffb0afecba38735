-- Purpose: cancels what a job has not sent yet.
-- Input -> output: {id} -> {success, job_id, state, counts, ...}.
-- Called by: POST /run/outbound/jobs/:id/cancel.
-- Writes to: what outbound.cancel_job writes.
-- Idempotence: yes; a job that is done or cancelled stays as it is.
-- Errors: WH101, WH104 no id, WH105, WH701 unknown job.
-- Example: select api.cancel_outbound_job('{"id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e"}').
create or replace function api.cancel_outbound_job(
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
  v_job_id uuid := outbound.require_visible_job(p_request, p_context);
  v_answer jsonb := ops.claim_idempotency_key(p_context, p_request);
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform outbound.cancel_job(v_job_id);
  return ops.keep_idempotent_answer(
    p_context, '{"success": true}'::jsonb || outbound.describe_job(v_job_id)
  );
end;
$$;

comment on function api.cancel_outbound_job(jsonb, jsonb) is
  'Cancels what the job p_request.id has not sent yet, and describes it. p_context: api_key_id, '
  'idempotency_key, endpoint. Units: deliveries, seconds. Nulls: id is required. Errors: WH101 '
  'missing, WH104 no uuid, WH105 Idempotency-Key reused, WH701 unknown job.';

revoke all on function api.cancel_outbound_job(jsonb, jsonb) from public;
grant execute on function api.cancel_outbound_job(jsonb, jsonb) to pipeline_edge, service_role;
