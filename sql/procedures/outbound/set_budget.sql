-- Purpose: gives a job another budget.
-- Input -> output: job, US dollars as JSON -> nothing. What the job may do with it, redrive starts.
-- Called by: api.redrive_outbound_job; analysts in psql, before outbound.redrive.
-- Writes to: outbound.job_costs.
-- Idempotence: yes.
-- Errors: WH701 unknown job, WH104 no amount, or the kind of the job costs nothing.
-- Example: select outbound.set_budget('7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e', '20').
create or replace function outbound.set_budget(p_job_id uuid, p_budget_usd jsonb)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_job outbound.jobs := outbound.lock_job(p_job_id);
  v_kind outbound.kinds;
  v_budget_usd numeric;
begin
  select k.* into v_kind from outbound.kinds as k where k.kind = v_job.kind;
  v_budget_usd := outbound.read_budget(v_kind, jsonb_build_object('budget_usd', p_budget_usd));

  -- Prices may have changed since the job was made.
  update outbound.job_costs as c
  set budget_usd = v_budget_usd,
      reserve_usd = coalesce(reference.ai_highest_cost_usd(v_job.kind), c.reserve_usd)
  where c.job_id = p_job_id;
end;
$$;

comment on function outbound.set_budget(uuid, jsonb) is
  'Sets the budget of a metered job; outbound.redrive then resumes it, should it have been '
  'stopped. Units: US dollars. Nulls: a null budget is no limit. Errors: WH701 unknown job, WH104 '
  'no amount, less than one call may cost, or the kind costs nothing.';

revoke all on function outbound.set_budget(uuid, jsonb) from public;
grant execute on function outbound.set_budget(uuid, jsonb) to pipeline_analyst;
