-- Purpose: gives a request the delivery that it waits for, as a claim gives one to a worker.
-- Input -> output: worker (the request), delivery -> the claimed delivery; null where somebody has
--   it, it is not due yet, or its job does not run.
-- Called by: outbound.advance_call.
-- Writes to: what outbound.claim_deliveries writes: outbound.queue, the limiter's clock in
--   outbound.accounts; for a lost lease also outbound.deliveries and outbound.attempts.
-- Idempotence: no.
-- Errors: none.
-- Example: v_delivery := outbound.claim_call(v_worker_id, v_delivery_id).
create or replace function outbound.claim_call(p_worker_id uuid, p_delivery_id bigint)
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
  -- As in outbound.claim_deliveries, which says why.
  c_lease constant interval := interval '30 s';
  c_stretch constant numeric := 1.012;
  c_late_ms constant integer := 11;
  c_headroom constant interval := interval '20 ms';
  v_account outbound.accounts;
  v_row outbound.queue;
  v_job outbound.jobs;
  v_delivery outbound.deliveries;
  v_step interval := interval '0';
  v_now timestamptz;
  v_next timestamptz;
begin
  -- The account first, then the queue: the order of every claim.
  select a.*
  into v_account
  from outbound.queue as q
  inner join outbound.accounts as a on a.account = q.account
  where q.delivery_id = p_delivery_id and q.due_at <= clock_timestamp();
  if not found then
    return null;
  end if;
  select a.*
  into v_account
  from outbound.accounts as a
  where a.account = v_account.account
  for no key update;
  select q.*
  into v_row
  from outbound.queue as q
  where q.delivery_id = p_delivery_id and q.due_at <= clock_timestamp()
  for no key update skip locked;
  if not found then
    return null;
  end if;
  if v_row.owner is not null
    and cardinality(outbound.settle_lost_leases(array[p_delivery_id])) = 0
  then
    return null;
  end if;
  select j.* into v_job from outbound.jobs as j where j.job_id = v_row.job_id;
  if v_job.state <> 'running' then
    perform outbound.drop_ended_deliveries(array[p_delivery_id]);
    return null;
  end if;

  v_now := clock_timestamp();
  v_next := v_now;
  if v_account.rate_per_second is not null then
    v_step := make_interval(secs => c_stretch / v_account.rate_per_second);
    v_next := case
      when v_account.next_start_at > v_now + interval '11 s' + v_step
        then v_now + interval '1 s'
      else greatest(
        v_account.next_start_at, v_now + c_headroom - v_step * (v_account.burst - 1)
      )
    end;
    update outbound.accounts as a
    set next_start_at = v_next + v_step
    where a.account = v_account.account;
    v_next := greatest(v_next, v_now + c_headroom);
  end if;

  update outbound.queue as q
  set owner = p_worker_id,
      attempt = q.attempt + 1,
      due_at = v_next + c_lease
  where q.delivery_id = p_delivery_id
  returning q.attempt into v_row.attempt;
  select d.* into v_delivery from outbound.deliveries as d where d.delivery_id = p_delivery_id;

  return jsonb_build_object(
    'delivery_id', p_delivery_id,
    'message_id', v_delivery.message_id,
    'job_id', v_job.job_id,
    'webhook_url', v_job.webhook_url,
    'body', v_delivery.body,
    'attempt', v_row.attempt,
    'start_in_ms', round(extract(epoch from v_next - v_now) * 1000, 3),
    'late_ms', case when v_account.rate_per_second is not null then c_late_ms end,
    'lease_ms', (extract(epoch from c_lease) * 1000)::integer,
    'clock_ms', extract(epoch from v_now) * 1000
  );
end;
$$;

comment on function outbound.claim_call(uuid, bigint) is
  'Claims one delivery, at the next free start of its account: a member of '
  'outbound.claim_deliveries, with clock_ms, the moment that start_in_ms counts from (since 1970, '
  'by the clock of the database). Units: milliseconds. Nulls: null where it cannot be claimed now. '
  'Errors: none.';

revoke all on function outbound.claim_call(uuid, bigint) from public;
