-- Purpose: gives a worker what it may send next, at the pace of each account.
-- Input -> output: worker, number of deliveries, how far ahead starts may lie -> the deliveries
--   with the time at which each may start.
-- Called by: api.claim_deliveries.
-- Writes to: outbound.queue (owner, attempt, end of the lease), outbound.accounts (the limiter's
--   clock); for rows whose lease ran out also outbound.deliveries and outbound.attempts.
-- Idempotence: no; every call claims other rows. What is not finished, released or extended before
--   its lease ends is given to whoever asks next.
-- Errors: WH704 without a worker.
-- Example: select * from outbound.claim_deliveries(gen_random_uuid(), 10, 1500).
create or replace function outbound.claim_deliveries(
  p_worker_id uuid,
  p_limit integer,
  p_look_ahead_ms integer
)
returns table (
  delivery_id bigint,
  message_id uuid,
  job_id uuid,
  webhook_url text,
  body text,
  attempt smallint,
  start_in_ms numeric,
  late_ms integer,
  lease_ms integer
)
language plpgsql
volatile
set search_path = ''
-- The queue is empty when the plan is made and long later: nothing but its indexes may be used.
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set enable_sort = 'off'
set jit = 'off'
as $$
declare
  c_lease constant interval := interval '30 s';
  -- Starts are 1.2 % further apart than 1 / rate, and a worker may be 11 ms late: start number
  -- rate + i is then at least 1.012 - 0.011 s after start number i, so that no window of one second
  -- holds more than rate starts. The rate on average is 98.8 % of what it is set to.
  c_stretch constant numeric := 1.012;
  c_late_ms constant integer := 11;
  -- The answer has to reach the worker before the first start.
  c_headroom constant interval := interval '20 ms';
  -- How long a session may go without looking at the front of the queue.
  c_trust constant interval := interval '5 s';
  v_left integer := least(greatest(p_limit, 0), 1000);
  v_now timestamptz := clock_timestamp();
  v_looked_at timestamptz;
  v_is_trusting boolean;
  v_is_found boolean := false;
  v_accounts outbound.accounts[];
  v_at integer := 0;
  v_account outbound.accounts;
  v_is_free boolean;
  v_from timestamptz;
  v_next timestamptz;
  v_step interval;
  v_slots integer;
  v_ids bigint[];
  v_first_due timestamptz;
  v_is_lost boolean;
  v_clock timestamptz;
  v_claimed integer;
begin
  if p_worker_id is null then
    raise exception using
      errcode = 'WH704',
      message = 'a claim needs a worker',
      hint = 'make a uuid when the worker starts and pass it with every call';
  end if;

  -- Rows that were claimed or settled stay in the index until they are vacuumed, which a long
  -- transaction of anybody prevents. So a session remembers how far it came with each account and
  -- looks from there on; at the front again when it finds nothing, and every few seconds, since a
  -- transaction that was long in enqueuing, or a claim that was rolled back, leaves rows there.
  -- (Settings are set by assignment, since a perform would be a query.)
  v_looked_at := nullif(current_setting('pipeline.claim_looked_at', true), '');
  v_is_trusting := coalesce(v_looked_at between v_now - c_trust and v_now, false);
  -- What has a limiter first: it takes little, and the others would leave it nothing. Those by
  -- their names, since the rows of two are locked one after the other; the others as it comes, so
  -- that none of them is always last.
  select array_agg(
    a order by case when a.rate_per_second is not null then a.account end, random()
  )
  into v_accounts
  from outbound.accounts as a;
  while v_left > 0 loop
    v_at := v_at + 1;
    if v_at > cardinality(v_accounts) then
      exit when v_is_found or not v_is_trusting;
      v_is_trusting := false;
      v_at := 1;
    end if;
    v_account := v_accounts[v_at];
    v_is_free := v_account.rate_per_second is null;
    v_from := '-infinity'::timestamptz;
    if v_is_trusting then
      v_from := coalesce(
        nullif(current_setting('pipeline_claim.' || v_account.account, true), '')::timestamptz,
        v_from
      );
    end if;

    v_slots := v_left;
    if not v_is_free then
      continue when not exists (
        select
        from outbound.queue as q
        where q.account = v_account.account and q.due_at >= v_from and q.due_at <= v_now
      );
      v_is_found := true;
      select a.next_start_at
      into v_next
      from outbound.accounts as a
      where a.account = v_account.account
      for no key update;
      v_now := clock_timestamp();
      v_step := make_interval(secs => c_stretch / v_account.rate_per_second);
      -- No claim leaves it further ahead than this, but a clock that was set back does.
      if v_next > v_now + interval '11 s' + v_step then
        v_next := v_now + interval '1 s';
        update outbound.accounts as a
        set next_start_at = v_next
        where a.account = v_account.account;
      end if;
      v_next := greatest(v_next, v_now + c_headroom - v_step * (v_account.burst - 1));
      v_slots := least(
        v_left,
        floor(
          extract(
            epoch from v_now + c_headroom - v_next
              + make_interval(secs => least(greatest(p_look_ahead_ms, 0), 10000) / 1e3)
          ) / extract(epoch from v_step)
        ) + 1
      );
      continue when v_slots <= 0;
    end if;

    select array_agg(t.delivery_id), min(t.due_at), bool_or(t.owner is not null)
    into v_ids, v_first_due, v_is_lost
    from (
      select q.delivery_id, q.due_at, q.owner
      from outbound.queue as q
      where q.account = v_account.account and q.due_at >= v_from and q.due_at <= v_now
      order by q.due_at
      limit v_slots
      for no key update skip locked
    ) as t;
    continue when v_ids is null;

    v_is_found := true;
    perform set_config('pipeline_claim.' || v_account.account, v_first_due::text, false);
    if v_is_lost then
      v_ids := outbound.settle_lost_leases(v_ids);
    end if;
    if v_is_free then
      v_next := v_now;
      v_step := interval '0';
    else
      update outbound.accounts as a
      set next_start_at = v_next + v_step * cardinality(v_ids)
      where a.account = v_account.account;
      -- All starts of an answer are counted from one moment.
      v_clock := coalesce(v_clock, clock_timestamp());
    end if;

    return query
    update outbound.queue as q
    set owner = p_worker_id,
        attempt = q.attempt + 1,
        due_at = c_lease + greatest(
          v_next + v_step * (p.position - 1),
          case when not v_is_free then v_now + c_headroom end
        )
    from unnest(v_ids) with ordinality as p (delivery_id, position)
    inner join outbound.deliveries as d on d.delivery_id = p.delivery_id
    inner join outbound.jobs as j on j.job_id = d.job_id
    where q.delivery_id = p.delivery_id and j.state = 'running'
    returning
      q.delivery_id,
      d.message_id,
      q.job_id,
      j.webhook_url,
      d.body,
      q.attempt,
      case
        when v_is_free then 0
        else round(extract(epoch from q.due_at - c_lease - v_clock) * 1000, 3)
      end,
      case when not v_is_free then c_late_ms end,
      (extract(epoch from c_lease) * 1000)::integer;

    get diagnostics v_claimed = row_count;
    v_left := v_left - v_claimed;
    if v_claimed < cardinality(v_ids) then
      perform outbound.drop_ended_deliveries(v_ids);
    end if;
  end loop;

  if not v_is_trusting then
    perform set_config('pipeline.claim_looked_at', v_now::text, false);
    perform outbound.end_empty_jobs();
  end if;
  if v_clock is not null then
    perform set_config(
      'pipeline.claim_clock', (extract(epoch from v_clock) * 1000)::text, true
    );
  end if;
end;
$$;

comment on function outbound.claim_deliveries(uuid, integer, integer) is
  'Claims up to p_limit (1 to 1000) deliveries for a worker. A delivery may start start_in_ms '
  'after the moment left in the setting pipeline.claim_clock (milliseconds since 1970), and at '
  'most late_ms later; a worker that is later gives it back with outbound.release_deliveries. '
  'With a limiter, starts lie up to p_look_ahead_ms (0 to 10000) ahead. The claim holds for '
  'lease_ms from the start on, longer by outbound.extend_leases. Units: milliseconds. Nulls: '
  'p_worker_id must not be null; late_ms is null without a limiter. Errors: WH704 no worker.';

revoke all on function outbound.claim_deliveries(uuid, integer, integer) from public;
