-- Purpose: sends again what is not sent: dead deliveries, and the rest of stopped jobs.
-- Input -> output: job (null: all), whether refused ones too, kind (null: all) -> number of jobs
--   and deliveries that are on their way again.
-- Called by: api.redrive_outbound_job; analysts in psql.
-- Writes to: outbound.jobs, outbound.deliveries, outbound.queue, outbound.job_costs. Locks jobs,
--   then webhooks, then costs, each in key order.
-- Idempotence: yes; what is on its way is left alone.
-- Errors: WH701 unknown job, WH703 the webhook would be over its limit, WH705 the job was
--   cancelled, WH711 its destination is not allowed.
-- Example: select * from outbound.redrive(p_kind => 'case_study_url').
create or replace function outbound.redrive(
  p_job_id uuid default null,
  p_include_failed boolean default false,
  p_kind text default null,
  out jobs integer,
  out deliveries integer
)
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
  v_job outbound.jobs;
  v_job_ids uuid[];
begin
  if p_job_id is not null then
    v_job := outbound.lock_job(p_job_id);
    if v_job.state = 'cancelled' then
      raise exception using
        errcode = 'WH705',
        message = 'the job was cancelled',
        hint = 'start a new job for what is still to be sent';
    end if;
    if not outbound.is_allowed(v_job.webhook_url) then
      raise exception using
        errcode = 'WH711',
        message = 'the destination of the job is not allowed any more',
        hint = 'allow it by outbound.allow_destination and redrive again';
    end if;
  end if;

  -- Those that cannot have anything to be redriven are not looked at.
  select array_agg(l.job_id)
  into v_job_ids
  from (
    select j.job_id
    from outbound.jobs as j
    where (p_job_id is null or j.job_id = p_job_id)
      and (p_kind is null or j.kind = p_kind)
      and (j.state in ('running', 'stopped') or j.unsent > 0)
      and j.state <> 'cancelled'
      and outbound.is_allowed(j.webhook_url)
    order by j.job_id
    for no key update
  ) as l;

  perform
  from outbound.webhooks as w
  where w.webhook_url in (
      select j.webhook_url from outbound.jobs as j where j.job_id = any (v_job_ids)
    )
  order by w.webhook_url
  for no key update;

  perform outbound.require_capacity(r.webhook_url, a, r.revived::integer)
  from (
    select
      j.webhook_url,
      j.account,
      sum(c.dead) + coalesce(sum(c.failed) filter (where p_include_failed), 0) as revived
    from outbound.count_deliveries(v_job_ids) as c
    inner join outbound.jobs as j on j.job_id = c.job_id
    group by j.webhook_url, j.account
  ) as r
  inner join outbound.accounts as a on a.account = r.account
  where r.revived > 0;

  update outbound.deliveries as d
  set state = 'pending',
      attempts_before = d.attempts,
      finished_at = null
  from outbound.jobs as j
  where j.job_id = any (v_job_ids)
    and d.delivery_id between j.first_delivery_id and j.last_delivery_id
    and d.job_id = j.job_id
    and (d.state = 'dead' or (p_include_failed and d.state = 'failed'));

  -- Metered jobs get back what their budgets can pay for, from the first on.
  update outbound.job_costs as c
  set queued_up_to = 0
  where c.job_id = any (v_job_ids) and c.queued_up_to > 0;

  with queued as (
    insert into outbound.queue (delivery_id, job_id, account, due_at, attempt)
    select
      d.delivery_id,
      j.job_id,
      j.account,
      clock_timestamp(),
      d.attempts
    from outbound.jobs as j
    inner join outbound.deliveries as d
      on d.delivery_id between j.first_delivery_id and j.last_delivery_id
      and d.job_id = j.job_id
    where j.job_id = any (v_job_ids)
      and d.state = 'pending'
      and not exists (select from outbound.job_costs as c where c.job_id = j.job_id)
      and not exists (select from outbound.queue as q where q.delivery_id = d.delivery_id)
    order by d.delivery_id
    returning job_id
  ),
  requeued as (
    select q.job_id, count(*) as deliveries from queued as q group by q.job_id
    union all
    select a.job_id, a.queued from outbound.queue_affordable(v_job_ids) as a
  ),
  resumed as (
    update outbound.jobs as j
    set state = 'running',
        is_open = true,
        stop_reason = null,
        finished_at = null
    where j.job_id = any (v_job_ids)
      and not (j.state = 'running' and j.is_open)
      and (
        j.job_id in (select x.job_id from requeued as x)
        -- All that is left of it is in the hands of workers: it runs, or that would be dropped.
        or j.state = 'stopped'
        and exists (
          select
          from outbound.queue as q
          where q.delivery_id between j.first_delivery_id and j.last_delivery_id
            and q.job_id = j.job_id
        )
      )
  )
  select count(*), coalesce(sum(r.deliveries), 0)
  into jobs, deliveries
  from requeued as r;
end;
$$;

comment on function outbound.redrive(uuid, boolean, text) is
  'Queues again what is dead (and failed, with p_include_failed), and what is pending of stopped '
  'jobs: of one job, of a kind or of all. Cancelled jobs and forbidden destinations are left out. '
  'Tries begin anew. Units: jobs and deliveries. Nulls: p_job_id and p_kind null are all. Errors: '
  'WH701 unknown job, WH703 over the limit of the webhook, WH705 cancelled, WH711 destination not '
  'allowed.';

revoke all on function outbound.redrive(uuid, boolean, text) from public;
grant execute on function outbound.redrive(uuid, boolean, text) to pipeline_analyst;
