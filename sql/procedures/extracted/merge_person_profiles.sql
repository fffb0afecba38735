-- Purpose: sums up what the documents of a person say: the newest value of every column.
-- Input -> output: documents -> one per person. A document that is applied on top is summed up with
--   the stored profile, so that what it lacks stays.
-- The columns of the latest job belong together: they come from the newest documents that name one
-- and the same job, so that a new job without a start date does not keep the old one's.
-- Called by: extracted.load_person_profile.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_people := extracted.merge_person_profiles(v_documents);
create or replace function extracted.merge_person_profiles(
  p_documents extracted.person_document[]
)
returns extracted.person_document[]
language plpgsql
stable
set search_path = ''
as $$
begin
  -- First documents of their people are their own sums.
  if not exists (
    select from unnest(p_documents) as d where d.has_previous or d.is_complete
  ) then
    return p_documents;
  end if;

  return (
    with document as (
      select d.*, false as is_stored from unnest(p_documents) as d
      union all
      select
        t.linkedin_url, null, '-infinity', null, false, false, false, true, t.linkedin_slug,
        t.linkedin_profile_id, t.first_name, t.last_name, t.full_name, null, null,
        t.headline, t.summary, t.country, t.location_name, t.connections, t.num_followers,
        t.jobs_count, t.picture_url, t.latest_title, t.latest_title_key, t.latest_company,
        t.latest_company_domain, t.latest_company_linkedin_url, t.latest_company_org_id,
        t.latest_locality, t.latest_start_date, t.latest_start_precision, t.latest_is_current,
        false, t.certifications, t.languages, t.courses, t.patents, t.projects, t.publications,
        t.volunteering, t.awards, t.source_last_refresh,
        row(
          t.matched_cleaned_job_title, t.matched_seniority, t.matched_job_function,
          t.matched_source
        )::reference.matched_job_title,
        null, null, null, null, null, null, null, t.experience_landing_no, null, true
      from unnest(p_documents) as d
      cross join lateral (
        select s.* from extracted.person_profile as s where s.linkedin_url = d.linkedin_url offset 0
      ) as t
      where d.has_previous and not d.is_complete
    ),
    job as (
      select
        d.*,
        d.latest_is_current is not null as is_job,
        concat(d.latest_title_key, ' @ ', lower(d.latest_company collate "und-x-icu"))
          as job_key,
        num_nonnulls(d.city, d.state, d.place_country) as parts
      from document as d
    ),
    compared as (
      select
        j.*,
        j.job_key is distinct from first_value(j.job_key) over (
          partition by j.linkedin_url
          order by j.is_job desc, j.document_at desc, j.landing_no desc nulls last
        ) as is_other_job
      from job as j
    ),
    dated as (
      select
        c.*,
        c.is_job and not bool_or(c.is_job and c.is_other_job) over (
          partition by c.linkedin_url
          order by c.document_at desc, c.landing_no desc nulls last
        ) as is_latest_job,
        row_number() over (
          partition by c.linkedin_url
          order by c.document_at desc, c.landing_no desc nulls last
        ) as newness
      from compared as c
    ),
    summed as (
      select
        d.linkedin_url,
        (array_agg(d.raw_id order by d.newness))[1] as raw_id,
        (array_agg(d.document_at order by d.newness))[1] as document_at,
        min(d.landing_no) as landing_no,
        -- A late document is news when the jobs are its own.
        bool_or(d.is_new and d.is_newest) or coalesce(
          (array_agg(d.is_new order by d.newness) filter (where d.experience is not null))[1],
          false
        ) as is_new,
        bool_or(d.is_complete) as is_complete,
        bool_or(d.has_previous) as has_previous,
        (array_agg(d.linkedin_slug order by d.newness)
          filter (where d.linkedin_slug is not null))[1] as linkedin_slug,
        (array_agg(d.linkedin_profile_id order by d.newness)
          filter (where d.linkedin_profile_id is not null))[1] as linkedin_profile_id,
        (array_agg(d.first_name order by d.newness)
          filter (where d.first_name is not null))[1] as first_name,
        (array_agg(d.last_name order by d.newness)
          filter (where d.last_name is not null))[1] as last_name,
        (array_agg(d.full_name order by d.newness)
          filter (where d.full_name is not null))[1] as full_name,
        (array_agg(d.headline order by d.newness)
          filter (where d.headline is not null))[1] as headline,
        (array_agg(d.summary order by d.newness)
          filter (where d.summary is not null))[1] as summary,
        (array_agg(d.country order by d.newness)
          filter (where d.country is not null))[1] as country,
        (array_agg(d.location_name order by d.newness)
          filter (where d.location_name is not null))[1] as location_name,
        (array_agg(d.connections order by d.newness)
          filter (where d.connections is not null))[1] as connections,
        (array_agg(d.num_followers order by d.newness)
          filter (where d.num_followers is not null))[1] as num_followers,
        (array_agg(d.jobs_count order by d.newness)
          filter (where d.jobs_count is not null))[1] as jobs_count,
        (array_agg(d.picture_url order by d.newness)
          filter (where d.picture_url is not null))[1] as picture_url,
        (array_agg(d.certifications order by d.newness)
          filter (where d.certifications is not null))[1] as certifications,
        (array_agg(d.languages order by d.newness)
          filter (where d.languages is not null))[1] as languages,
        (array_agg(d.courses order by d.newness)
          filter (where d.courses is not null))[1] as courses,
        (array_agg(d.patents order by d.newness)
          filter (where d.patents is not null))[1] as patents,
        (array_agg(d.projects order by d.newness)
          filter (where d.projects is not null))[1] as projects,
        (array_agg(d.publications order by d.newness)
          filter (where d.publications is not null))[1] as publications,
        (array_agg(d.volunteering order by d.newness)
          filter (where d.volunteering is not null))[1] as volunteering,
        (array_agg(d.awards order by d.newness) filter (where d.awards is not null))[1] as awards,
        (array_agg(d.first_full_name order by d.landing_no)
          filter (where d.first_full_name is not null))[1] as first_full_name,
        min(d.full_name_landing_no) as full_name_landing_no,
        (array_agg(d.latest_title_key order by d.newness)
          filter (where d.is_latest_job and d.latest_title is not null))[1] as latest_title_key,
        (array_agg(d.matched_job_title order by d.newness)
          filter (where d.is_latest_job and d.latest_title is not null))[1] as matched_job_title,
        (array_agg(d.latest_title order by d.newness)
          filter (where d.is_latest_job and d.latest_title is not null))[1] as latest_title,
        (array_agg(d.latest_company order by d.newness)
          filter (where d.is_latest_job and d.latest_company is not null))[1] as latest_company,
        (array_agg(d.latest_company_domain order by d.newness)
          filter (where d.is_latest_job and d.latest_company_domain is not null))[1]
          as latest_company_domain,
        (array_agg(d.latest_company_linkedin_url order by d.newness)
          filter (where d.is_latest_job and d.latest_company_linkedin_url is not null))[1]
          as latest_company_linkedin_url,
        (array_agg(d.latest_company_org_id order by d.newness)
          filter (where d.is_latest_job and d.latest_company_org_id is not null))[1]
          as latest_company_org_id,
        (array_agg(d.latest_locality order by d.newness)
          filter (where d.is_latest_job and d.latest_locality is not null))[1] as latest_locality,
        (array_agg(d.latest_start_date order by d.newness)
          filter (where d.is_latest_job and d.latest_start_date is not null))[1]
          as latest_start_date,
        (array_agg(d.latest_start_precision order by d.newness)
          filter (where d.is_latest_job and d.latest_start_precision is not null))[1]
          as latest_start_precision,
        (array_agg(d.latest_is_current order by d.newness)
          filter (where d.is_latest_job and d.latest_is_current is not null))[1]
          as latest_is_current,
        bool_or(d.has_start_date) as has_start_date,
        (array_agg(d.source_last_refresh order by d.newness)
          filter (where not d.is_stored))[1] as source_last_refresh,
        (array_agg(d.city order by d.parts desc, d.newness)
          filter (where d.place_landing_no is not null))[1] as city,
        (array_agg(d.state order by d.parts desc, d.newness)
          filter (where d.place_landing_no is not null))[1] as state,
        (array_agg(d.place_country order by d.parts desc, d.newness)
          filter (where d.place_landing_no is not null))[1] as place_country,
        (array_agg(d.place_name order by d.parts desc, d.newness)
          filter (where d.place_landing_no is not null))[1] as place_name,
        (array_agg(d.lookup_status order by d.parts desc, d.newness)
          filter (where d.place_landing_no is not null))[1] as lookup_status,
        (array_agg(d.place_landing_no order by d.parts desc, d.landing_no)
          filter (where d.place_landing_no is not null))[1] as place_landing_no,
        (array_agg(d.experience order by d.newness)
          filter (where d.experience is not null))[1] as experience,
        (array_agg(d.experience_landing_no order by d.newness)
          filter (where d.experience_landing_no is not null))[1] as experience_landing_no,
        (array_agg(d.education order by d.newness)
          filter (where d.education is not null))[1] as education
      from dated as d
      group by d.linkedin_url
    )
    select array_agg(
      row(
        s.linkedin_url, s.raw_id, s.document_at, s.landing_no, s.is_new, true, s.is_complete,
        s.has_previous, s.linkedin_slug, s.linkedin_profile_id, s.first_name, s.last_name,
        s.full_name, s.first_full_name, s.full_name_landing_no, s.headline, s.summary,
        s.country, s.location_name, s.connections, s.num_followers, s.jobs_count,
        s.picture_url, s.latest_title, s.latest_title_key, s.latest_company,
        s.latest_company_domain, s.latest_company_linkedin_url, s.latest_company_org_id,
        s.latest_locality, s.latest_start_date, s.latest_start_precision, s.latest_is_current,
        s.has_start_date,
        s.certifications, s.languages, s.courses, s.patents, s.projects, s.publications,
        s.volunteering, s.awards, s.source_last_refresh, s.matched_job_title, s.city, s.state,
        s.place_country, s.place_name, s.lookup_status, s.place_landing_no, s.experience,
        s.experience_landing_no, s.education
      )::extracted.person_document
      order by s.linkedin_url
    )
    from summed as s
  );
end;
$$;

comment on function extracted.merge_person_profiles(extracted.person_document[]) is
  'Sums up documents, and the stored profile below one that is applied on top, into one per '
  'person. Units: none. Nulls: a null or empty array gives it back. Errors: none.';

revoke all on function extracted.merge_person_profiles(extracted.person_document[]) from public;
