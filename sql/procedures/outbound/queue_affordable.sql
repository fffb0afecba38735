-- Purpose: keeps as many deliveries of metered jobs in the queue as their budgets can pay for.
-- Input -> output: jobs -> those of which something was queued, and how much.
-- Called by: outbound.enqueue_calls, outbound.book_costs, outbound.redrive.
-- Writes to: outbound.queue, outbound.job_costs, whose row is the lock; in key order.
-- Idempotence: yes; what is in the queue is counted.
-- Errors: none.
-- Example: select * from outbound.queue_affordable(array[v_job_id]).
create or replace function outbound.queue_affordable(p_job_ids uuid[])
returns table (job_id uuid, queued bigint)
language plpgsql
volatile
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
begin
  perform
  from outbound.job_costs as c
  where c.job_id = any (p_job_ids)
  order by c.job_id
  for no key update;

  -- A statement after the lock: it sees what others have booked and queued before.
  return query
  with rooms as materialized (
    select
      c.job_id,
      j.account,
      greatest(c.queued_up_to + 1, j.first_delivery_id) as first_id,
      j.first_delivery_id as very_first_id,
      j.last_delivery_id as last_id,
      -- Null is no limit; below zero is too many, after calls that cost more than was known.
      case when c.budget_usd is not null and c.reserve_usd > 0 then
        floor((c.budget_usd - c.spent_usd - c.assumed_usd) / c.reserve_usd)::bigint - q.queued
      end as room
    from outbound.job_costs as c
    inner join outbound.jobs as j on j.job_id = c.job_id
    cross join lateral (
      select count(*) as queued
      from outbound.queue as r
      where r.delivery_id between j.first_delivery_id and j.last_delivery_id
        and r.job_id = c.job_id
    ) as q
    where c.job_id = any (p_job_ids)
  ),
  added as (
    insert into outbound.queue (delivery_id, job_id, account, due_at, attempt)
    select
      n.delivery_id,
      r.job_id,
      r.account,
      clock_timestamp(),
      n.attempts
    from rooms as r
    cross join lateral (
      select d.delivery_id, d.attempts
      from outbound.deliveries as d
      where d.delivery_id between r.first_id and r.last_id
        and d.job_id = r.job_id
        and d.state = 'pending'
        and not exists (select from outbound.queue as q where q.delivery_id = d.delivery_id)
      order by d.delivery_id
      limit case when r.room is not null then greatest(r.room, 0) end
    ) as n
    returning outbound.queue.delivery_id, outbound.queue.job_id
  ),
  surplus as materialized (
    select n.delivery_id, r.job_id
    from rooms as r
    cross join lateral (
      select q.delivery_id
      from outbound.queue as q
      where q.delivery_id between r.very_first_id and r.last_id
        and q.job_id = r.job_id
        and q.owner is null
      order by q.delivery_id desc
      limit greatest(-r.room, 0)
      for update of q skip locked
    ) as n
  ),
  removed as (
    delete from outbound.queue as q
    using surplus as s
    where q.delivery_id = s.delivery_id
  ),
  counts as (
    select a.job_id, count(*) as queued, max(a.delivery_id) as last_id
    from added as a
    group by a.job_id
  ),
  ends as (
    select k.job_id, k.last_id from counts as k
    union all
    select s.job_id, min(s.delivery_id) - 1 from surplus as s group by s.job_id
  ),
  noted as (
    update outbound.job_costs as c
    set queued_up_to = e.last_id
    from ends as e
    where c.job_id = e.job_id
  )
  select k.job_id, k.queued
  from counts as k;
end;
$$;

comment on function outbound.queue_affordable(uuid[]) is
  'Queues the next pending deliveries of the metered jobs p_job_ids: all of them without a budget, '
  'else as many as leave spent + assumed + the highest cost of everything in the queue within it; '
  'what is too much and in nobody''s hands is taken out again. Units: deliveries. Nulls: null does '
  'nothing. Errors: none.';

revoke all on function outbound.queue_affordable(uuid[]) from public;
