-- Purpose: ends jobs that have nothing left to be sent.
-- Input -> output: nothing.
-- Called by: outbound.claim_deliveries, when it finds nothing and every few seconds.
-- Writes to: outbound.jobs, outbound.webhooks.
-- Idempotence: yes.
-- Errors: none.
-- Example: select outbound.end_empty_jobs().
create or replace function outbound.end_empty_jobs()
returns void
language plpgsql
volatile
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
set enable_bitmapscan = 'off'
set jit = 'off'
as $$
declare
  v_job_ids uuid[];
begin
  -- A claim has rows of the queue locked, which others wait for who have locked a job: it must not
  -- wait for them. What is locked is looked at the next time.
  select array_agg(l.job_id)
  into v_job_ids
  from (
    select j.job_id
    from outbound.jobs as j
    where j.is_open
      and (
        select q.delivery_id
        from outbound.queue as q
        where q.delivery_id between j.first_delivery_id and j.last_delivery_id
          and q.job_id = j.job_id
        order by q.delivery_id desc
        limit 1
      ) is null
    for no key update skip locked
  ) as l;

  if v_job_ids is not null then
    perform outbound.end_jobs(v_job_ids);
  end if;
end;
$$;

comment on function outbound.end_empty_jobs() is
  'Ends the open jobs of which nothing is in the queue. Units: none. Nulls: none. Errors: none.';

revoke all on function outbound.end_empty_jobs() from public;
