-- Purpose: ends jobs of which nothing is left in the queue, and counts what their webhooks took.
-- Input -> output: jobs -> nothing. Those with something in the queue stay as they are.
-- Called by: outbound.end_empty_jobs, outbound.cancel_job.
-- Writes to: outbound.jobs, outbound.webhooks. Locks jobs, then webhooks, each in key order.
-- Idempotence: yes; a delivery is counted once.
-- Errors: none.
-- Example: select outbound.end_jobs(array[v_job_id]).
create or replace function outbound.end_jobs(p_job_ids uuid[])
returns void
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
begin
  -- Whoever cancels or redrives one of them waits, and so does this.
  perform
  from outbound.jobs as j
  where j.job_id = any (p_job_ids)
  order by j.job_id
  for no key update;

  select array_agg(j.job_id)
  into v_ended
  from outbound.jobs as j
  where j.job_id = any (p_job_ids)
    and not exists (
      select
      from outbound.queue as q
      where q.delivery_id between j.first_delivery_id and j.last_delivery_id
        and q.job_id = j.job_id
    );
  if v_ended is null then
    return;
  end if;

  perform
  from outbound.webhooks as w
  where w.webhook_url in (
      select j.webhook_url from outbound.jobs as j where j.job_id = any (v_ended)
    )
  order by w.webhook_url
  for no key update;

  with counts as (
    select
      j.webhook_url,
      j.counted,
      c.*,
      -- Nothing in the queue, something pending: no more of it can be paid for.
      j.state = 'running'
        and c.pending > 0
        and exists (select from outbound.job_costs as b where b.job_id = j.job_id)
        as is_out_of_budget
    from outbound.count_deliveries(v_ended) as c
    inner join outbound.jobs as j on j.job_id = c.job_id
  ),
  ended as (
    update outbound.jobs as j
    set state = case
          when j.state <> 'cancelled' and c.pending = 0 then 'done'
          when c.is_out_of_budget then 'stopped'
          else j.state
        end,
        stop_reason = case when c.is_out_of_budget then 'budget' else j.stop_reason end,
        counted = c.sent,
        unsent = c.failed + c.dead,
        is_open = false,
        finished_at = coalesce(j.finished_at, c.last_finished_at, clock_timestamp())
    from counts as c
    where j.job_id = c.job_id
  )
  update outbound.webhooks as w
  set submissions = w.submissions + s.added,
      first_sent_at = least(w.first_sent_at, s.first_sent_at),
      last_sent_at = greatest(w.last_sent_at, s.last_sent_at)
  from (
    select
      c.webhook_url,
      sum(c.sent - c.counted) as added,
      min(c.first_sent_at) as first_sent_at,
      max(c.last_sent_at) as last_sent_at
    from counts as c
    group by c.webhook_url
    having sum(c.sent - c.counted) > 0
  ) as s
  where w.webhook_url = s.webhook_url;
end;
$$;

comment on function outbound.end_jobs(uuid[]) is
  'Ends those of p_job_ids that have nothing left in the queue (done, where nothing is pending; '
  'stopped, where the budget is used up) and adds what was sent to outbound.webhooks.submissions. '
  'Units: deliveries. Nulls: null does nothing. Errors: none.';

revoke all on function outbound.end_jobs(uuid[]) from public;
