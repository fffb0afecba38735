-- Purpose: takes deliveries out of the queue whose job was cancelled or stopped meanwhile.
-- Input -> output: deliveries that the caller has locked in the queue -> how many were taken out.
-- Called by: outbound.claim_deliveries.
-- Writes to: outbound.queue, outbound.deliveries.
-- Idempotence: yes; those of running jobs stay.
-- Errors: none.
-- Example: select outbound.drop_ended_deliveries(array[1, 2]).
create or replace function outbound.drop_ended_deliveries(p_delivery_ids bigint[])
returns integer
language plpgsql
volatile
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
declare
  v_ended uuid[];
  v_dropped integer;
begin
  -- A redrive that is under way counts on what is in the queue. It is not waited for, since others
  -- who have locked a job wait for rows of the queue: the next claim finds the row again.
  select array_agg(l.job_id)
  into v_ended
  from (
    select j.job_id
    from outbound.jobs as j
    where j.state <> 'running'
      and j.job_id in (
        select q.job_id from outbound.queue as q where q.delivery_id = any (p_delivery_ids)
      )
    for no key update skip locked
  ) as l;

  with dropped as (
    delete from outbound.queue as q
    using outbound.jobs as j
    where q.delivery_id = any (p_delivery_ids)
      and j.job_id = q.job_id
      and j.job_id = any (v_ended)
    returning q.delivery_id, j.state
  ),
  cancelled as (
    update outbound.deliveries as d
    set state = 'cancelled',
        finished_at = clock_timestamp()
    from dropped as x
    where d.delivery_id = x.delivery_id and x.state = 'cancelled' and d.state = 'pending'
  )
  select count(*)
  into v_dropped
  from dropped as x;
  return v_dropped;
end;
$$;

comment on function outbound.drop_ended_deliveries(bigint[]) is
  'Takes those of p_delivery_ids out of the queue whose job does not run any more, and returns '
  'their number; of a cancelled job they are cancelled. Units: deliveries. Nulls: null does '
  'nothing. Errors: none.';

revoke all on function outbound.drop_ended_deliveries(bigint[]) from public;
