-- Purpose: carries changes of the job title look-up to everybody who has one of the titles.
-- Input -> output: look-up keys -> {table: rows changed}.
-- Called by: api.update_job_title, ops.fill_reference_gaps, ops.backfill_job_title_lookup.
-- Writes to: ops.entities, extracted.person_experience and through its triggers
--   core.person_work_history and core.person_promotions, extracted.person_profile,
--   core.person_job_titles, ops.reference_misses.
-- Idempotence: yes; what matches already is not written.
-- Errors: 40P01 when the lock order is broken.
-- Example: select extracted.rematch_job_titles(array['vp, sales']);
-- A match depends on the title alone, so that no document needs to be read again.
create or replace function extracted.rematch_job_titles(p_lookup_keys text[])
returns jsonb
language plpgsql
volatile
set search_path = ''
-- The rows under a title are found by its key, however few rows there were at the first call.
set enable_seqscan = 'off'
as $$
declare
  -- Listed before the people: whose miss is seen here is seen below. Who misses later, while this
  -- waits for locks, stays open for ops.fill_reference_gaps.
  v_miss_nos bigint[] := ops.list_reference_misses('job_title', p_lookup_keys);
  v_linkedin_urls text[];
  v_jobs integer := 0;
  v_profiles integer := 0;
  v_filled jsonb := '{}';
begin
  select array_agg(distinct p.linkedin_url)
  into v_linkedin_urls
  from (
    select e.linkedin_url
    from extracted.person_experience as e
    where e.title_key = any (p_lookup_keys)
    union all
    select f.linkedin_url
    from extracted.person_profile as f
    where f.latest_title_key = any (p_lookup_keys)
    union all
    select unnest(core.list_people_titled(p_lookup_keys))
  ) as p;

  if v_linkedin_urls is not null then
    perform ops.lock_entities('person', v_linkedin_urls);
    perform set_config('pipeline.synced', '{}', true);

    update extracted.person_experience as e
    set matched_cleaned_job_title = (m.match).cleaned_job_title,
        matched_job_function = (m.match).job_function,
        matched_seniority = (m.match).seniority,
        matched_source = (m.match).source,
        updated_at = now()
    from (
      select x.linkedin_url, x.experience_order, reference.match_job_title(x.title) as match
      from extracted.person_experience as x
      where x.title_key = any (p_lookup_keys) and x.linkedin_url = any (v_linkedin_urls)
      offset 0
    ) as m
    where e.linkedin_url = m.linkedin_url
      and e.experience_order = m.experience_order
      and (
        e.matched_cleaned_job_title, e.matched_job_function, e.matched_seniority, e.matched_source
      ) is distinct from (
        (m.match).cleaned_job_title, (m.match).job_function, (m.match).seniority, (m.match).source
      );
    get diagnostics v_jobs = row_count;

    update extracted.person_profile as f
    set matched_cleaned_job_title = (m.match).cleaned_job_title,
        matched_job_function = (m.match).job_function,
        matched_seniority = (m.match).seniority,
        matched_source = (m.match).source,
        updated_at = now()
    from (
      select x.linkedin_url, reference.match_job_title(x.latest_title) as match
      from extracted.person_profile as x
      where x.latest_title_key = any (p_lookup_keys) and x.linkedin_url = any (v_linkedin_urls)
      offset 0
    ) as m
    where f.linkedin_url = m.linkedin_url
      and (
        f.matched_cleaned_job_title, f.matched_job_function, f.matched_seniority, f.matched_source
      ) is distinct from (
        (m.match).cleaned_job_title, (m.match).job_function, (m.match).seniority, (m.match).source
      );
    get diagnostics v_profiles = row_count;

    v_filled := jsonb_build_object(
      'extracted.person_experience', v_jobs,
      'extracted.person_profile', v_profiles,
      'core.person_job_titles', core.rematch_person_job_titles(v_linkedin_urls)
    ) || current_setting('pipeline.synced')::jsonb;
  end if;

  perform ops.resolve_reference_misses(v_miss_nos);
  return v_filled;
end;
$$;

comment on function extracted.rematch_job_titles(text[]) is
  'Matches the titles under p_lookup_keys anew, in extracted and core, under the locks of the '
  'people, and resolves their misses; returns the rows changed per table. Units: rows. Nulls: a '
  'null or empty array does nothing. Errors: 40P01 when the lock order is broken.';

revoke all on function extracted.rematch_job_titles(text[]) from public;
