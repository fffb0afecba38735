-- Purpose: sends again what a job could not deliver.
-- Input -> output: {id, include_failed, budget_usd} -> {success, redriven, job_id, state, counts,
--   ...}.
-- Called by: POST /run/outbound/jobs/:id/redrive.
-- Writes to: what outbound.set_budget and outbound.redrive write.
-- Idempotence: yes; what is on its way is left alone.
-- Errors: WH101, WH104, WH105, WH701 unknown job, WH703 over the limit of the webhook, WH705
--   cancelled, WH711 destination not allowed.
-- Example: select api.redrive_outbound_job('{"id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e"}').
create or replace function api.redrive_outbound_job(
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
  v_include_failed boolean := ops.read_boolean(p_request, 'include_failed', false);
  v_answer jsonb := ops.claim_idempotency_key(p_context, p_request);
  v_redriven integer;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  if not ops.is_blank(p_request -> 'budget_usd') then
    perform outbound.set_budget(v_job_id, p_request -> 'budget_usd');
  end if;
  select r.deliveries
  into v_redriven
  from outbound.redrive(v_job_id, p_include_failed => v_include_failed) as r;
  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object('success', true, 'redriven', v_redriven) || outbound.describe_job(v_job_id)
  );
end;
$$;

comment on function api.redrive_outbound_job(jsonb, jsonb) is
  'Queues again what is dead of the job p_request.id (with include_failed what was refused, too) '
  'and resumes it if it was stopped; budget_usd first gives a job that costs something another '
  'budget (left out: the same). p_context: api_key_id, idempotency_key, endpoint. Units: '
  'deliveries, seconds. Nulls: id is required. Errors: WH101 missing, WH104 wrong type, WH105 '
  'Idempotency-Key reused, WH701 unknown job, WH703 over the limit of the webhook, WH705 '
  'cancelled, WH711 destination not allowed.';

revoke all on function api.redrive_outbound_job(jsonb, jsonb) from public;
grant execute on function api.redrive_outbound_job(jsonb, jsonb) to pipeline_edge, service_role;
