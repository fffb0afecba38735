-- Purpose: writes the profile row of a person, as the sum of the documents has it.
-- Input -> output: sums of documents, one per person -> rows written.
-- Called by: extracted.write_person_profile.
-- Writes to: extracted.person_profile.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: select extracted.write_person_profile_row(v_people, true);
create or replace function extracted.write_person_profile_row(
  p_people extracted.person_document[],
  p_has_previous boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer := 0;
begin
  insert into extracted.person_profile as t (
    id, linkedin_url, raw_id, linkedin_slug, linkedin_profile_id, first_name, last_name, full_name,
    headline, summary, country, location_name, location_key, connections, num_followers,
    jobs_count, picture_url, latest_title, latest_title_key, latest_company, latest_company_domain,
    latest_company_linkedin_url, latest_company_org_id, latest_locality, latest_start_date,
    latest_start_precision, latest_is_current, certifications, languages, courses, patents,
    projects, publications, volunteering, awards, matched_cleaned_job_title, matched_job_function,
    matched_seniority, matched_source, source_last_refresh, experience_landing_no
  )
  select
    reference.entity_id('person_profile', d.linkedin_url), d.linkedin_url, d.raw_id,
    d.linkedin_slug, d.linkedin_profile_id, d.first_name, d.last_name, d.full_name, d.headline,
    d.summary, d.country, d.location_name, reference.lookup_key(d.location_name), d.connections,
    d.num_followers, d.jobs_count, d.picture_url, d.latest_title, d.latest_title_key,
    d.latest_company, d.latest_company_domain, d.latest_company_linkedin_url,
    d.latest_company_org_id, d.latest_locality, d.latest_start_date, d.latest_start_precision,
    d.latest_is_current, d.certifications, d.languages, d.courses, d.patents, d.projects,
    d.publications, d.volunteering, d.awards, (d.matched_job_title).cleaned_job_title,
    (d.matched_job_title).job_function, (d.matched_job_title).seniority,
    (d.matched_job_title).source, d.source_last_refresh, d.experience_landing_no
  from unnest(p_people) as d
  where d.raw_id is not null
  on conflict (linkedin_url) do update
    set (
      raw_id, linkedin_slug, linkedin_profile_id, first_name, last_name, full_name, headline,
      summary, country, location_name, location_key, connections, num_followers, jobs_count,
      picture_url, latest_title, latest_title_key, latest_company, latest_company_domain,
      latest_company_linkedin_url, latest_company_org_id, latest_locality, latest_start_date,
      latest_start_precision, latest_is_current, certifications, languages, courses, patents,
      projects, publications, volunteering, awards, matched_cleaned_job_title,
      matched_job_function, matched_seniority, matched_source, source_last_refresh,
      experience_landing_no, updated_at
    ) = (
      excluded.raw_id, excluded.linkedin_slug, excluded.linkedin_profile_id, excluded.first_name,
      excluded.last_name, excluded.full_name, excluded.headline, excluded.summary,
      excluded.country, excluded.location_name, excluded.location_key, excluded.connections,
      excluded.num_followers, excluded.jobs_count, excluded.picture_url, excluded.latest_title,
      excluded.latest_title_key, excluded.latest_company, excluded.latest_company_domain,
      excluded.latest_company_linkedin_url, excluded.latest_company_org_id,
      excluded.latest_locality, excluded.latest_start_date, excluded.latest_start_precision,
      excluded.latest_is_current, excluded.certifications, excluded.languages, excluded.courses,
      excluded.patents, excluded.projects, excluded.publications, excluded.volunteering,
      excluded.awards, excluded.matched_cleaned_job_title, excluded.matched_job_function,
      excluded.matched_seniority, excluded.matched_source, excluded.source_last_refresh,
      excluded.experience_landing_no, excluded.updated_at
    )
    where (
      t.raw_id, t.linkedin_slug, t.linkedin_profile_id, t.first_name, t.last_name, t.full_name,
      t.headline, t.summary, t.country, t.location_name, t.location_key, t.connections,
      t.num_followers, t.jobs_count, t.picture_url, t.latest_title, t.latest_title_key,
      t.latest_company, t.latest_company_domain, t.latest_company_linkedin_url,
      t.latest_company_org_id, t.latest_locality, t.latest_start_date, t.latest_start_precision,
      t.latest_is_current, t.certifications, t.languages, t.courses, t.patents, t.projects,
      t.publications, t.volunteering, t.awards, t.matched_cleaned_job_title,
      t.matched_job_function, t.matched_seniority, t.matched_source, t.source_last_refresh,
      t.experience_landing_no
    ) is distinct from (
      excluded.raw_id, excluded.linkedin_slug, excluded.linkedin_profile_id, excluded.first_name,
      excluded.last_name, excluded.full_name, excluded.headline, excluded.summary,
      excluded.country, excluded.location_name, excluded.location_key, excluded.connections,
      excluded.num_followers, excluded.jobs_count, excluded.picture_url, excluded.latest_title,
      excluded.latest_title_key, excluded.latest_company, excluded.latest_company_domain,
      excluded.latest_company_linkedin_url, excluded.latest_company_org_id,
      excluded.latest_locality, excluded.latest_start_date, excluded.latest_start_precision,
      excluded.latest_is_current, excluded.certifications, excluded.languages, excluded.courses,
      excluded.patents, excluded.projects, excluded.publications, excluded.volunteering,
      excluded.awards, excluded.matched_cleaned_job_title, excluded.matched_job_function,
      excluded.matched_seniority, excluded.matched_source, excluded.source_last_refresh,
      excluded.experience_landing_no
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.person_profile as t
    using unnest(p_people) as d
    where t.linkedin_url = d.linkedin_url and d.raw_id is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_person_profile_row(extracted.person_document[], boolean) is
  'Upserts extracted.person_profile from sums of documents and deletes the row of a person '
  'without documents; returns the rows written. p_has_previous: false when no person had a '
  'document before, so that nothing can be left over. Units: rows. Nulls: a null or empty array '
  'does nothing. Errors: none.';

revoke all on function extracted.write_person_profile_row(
  extracted.person_document[], boolean
) from public;
