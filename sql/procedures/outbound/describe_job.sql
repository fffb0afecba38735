-- Purpose: how far a job is.
-- Input -> output: job -> {job_id, kind, state, counts, rate, time left, ...}.
-- Called by: api.get_outbound_job, api.cancel_outbound_job, api.redrive_outbound_job; analysts.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH701 unknown job.
-- Example: select outbound.describe_job('7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e').
create or replace function outbound.describe_job(p_job_id uuid)
returns jsonb
language plpgsql
stable
set search_path = ''
set timezone = 'UTC'
as $$
declare
  v_job outbound.jobs;
  v_counts record;
  v_queued integer;
  v_in_flight integer;
  v_seconds numeric;
  v_rate numeric;
  v_pace numeric;
  v_vendor text;
  v_cost outbound.job_costs;
  v_is_out_of_budget boolean := false;
begin
  select j.* into v_job from outbound.jobs as j where j.job_id = p_job_id;
  if not found then
    raise exception using
      errcode = 'WH701',
      message = 'the job does not exist',
      hint = 'use the job_id of the answer that started it; outbound.jobs lists them';
  end if;
  select c.* into v_counts from outbound.count_deliveries(array[p_job_id]) as c;
  select
    count(*),
    count(*) filter (where q.owner is not null and q.due_at > clock_timestamp())
  into v_queued, v_in_flight
  from outbound.queue as q
  where q.delivery_id between v_job.first_delivery_id and v_job.last_delivery_id
    and q.job_id = p_job_id;
  select k.vendor into v_vendor from outbound.kinds as k where k.kind = v_job.kind;
  if v_vendor is not null then
    select c.* into v_cost from outbound.job_costs as c where c.job_id = p_job_id;
    v_is_out_of_budget := found
      and v_job.state = 'running'
      and v_counts.pending > 0
      and v_queued = 0;
  end if;

  -- Over the last minute, or since the job began.
  v_seconds := least(extract(epoch from clock_timestamp() - v_job.created_at), 60);
  v_rate := v_counts.sent_in_last_minute / greatest(v_seconds, 1);
  select coalesce(nullif(v_rate, 0), a.rate_per_second)
  into v_pace
  from outbound.accounts as a
  where a.account = v_job.account;

  return jsonb_build_object(
    'job_id', v_job.job_id,
    'kind', v_job.kind,
    -- What was finished a moment ago is ended by the next claim.
    'state', case
      when v_job.state in ('running', 'stopped') and v_counts.pending = 0 then 'done'
      when v_is_out_of_budget then 'stopped'
      else v_job.state
    end,
    'stop_reason', case when v_is_out_of_budget then 'budget' else v_job.stop_reason end,
    'webhook_host', substring(v_job.webhook_url from '^https?://([^/?#]+)'),
    'total', v_job.total,
    'pending', v_counts.pending,
    'in_flight', v_in_flight,
    'sent', v_counts.sent,
    'failed', v_counts.failed,
    'dead', v_counts.dead,
    'cancelled', v_counts.cancelled,
    'skipped', v_job.skipped,
    'skipped_rows', v_job.skipped_rows,
    'rate_per_second', round(v_rate, 2),
    'seconds_left', case
      when v_job.state = 'running' and v_counts.pending > 0 and not v_is_out_of_budget
        then ceil(v_counts.pending / nullif(v_pace, 0))
      else 0
    end,
    'warnings', v_job.warnings,
    'created_at', v_job.created_at,
    'finished_at', case
      when v_job.state <> 'running' or v_counts.pending = 0 or v_is_out_of_budget
        then coalesce(v_job.finished_at, v_counts.last_finished_at)
    end
  ) || case
    when v_vendor is null then '{}'
    else jsonb_build_object(
      'vendor', v_vendor,
      'budget_usd', v_cost.budget_usd,
      'spent_usd', v_cost.spent_usd,
      'assumed_usd', v_cost.assumed_usd
    )
  end;
end;
$$;

comment on function outbound.describe_job(uuid) is
  'State and counts of a job. pending includes in_flight, which a worker has in hand. '
  'rate_per_second is that of the last minute; seconds_left goes by it, before the first delivery '
  'by the rate of the account. Jobs that ask a vendor also have vendor, budget_usd, spent_usd and '
  'assumed_usd (calls whose answer never came, at the highest cost). Units: deliveries, seconds, '
  'US dollars; times are UTC. Nulls: null is an unknown job; seconds_left is null while no rate is '
  'known, amounts where calls cost nothing. Errors: WH701 unknown job.';

revoke all on function outbound.describe_job(uuid) from public;
grant execute on function outbound.describe_job(uuid) to pipeline_analyst;
