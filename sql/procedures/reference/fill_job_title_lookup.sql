-- Purpose: fills nulls of the job title look-up.
-- Input -> output: keys, each with a canonical seniority, a function or both -> the keys of the
--   rows that changed. A key may come several times.
-- Called by: ops.fill_reference_gaps, ops.backfill_job_title_lookup_slice.
-- Writes to: reference.job_title_lookup, its nulls only.
-- Idempotence: yes; what stands is not written.
-- Errors: 23503 for a value outside the vocabularies. Rows are taken in the order of their keys.
-- Example: v_keys := reference.fill_job_title_lookup(array['sdr'], array['Entry Level'],
--   array['Sales']);
create or replace function reference.fill_job_title_lookup(
  p_lookup_keys text[],
  p_seniority_levels text[],
  p_job_functions text[]
)
returns text[]
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_changed text[];
begin
  perform 1
  from (
    select t.lookup_key
    from reference.job_title_lookup as t
    where t.lookup_key = any (p_lookup_keys)
    order by t.lookup_key
    for update
  ) as locked;

  with written as (
    update reference.job_title_lookup as t
    set seniority_level = coalesce(t.seniority_level, f.seniority_level),
        job_function = coalesce(t.job_function, f.job_function),
        updated_at = now()
    from (
      select
        k.lookup_key,
        min(k.seniority_level) as seniority_level,
        min(k.job_function) as job_function
      from unnest(p_lookup_keys, p_seniority_levels, p_job_functions)
        as k (lookup_key, seniority_level, job_function)
      group by k.lookup_key
    ) as f
    where t.lookup_key = f.lookup_key
      and (
        (t.seniority_level is null and f.seniority_level is not null)
        or (t.job_function is null and f.job_function is not null)
      )
    returning t.lookup_key
  )
  select array_agg(w.lookup_key order by w.lookup_key) into v_changed from written as w;

  return coalesce(v_changed, '{}');
end;
$$;

comment on function reference.fill_job_title_lookup(text[], text[], text[]) is
  'Fills null seniority_level and job_function of reference.job_title_lookup, by key; returns the '
  'keys of the rows that changed. Units: rows. Nulls: a null value fills nothing; null or empty '
  'arrays do nothing. Errors: 23503 outside the vocabularies.';

revoke all on function reference.fill_job_title_lookup(text[], text[], text[]) from public;
