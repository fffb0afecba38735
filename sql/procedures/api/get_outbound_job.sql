-- Purpose: how far a job is.
-- Input -> output: {id} -> {success, job_id, state, counts, rate, time left, ...}.
-- Called by: GET /run/outbound/jobs/:id.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101, WH104 no id, WH701 unknown job.
-- Example: select api.get_outbound_job('{"id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e"}').
create or replace function api.get_outbound_job(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return '{"success": true}'::jsonb
    || outbound.describe_job(outbound.require_visible_job(p_request, p_context));
end;
$$;

comment on function api.get_outbound_job(jsonb, jsonb) is
  'State, counts, rate and time left of the job p_request.id. Units: deliveries, seconds. Nulls: '
  'id is required. Errors: WH101 missing, WH104 no uuid, WH701 unknown job.';

revoke all on function api.get_outbound_job(jsonb, jsonb) from public;
grant execute on function api.get_outbound_job(jsonb, jsonb) to pipeline_edge, service_role;
