-- Purpose: cancels what is still to be asked about similar companies.
-- Input -> output: whether to give up calls under way, too -> number of domains cancelled.
-- Called by: api.clear_similar_companies_queue.
-- Writes to: what outbound.cancel_job writes; outbound.queue and outbound.deliveries.
-- Idempotence: yes; an empty queue stays empty.
-- Errors: none.
-- Example: select outbound.clear_similar_queue(false).
create or replace function outbound.clear_similar_queue(p_include_processing boolean)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_job_ids uuid[];
  v_before integer;
begin
  v_job_ids := array(
    select j.job_id
    from outbound.jobs as j
    where j.kind = 'similar_companies' and j.state in ('running', 'stopped')
    order by j.job_id
  );
  -- Locked first, all in key order: what is counted now is what is cancelled.
  perform
  from outbound.jobs as j
  where j.job_id = any (v_job_ids)
  order by j.job_id
  for no key update;
  select coalesce(sum(c.cancelled), 0)
  into v_before
  from outbound.count_deliveries(v_job_ids) as c;

  perform outbound.cancel_job(u.job_id) from unnest(v_job_ids) as u (job_id);

  if p_include_processing then
    -- The claim is over with the row: an outcome that still comes is a receipt and nothing else.
    -- Nobody is waited for: what is being finished at this moment is finished.
    with given_up as materialized (
      select q.delivery_id
      from outbound.queue as q
      where q.job_id = any (v_job_ids)
      for update skip locked
    ),
    unqueued as (
      delete from outbound.queue as q
      using given_up as g
      where q.delivery_id = g.delivery_id
    )
    update outbound.deliveries as d
    set state = 'cancelled',
        finished_at = clock_timestamp()
    from given_up as g
    where d.delivery_id = g.delivery_id and d.state = 'pending';
    perform outbound.end_jobs(v_job_ids);
  end if;

  return (
    select coalesce(sum(c.cancelled), 0) - v_before
    from outbound.count_deliveries(v_job_ids) as c
  );
end;
$$;

comment on function outbound.clear_similar_queue(boolean) is
  'Cancels the pending domains of all jobs of kind similar_companies; with p_include_processing '
  'also those that a worker has in hand, whose answers are then not landed. Returns how many. '
  'Units: domains. Nulls: null does not include calls under way. Errors: none.';

revoke all on function outbound.clear_similar_queue(boolean) from public;
