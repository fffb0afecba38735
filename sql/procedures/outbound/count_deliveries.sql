-- Purpose: the deliveries of jobs, counted by state.
-- Input -> output: jobs -> a row per job.
-- Called by: outbound.end_jobs, outbound.describe_job, outbound.require_capacity,
--   outbound.webhook_usage.
-- Reads: the range of deliveries of each job: about 15 ms for 50,000.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from outbound.count_deliveries(array[v_job_id]).
create or replace function outbound.count_deliveries(p_job_ids uuid[])
returns table (
  job_id uuid,
  pending integer,
  sent integer,
  failed integer,
  dead integer,
  cancelled integer,
  sent_in_last_minute integer,
  first_sent_at timestamptz,
  last_sent_at timestamptz,
  last_finished_at timestamptz
)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
begin
  return query
  select
    j.job_id,
    c.pending::integer,
    c.sent::integer,
    c.failed::integer,
    c.dead::integer,
    c.cancelled::integer,
    c.sent_in_last_minute::integer,
    c.first_sent_at,
    c.last_sent_at,
    c.last_finished_at
  from outbound.jobs as j
  cross join lateral (
    select
      count(*) filter (where d.state = 'pending') as pending,
      count(*) filter (where d.state = 'sent') as sent,
      count(*) filter (where d.state = 'failed') as failed,
      count(*) filter (where d.state = 'dead') as dead,
      count(*) filter (where d.state = 'cancelled') as cancelled,
      count(*) filter (
        where d.state = 'sent' and d.finished_at > clock_timestamp() - interval '1 minute'
      ) as sent_in_last_minute,
      min(d.finished_at) filter (where d.state = 'sent') as first_sent_at,
      max(d.finished_at) filter (where d.state = 'sent') as last_sent_at,
      max(d.finished_at) as last_finished_at
    from outbound.deliveries as d
    where d.delivery_id between j.first_delivery_id and j.last_delivery_id
      and d.job_id = j.job_id
  ) as c
  where j.job_id = any (p_job_ids);
end;
$$;

comment on function outbound.count_deliveries(uuid[]) is
  'Counts the deliveries of each job of p_job_ids by state. Units: deliveries. Nulls: null gives '
  'no rows; the times are null while nothing was sent. Errors: none.';

revoke all on function outbound.count_deliveries(uuid[]) from public;
grant execute on function outbound.count_deliveries(uuid[]) to pipeline_analyst;
