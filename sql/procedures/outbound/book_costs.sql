-- Purpose: books what calls cost, and lets more into the queue where that leaves room.
-- Input -> output: per call its job, its cost and what it adds to the assumed cost, counted in
--   calls (1: the answer never came; -1: it did after all) -> nothing.
-- Called by: outbound.land_results, outbound.keep_late_outcomes, outbound.settle_lost_leases.
-- Writes to: outbound.job_costs, whose rows it locks in key order; outbound.queue.
-- Idempotence: no; called once per outcome.
-- Errors: none.
-- Example: perform outbound.book_costs(array[v_job_id], array[0.0012], array[0]).
create or replace function outbound.book_costs(
  p_job_ids uuid[],
  p_costs numeric[],
  p_assumed integer[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_open uuid[];
begin
  perform
  from outbound.job_costs as c
  where c.job_id = any (p_job_ids)
  order by c.job_id
  for no key update;

  update outbound.job_costs as c
  set spent_usd = c.spent_usd + s.cost,
      assumed_usd = greatest(c.assumed_usd + c.reserve_usd * s.assumed, 0)
  from (
    select b.job_id, coalesce(sum(b.cost), 0) as cost, sum(b.assumed) as assumed
    from unnest(p_job_ids, p_costs, p_assumed) as b (job_id, cost, assumed)
    group by b.job_id
  ) as s
  where c.job_id = s.job_id and (s.cost <> 0 or s.assumed <> 0);

  select array_agg(c.job_id)
  into v_open
  from outbound.job_costs as c
  inner join outbound.jobs as j on j.job_id = c.job_id
  where c.job_id = any (p_job_ids) and c.budget_usd is not null and j.state = 'running';
  if v_open is not null then
    perform outbound.queue_affordable(v_open);
  end if;
end;
$$;

comment on function outbound.book_costs(uuid[], numeric[], integer[]) is
  'Adds p_costs[n] to the spent cost of the job p_job_ids[n], and p_assumed[n] times the highest '
  'cost of a call to its assumed one; jobs that are not metered are left alone. Units: US dollars. '
  'Nulls: a null cost is unknown and adds nothing. Errors: none.';

revoke all on function outbound.book_costs(uuid[], numeric[], integer[]) from public;
