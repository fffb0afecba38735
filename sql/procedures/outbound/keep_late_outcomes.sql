-- Purpose: keeps outcomes of claims that were over: the fence.
-- Input -> output: worker, outcomes, deliveries whose outcomes were taken -> number of receipts.
-- Called by: outbound.finish_deliveries.
-- Writes to: outbound.attempts; outbound.webhooks, since a late 2xx is a submission all the same;
--   outbound.job_costs, since a late answer of a vendor cost what it cost. It is not landed.
-- Idempotence: yes; an outcome reported twice, as after a lost answer, is kept once.
-- Errors: none.
-- Example: v_late := outbound.keep_late_outcomes(p_worker_id, v_outcomes, v_ids).
create or replace function outbound.keep_late_outcomes(
  p_worker_id uuid,
  p_outcomes outbound.outcome[],
  p_taken_ids bigint[]
)
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
  v_late integer;
  v_accepted bigint[];
  v_calls jsonb;
begin
  with late as (
    insert into outbound.attempts (
      delivery_id, attempt, worker_id, host, started_at, latency_ms, http_status, error,
      response_excerpt, is_late
    )
    select
      o.delivery_id,
      o.attempt,
      p_worker_id,
      o.host,
      o.started_at,
      o.latency_ms,
      o.http_status,
      left(o.error, 500),
      left(o.response_excerpt, 1000),
      true
    from unnest(p_outcomes) as o
    inner join outbound.deliveries as d on d.delivery_id = o.delivery_id
    where o.delivery_id <> all (p_taken_ids)
      and o.attempt > 0
      and not exists (
        select
        from outbound.attempts as a
        where a.delivery_id = o.delivery_id
          and a.attempt = o.attempt
          and a.worker_id = p_worker_id
          and a.http_status is not distinct from o.http_status
          and a.started_at is not distinct from o.started_at
      )
    returning delivery_id, attempt, http_status
  )
  select
    count(*),
    array_agg(l.delivery_id) filter (where l.http_status between 200 and 299),
    jsonb_agg(jsonb_build_array(o.delivery_id, outbound.cost_of(o.result)))
      filter (where o.is_call and o.http_status is not null)
  into v_late, v_accepted, v_calls
  from late as l
  inner join unnest(p_outcomes) as o
    on o.delivery_id = l.delivery_id
    and o.attempt = l.attempt;

  if v_accepted is not null then
    perform
    from outbound.webhooks as w
    where w.webhook_url in (
        select j.webhook_url
        from outbound.deliveries as d
        inner join outbound.jobs as j on j.job_id = d.job_id
        where d.delivery_id = any (v_accepted)
      )
    order by w.webhook_url
    for no key update;

    update outbound.webhooks as w
    set submissions = w.submissions + s.added
    from (
      select j.webhook_url, count(*) as added
      from outbound.deliveries as d
      inner join outbound.jobs as j on j.job_id = d.job_id
      where d.delivery_id = any (v_accepted)
      group by j.webhook_url
    ) as s
    where w.webhook_url = s.webhook_url;
  end if;
  -- When its lease was lost, the highest cost was assumed: now it is known.
  if v_calls is not null then
    perform outbound.book_costs(
      array_agg(d.job_id order by c.position),
      array_agg((c.pair ->> 1)::numeric order by c.position),
      array_agg(-1 order by c.position)
    )
    from jsonb_array_elements(v_calls) with ordinality as c (pair, position)
    inner join outbound.deliveries as d on d.delivery_id = (c.pair ->> 0)::bigint;
  end if;
  return v_late;
end;
$$;

comment on function outbound.keep_late_outcomes(uuid, outbound.outcome[], bigint[]) is
  'Writes receipts marked late for the outcomes that are not of p_taken_ids and were not kept '
  'before; returns their number. Units: receipts. Nulls: none allowed. Errors: none.';

revoke all on function outbound.keep_late_outcomes(uuid, outbound.outcome[], bigint[])
  from public;
