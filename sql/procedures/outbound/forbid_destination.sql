-- Purpose: forbids an origin, and stops the jobs that send to it.
-- Input -> output: origin -> number of jobs that were stopped; redrive resumes them once the origin
--   is allowed again.
-- Called by: operators in psql.
-- Writes to: outbound.destinations, outbound.jobs, outbound.queue.
-- Idempotence: yes.
-- Errors: WH903 the origin is not allowed anyway.
-- Example: select outbound.forbid_destination('https://hooks.receiver.example').
create or replace function outbound.forbid_destination(p_origin text)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_origin text;
  v_stopped uuid[];
begin
  delete from outbound.destinations as d
  where d.origin = regexp_replace(lower(btrim(p_origin)), '/$', '')
  returning d.origin into v_origin;
  if not found then
    raise exception using
      errcode = 'WH903',
      message = format('%s is not allowed', coalesce(quote_literal(p_origin), 'null')),
      hint = 'the origins that are: select origin from outbound.destinations';
  end if;

  select array_agg(l.job_id)
  into v_stopped
  from (
    select j.job_id
    from outbound.jobs as j
    where j.state = 'running'
      and substring(j.webhook_url from '^https?://[^/?#]+') = v_origin
    order by j.job_id
    for no key update
  ) as l;
  update outbound.jobs as j
  set state = 'stopped',
      stop_reason = format('the destination %s was forbidden', v_origin),
      finished_at = clock_timestamp()
  where j.job_id = any (v_stopped);
  perform outbound.unqueue_jobs(v_stopped);
  return coalesce(cardinality(v_stopped), 0);
end;
$$;

comment on function outbound.forbid_destination(text) is
  'Takes p_origin off the list and stops the running jobs that send to it; returns their number. '
  'What a worker has in hand may still go out. Units: jobs. Nulls: p_origin is required. Errors: '
  'WH903 not on the list.';

revoke all on function outbound.forbid_destination(text) from public;
