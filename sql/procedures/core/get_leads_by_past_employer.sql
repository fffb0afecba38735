-- Purpose: leads that used to work at one of some companies.
-- Input -> output: domains in any spelling, page, gate -> rows of core.leads, those who left last
--   first, each once.
-- Called by: analysts. The endpoint reads core.find_alumni itself.
-- Reads: core.company_alumni, core.leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from core.get_leads_by_past_employer(array['acme.example'], 100, 0).
create or replace function core.get_leads_by_past_employer(
  p_domains text[],
  p_limit integer default 100,
  p_offset integer default 0,
  p_include_incomplete boolean default true
)
returns table (
  person_id uuid,
  linkedin_url text,
  linkedin_slug text,
  full_name text,
  linkedin_url_type text,
  linkedin_user_profile_urn text,
  person_city text,
  person_state text,
  person_country text,
  matched_cleaned_job_title text,
  matched_job_function text,
  matched_seniority text,
  job_start_date date,
  company_id uuid,
  company_domain text,
  company_name text,
  company_linkedin_url text,
  company_city text,
  company_state text,
  company_country text,
  matched_industry text,
  employee_range text
)
language plpgsql
stable
set search_path = ''
as $$
declare
  v_filter core.lead_filter;
  v_page ops.list_page;
begin
  v_filter.include_incomplete := p_include_incomplete;
  v_page.page_limit := p_limit - 1;
  v_page.page_offset := p_offset;
  return query
  select
    l.person_id,
    l.linkedin_url,
    l.linkedin_slug,
    l.full_name,
    l.linkedin_url_type,
    l.linkedin_user_profile_urn,
    l.person_city,
    l.person_state,
    l.person_country,
    l.matched_cleaned_job_title,
    l.matched_job_function,
    l.matched_seniority,
    l.job_start_date,
    l.company_id,
    l.company_domain,
    l.company_name,
    l.company_linkedin_url,
    l.company_city,
    l.company_state,
    l.company_country,
    l.matched_industry,
    l.employee_range
  from core.find_alumni(core.normalize_domains(p_domains), v_filter, v_page) as a
  inner join core.lead_index as i on i.lead_no = a.lead_no
  inner join core.leads as l on l.linkedin_url = i.linkedin_url
  order by a.place;
end;
$$;

comment on function core.get_leads_by_past_employer(text[], integer, integer, boolean) is
  'Leads that had a job at one of p_domains and have none there now, those who left last first. '
  'Units: rows. Nulls: null, blank and unusable domains are left out; p_limit null is no limit. '
  'Errors: none.';

revoke all on function core.get_leads_by_past_employer(text[], integer, integer, boolean)
  from public;
grant execute on function core.get_leads_by_past_employer(text[], integer, integer, boolean)
  to pipeline_analyst;
