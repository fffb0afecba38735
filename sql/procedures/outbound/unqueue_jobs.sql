-- Purpose: takes what nobody has in hand of some jobs out of the queue.
-- Input -> output: jobs, which the caller has locked and whose state is no longer running ->
--   nothing. What a worker has is settled when it is finished.
-- Called by: outbound.settle_unsent, outbound.cancel_job, outbound.forbid_destination.
-- Writes to: outbound.queue.
-- Idempotence: yes.
-- Errors: none.
-- Example: select outbound.unqueue_jobs(array[v_job_id]).
create or replace function outbound.unqueue_jobs(p_job_ids uuid[])
returns void
language plpgsql
volatile
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
begin
  -- Nobody is waited for: a row that is locked is being claimed or finished at this moment.
  with idle as materialized (
    select q.delivery_id
    from outbound.jobs as j
    inner join outbound.queue as q
      on q.delivery_id between j.first_delivery_id and j.last_delivery_id
      and q.job_id = j.job_id
    where j.job_id = any (p_job_ids) and q.owner is null
    for update of q skip locked
  )
  delete from outbound.queue as q
  using idle as i
  where q.delivery_id = i.delivery_id;
end;
$$;

comment on function outbound.unqueue_jobs(uuid[]) is
  'Takes the deliveries of p_job_ids that no worker has out of the queue. Units: deliveries. '
  'Nulls: null does nothing. Errors: none.';

revoke all on function outbound.unqueue_jobs(uuid[]) from public;
