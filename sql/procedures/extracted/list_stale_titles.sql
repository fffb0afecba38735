-- Purpose: the titles whose matches are older than their row in the look-up. An ingest that runs
--   beside an update reads the look-up before it and is not seen by it.
-- Input -> output: since when look-up rows changed -> look-up keys.
-- Called by: ops.rematch_changed_lookups.
-- Reads: reference.job_title_lookup, extracted.person_experience, extracted.person_profile.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_keys := extracted.list_stale_titles(now() - interval '1 day');
create or replace function extracted.list_stale_titles(p_since timestamptz)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select array_agg(distinct s.title_key)
    from (
      -- One match per spelling, not per person.
      select
        e.title_key, e.title, e.matched_cleaned_job_title, e.matched_job_function,
        e.matched_seniority, e.matched_source
      from reference.job_title_lookup as l
      inner join extracted.person_experience as e on e.title_key = l.lookup_key
      where l.updated_at >= p_since
      union
      select
        p.latest_title_key, p.latest_title, p.matched_cleaned_job_title, p.matched_job_function,
        p.matched_seniority, p.matched_source
      from reference.job_title_lookup as l
      inner join extracted.person_profile as p on p.latest_title_key = l.lookup_key
      where l.updated_at >= p_since
    ) as s
    cross join lateral (select reference.match_job_title(s.title) as match offset 0) as m
    where (
        s.matched_cleaned_job_title, s.matched_job_function, s.matched_seniority, s.matched_source
      ) is distinct from (
        (m.match).cleaned_job_title, (m.match).job_function, (m.match).seniority, (m.match).source
      )
  );
end;
$$;

comment on function extracted.list_stale_titles(timestamptz) is
  'The keys of reference.job_title_lookup rows that changed since p_since and whose titles are '
  'matched otherwise somewhere in extracted. Units: none. Nulls: null when there are none. '
  'Errors: none.';

revoke all on function extracted.list_stale_titles(timestamptz) from public;
