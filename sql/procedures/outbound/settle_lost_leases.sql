-- Purpose: closes attempts whose worker was not heard of again, when their rows are claimed anew.
-- Input -> output: deliveries whose queue rows the caller has locked -> those that may be tried
--   again, in the same order.
-- Called by: outbound.claim_deliveries.
-- Writes to: outbound.attempts (a receipt without an outcome), outbound.deliveries; outbound.queue,
--   where a delivery was tried as often as allowed; outbound.job_costs, since a call of a vendor
--   may have been charged.
-- Idempotence: no; called once per lost lease.
-- Errors: none.
-- Example: v_ids := outbound.settle_lost_leases(v_ids).
create or replace function outbound.settle_lost_leases(p_delivery_ids bigint[])
returns bigint[]
language plpgsql
volatile
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
declare
  v_dead bigint[];
  v_metered uuid[];
begin
  insert into outbound.attempts (delivery_id, attempt, worker_id, error)
  select q.delivery_id, q.attempt, q.owner, 'the lease ran out: it may have been delivered or not'
  from unnest(p_delivery_ids) as p (delivery_id)
  inner join outbound.queue as q on q.delivery_id = p.delivery_id
  where q.owner is not null;

  with lost as (
    update outbound.deliveries as d
    set attempts = q.attempt,
        http_status = null,
        last_error = 'the lease ran out: it may have been delivered or not',
        state = case
          when j.state = 'running'
            and q.attempt - d.attempts_before >= outbound.max_attempts(j.options)
            then 'dead'
          else d.state
        end,
        finished_at = case
          when j.state = 'running'
            and q.attempt - d.attempts_before >= outbound.max_attempts(j.options)
            then clock_timestamp()
        end
    from unnest(p_delivery_ids) as p (delivery_id)
    inner join outbound.queue as q on q.delivery_id = p.delivery_id
    inner join outbound.jobs as j on j.job_id = q.job_id
    where d.delivery_id = p.delivery_id and q.owner is not null
    returning d.delivery_id, d.state
  )
  select array_agg(l.delivery_id)
  into v_dead
  from lost as l
  where l.state = 'dead';

  -- Calls of vendors may have been charged: what their budget cannot pay for any more leaves the
  -- queue.
  with lost as (
    update outbound.queue as q
    set owner = null
    from outbound.job_costs as c
    where q.delivery_id = any (p_delivery_ids)
      and q.owner is not null
      and c.job_id = q.job_id
    returning q.job_id
  )
  select array_agg(l.job_id)
  into v_metered
  from lost as l;

  if v_dead is null and v_metered is null then
    return p_delivery_ids;
  end if;

  delete from outbound.queue as q where q.delivery_id = any (v_dead);
  if v_metered is not null then
    perform outbound.book_costs(
      v_metered,
      array_fill(null::numeric, array[cardinality(v_metered)]),
      array_fill(1, array[cardinality(v_metered)])
    );
  end if;
  return (
    select coalesce(array_agg(p.delivery_id order by p.position), '{}')
    from unnest(p_delivery_ids) with ordinality as p (delivery_id, position)
    where exists (select from outbound.queue as q where q.delivery_id = p.delivery_id)
  );
end;
$$;

comment on function outbound.settle_lost_leases(bigint[]) is
  'Writes a receipt without an outcome for every delivery of p_delivery_ids that had an owner, and '
  'lets those die that were tried as often as allowed; returns the others. Units: deliveries. '
  'Nulls: none allowed. Errors: none.';

revoke all on function outbound.settle_lost_leases(bigint[]) from public;
