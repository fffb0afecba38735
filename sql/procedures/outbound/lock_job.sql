-- Purpose: locks a job against everybody who changes its state.
-- Input -> output: job -> its row.
-- Called by: outbound.cancel_job, outbound.redrive.
-- Writes to: nothing; locks the row until the end of the transaction.
-- Idempotence: yes.
-- Errors: WH701 unknown job.
-- Example: v_job := outbound.lock_job(p_job_id).
create or replace function outbound.lock_job(p_job_id uuid)
returns outbound.jobs
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_job outbound.jobs;
begin
  select j.* into v_job from outbound.jobs as j where j.job_id = p_job_id for no key update;
  if not found then
    raise exception using
      errcode = 'WH701',
      message = 'the job does not exist',
      hint = 'use the job_id of the answer that started it; outbound.jobs lists them';
  end if;
  return v_job;
end;
$$;

comment on function outbound.lock_job(uuid) is
  'Locks a job and returns its row. Units: none. Nulls: null is an unknown job. Errors: WH701 '
  'unknown job.';

revoke all on function outbound.lock_job(uuid) from public;
