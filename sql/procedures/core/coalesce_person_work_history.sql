-- Purpose: makes the work history of people equal to their extracted jobs.
-- Input -> output: people, what happened to their jobs -> rows written.
-- Called by: extracted.sync_person_experience_to_core.
-- Writes to: core.person_work_history, rows of source person_experience.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select core.coalesce_person_work_history(array['https://...'], 'INSERT');
create or replace function core.coalesce_person_work_history(
  p_linkedin_urls text[],
  p_event text
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
begin
  if p_event = 'DELETE' then
    delete from core.person_work_history as t
    using unnest(p_linkedin_urls) as p (linkedin_url)
    where t.linkedin_url = p.linkedin_url
      and t.source = 'person_experience'
      and (
        select true from extracted.person_experience as e
        where e.linkedin_url = t.linkedin_url and e.experience_order = t.experience_order
      ) is null;
    get diagnostics v_written = row_count;
    return v_written;
  end if;

  insert into core.person_work_history as t (
    linkedin_url, source, experience_order, linkedin_url_type, company_domain, company_name,
    company_linkedin_url, title, matched_cleaned_job_title, matched_job_function,
    matched_seniority, matched_source, start_date, start_precision, end_date, end_precision,
    is_current
  )
  select
    e.linkedin_url,
    'person_experience',
    e.experience_order,
    p.linkedin_url_type,
    e.company_domain,
    e.company,
    e.company_linkedin_url,
    e.title,
    e.matched_cleaned_job_title,
    e.matched_job_function,
    e.matched_seniority,
    e.matched_source,
    e.start_date,
    e.start_precision,
    case when not e.is_current then e.end_date end,
    case when not e.is_current then e.end_precision end,
    e.is_current
  from (
    -- Once per person, not per job.
    select u.linkedin_url, reference.linkedin_url_type(u.linkedin_url) as linkedin_url_type
    from unnest(p_linkedin_urls) as u (linkedin_url)
    offset 0
  ) as p
  cross join lateral (
    select x.* from extracted.person_experience as x where x.linkedin_url = p.linkedin_url offset 0
  ) as e
  on conflict (linkedin_url, source, experience_order) do update
    set (
      linkedin_url_type, company_domain, company_name, company_linkedin_url, title,
      matched_cleaned_job_title, matched_job_function, matched_seniority, matched_source,
      start_date, start_precision, end_date, end_precision, is_current, updated_at
    ) = (
      excluded.linkedin_url_type, excluded.company_domain, excluded.company_name,
      excluded.company_linkedin_url, excluded.title, excluded.matched_cleaned_job_title,
      excluded.matched_job_function, excluded.matched_seniority, excluded.matched_source,
      excluded.start_date, excluded.start_precision, excluded.end_date, excluded.end_precision,
      excluded.is_current, excluded.updated_at
    )
    where (
      t.linkedin_url_type, t.company_domain, t.company_name, t.company_linkedin_url, t.title,
      t.matched_cleaned_job_title, t.matched_job_function, t.matched_seniority, t.matched_source,
      t.start_date, t.start_precision, t.end_date, t.end_precision, t.is_current
    ) is distinct from (
      excluded.linkedin_url_type, excluded.company_domain, excluded.company_name,
      excluded.company_linkedin_url, excluded.title, excluded.matched_cleaned_job_title,
      excluded.matched_job_function, excluded.matched_seniority, excluded.matched_source,
      excluded.start_date, excluded.start_precision, excluded.end_date, excluded.end_precision,
      excluded.is_current
    );
  get diagnostics v_written = row_count;
  return v_written;
end;
$$;

comment on function core.coalesce_person_work_history(text[], text) is
  'Mirrors the rows of extracted.person_experience of people into core.person_work_history '
  '(source person_experience); p_event DELETE removes those that are gone, INSERT and UPDATE '
  'write those that differ. Returns the rows written. Units: rows. Nulls: a null or empty array '
  'does nothing. Errors: none.';

revoke all on function core.coalesce_person_work_history(text[], text) from public;
