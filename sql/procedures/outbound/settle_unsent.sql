-- Purpose: what follows from attempts that were no success.
-- Input -> output: worker and outcomes, those with a 2xx being left alone -> counts {retried,
--   failed, dead, stopped}, and the delivery_ids they were of.
-- Called by: outbound.finish_deliveries.
-- Writes to: outbound.queue, outbound.deliveries, outbound.attempts, outbound.jobs.
-- Idempotence: yes; an outcome whose claim is over does nothing.
-- Errors: none.
-- Example: v_unsettled := outbound.settle_unsent(p_worker_id, v_outcomes).
create or replace function outbound.settle_unsent(
  p_worker_id uuid,
  p_outcomes outbound.outcome[]
)
returns jsonb
language plpgsql
volatile
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
declare
  -- A receiver may ask for any delay, a delivery waits no longer than this.
  c_longest_wait constant numeric := 3600;
  v_now timestamptz := clock_timestamp();
  v_stopped uuid[];
  v_counts jsonb;
begin
  -- Stopping, cancelling and redriving wait for this, and this for them.
  perform
  from outbound.jobs as j
  where j.job_id in (
      select q.job_id
      from unnest(p_outcomes) as o
      inner join outbound.queue as q on q.delivery_id = o.delivery_id
    )
  order by j.job_id
  for no key update;

  -- The webhook is gone, or a vendor refuses every call: nothing more of the job is sent until
  -- somebody redrives it.
  with stopped as (
    update outbound.jobs as j
    set state = 'stopped',
        stop_reason = case
          when g.vendor is null
            then format('the receiver answered %s: the webhook is gone', g.http_status)
          else coalesce(
            g.stop_reason, format('%s answered %s, as it would always', g.vendor, g.http_status)
          )
        end,
        finished_at = v_now
    from (
      select
        q.job_id,
        k.vendor,
        min(o.http_status) as http_status,
        left(min(o.stop_reason), 500) as stop_reason
      from unnest(p_outcomes) as o
      inner join outbound.queue as q on q.delivery_id = o.delivery_id
      inner join outbound.jobs as i on i.job_id = q.job_id
      inner join outbound.kinds as k on k.kind = i.kind
      where q.owner = p_worker_id
        and q.attempt = o.attempt
        and coalesce(o.http_status not between 200 and 299, true)
        and (o.http_status = any (k.stop_statuses) or o.stop_reason is not null)
      group by q.job_id, k.vendor
    ) as g
    where j.job_id = g.job_id and j.state = 'running'
    returning j.job_id
  )
  select array_agg(s.job_id) into v_stopped from stopped as s;
  if v_stopped is not null then
    perform outbound.unqueue_jobs(v_stopped);
  end if;

  with judged as materialized (
    select
      o.*,
      left(coalesce(o.error, format('the receiver answered %s', o.http_status)), 500) as reason,
      q.job_id,
      j.state as job_state,
      case
        when o.http_status = any (k.stop_statuses) or o.stop_reason is not null then 'parked'
        when o.is_final
          or o.http_status between 400 and 499 and o.http_status not in (408, 425, 429)
          then 'failed'
        when o.attempt - d.attempts_before >= outbound.max_attempts(j.options) then 'dead'
        when j.state = 'running' then 'retried'
        else 'parked'
      end as verdict,
      greatest(
        least(
          coalesce((j.options ->> 'backoff_cap_seconds')::numeric, 3600),
          coalesce((j.options ->> 'backoff_base_seconds')::numeric, 5)
            * power(2::numeric, least(o.attempt - d.attempts_before - 1, 30))
        ) * (0.5 + random()::numeric / 2),
        -- least() skips nulls: without a Retry-After there must be none here either.
        case when o.retry_after_seconds is not null
          then least(o.retry_after_seconds, c_longest_wait)
        end
      ) as wait_seconds
    from unnest(p_outcomes) as o
    inner join outbound.queue as q on q.delivery_id = o.delivery_id
    inner join outbound.deliveries as d on d.delivery_id = o.delivery_id
    inner join outbound.jobs as j on j.job_id = q.job_id
    inner join outbound.kinds as k on k.kind = j.kind
    where q.owner = p_worker_id
      and q.attempt = o.attempt
      and coalesce(o.http_status not between 200 and 299, true)
    for no key update of q
  ),
  requeued as (
    update outbound.queue as q
    set owner = null,
        due_at = v_now + make_interval(secs => x.wait_seconds)
    from judged as x
    where q.delivery_id = x.delivery_id and x.verdict = 'retried'
  ),
  removed as (
    delete from outbound.queue as q
    using judged as x
    where q.delivery_id = x.delivery_id and x.verdict <> 'retried'
  ),
  settled as (
    update outbound.deliveries as d
    set state = case
          when x.verdict in ('failed', 'dead') then x.verdict
          when x.job_state = 'cancelled' then 'cancelled'
          else 'pending'
        end,
        attempts = x.attempt,
        http_status = x.http_status,
        last_error = x.reason,
        finished_at = case
          when x.verdict in ('failed', 'dead') or x.job_state = 'cancelled' then v_now
        end
    from judged as x
    where d.delivery_id = x.delivery_id
  ),
  receipts as (
    insert into outbound.attempts (
      delivery_id, attempt, worker_id, host, started_at, latency_ms, http_status, error,
      response_excerpt
    )
    select
      x.delivery_id,
      x.attempt,
      p_worker_id,
      x.host,
      x.started_at,
      x.latency_ms,
      x.http_status,
      x.reason,
      left(x.response_excerpt, 1000)
    from judged as x
  )
  select jsonb_build_object(
    'retried', count(*) filter (where x.verdict = 'retried'),
    'failed', count(*) filter (where x.verdict = 'failed'),
    'dead', count(*) filter (where x.verdict = 'dead'),
    'stopped', coalesce(cardinality(v_stopped), 0),
    'delivery_ids', coalesce(jsonb_agg(x.delivery_id), '[]')
  )
  into v_counts
  from judged as x;

  return v_counts;
end;
$$;

comment on function outbound.settle_unsent(uuid, outbound.outcome[]) is
  'Settles the outcomes that are no 2xx. A retry waits least(cap, base * 2^n) * (0.5 to 1) '
  'seconds, or as long as the receiver asked for, at most an hour. Units: seconds. Nulls: '
  'http_status null is no answer. Errors: none.';

revoke all on function outbound.settle_unsent(uuid, outbound.outcome[]) from public;
