-- Purpose: stores what updates of the job title look-up could not, once the vocabulary knows it.
-- Input -> output: misses -> nothing. Those of updates are taken, others left alone; of several for
--   one title the newest counts.
-- Called by: ops.fill_reference_gaps.
-- Writes to: reference.job_title_lookup (nulls only), and what extracted.rematch_job_titles writes.
-- Idempotence: yes; what stands is not written.
-- Errors: none of its own.
-- Example: perform ops.fill_job_title_gaps(v_miss_nos);
create or replace function ops.fill_job_title_gaps(p_miss_nos bigint[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_keys text[];
  v_seniority_levels text[];
  v_job_functions text[];
begin
  select
    array_agg(m.key),
    array_agg(case when m.dimension = 'seniority' then m.known end),
    array_agg(case when m.dimension = 'job_function' then m.known end)
  into v_keys, v_seniority_levels, v_job_functions
  from (
    select distinct on (r.key, r.dimension)
      r.key,
      r.dimension,
      ops.match_reference(r.dimension, r.raw_value) as known
    from ops.reference_misses as r
    where r.miss_no = any (p_miss_nos)
      and r.source = 'job_title_update'
      and r.dimension in ('seniority', 'job_function')
    order by r.key, r.dimension, r.miss_no desc
  ) as m;
  if v_keys is null then
    return;
  end if;

  v_keys := reference.fill_job_title_lookup(v_keys, v_seniority_levels, v_job_functions);
  if v_keys <> '{}' then
    perform extracted.rematch_job_titles(v_keys);
  end if;
end;
$$;

comment on function ops.fill_job_title_gaps(bigint[]) is
  'Fills null seniorities and functions of reference.job_title_lookup from the misses of its '
  'updates and matches the rows with these titles again. Units: none. Nulls: a null or empty '
  'array does nothing. Errors: none of its own.';

revoke all on function ops.fill_job_title_gaps(bigint[]) from public;
