-- Purpose: cancels what a job has not sent yet.
-- Input -> output: job -> its state. What a worker has in hand is finished, all else is
--   cancelled.
-- Called by: api.cancel_outbound_job; analysts in psql.
-- Writes to: outbound.jobs, outbound.deliveries, outbound.queue, outbound.webhooks.
-- Idempotence: yes; a job that is done or cancelled stays as it is.
-- Errors: WH701 unknown job.
-- Example: select outbound.cancel_job('7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e').
create or replace function outbound.cancel_job(p_job_id uuid)
returns text
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
declare
  v_job outbound.jobs := outbound.lock_job(p_job_id);
begin
  if v_job.state in ('running', 'stopped') then
    update outbound.jobs as j
    set state = 'cancelled',
        finished_at = clock_timestamp()
    where j.job_id = p_job_id;
    perform outbound.unqueue_jobs(array[p_job_id]);

    update outbound.deliveries as d
    set state = 'cancelled',
        finished_at = clock_timestamp()
    where d.delivery_id between v_job.first_delivery_id and v_job.last_delivery_id
      and d.job_id = p_job_id
      and d.state = 'pending'
      and not exists (select from outbound.queue as q where q.delivery_id = d.delivery_id);
    perform outbound.end_jobs(array[p_job_id]);
  end if;

  return (select j.state from outbound.jobs as j where j.job_id = p_job_id);
end;
$$;

comment on function outbound.cancel_job(uuid) is
  'Cancels the pending deliveries of a running or stopped job, apart from those that a worker has '
  'in hand, which are finished; returns the state. Units: none. Nulls: null is an unknown job. '
  'Errors: WH701 unknown job.';

revoke all on function outbound.cancel_job(uuid) from public;
grant execute on function outbound.cancel_job(uuid) to pipeline_analyst;
