-- Purpose: leads that used to work at a customer of a company.
-- Input -> output: domain of the vendor in any spelling, page, gate -> rows of core.leads with the
--   last job at a customer, those who left last first, each once.
-- Called by: analysts. The endpoint reads core.find_alumni itself.
-- Reads: core.company_customers, core.company_alumni, core.leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from core.get_leads_by_company_customers('acme.example', 100, 0).
create or replace function core.get_leads_by_company_customers(
  p_company_domain text,
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
  employee_range text,
  previous_customer_domain text,
  previous_customer_name text,
  previous_title text,
  previous_end_date date
)
language plpgsql
stable
set search_path = ''
as $$
declare
  v_domain text := reference.normalize_domain(p_company_domain);
  v_domains text[] := core.list_customer_domains(v_domain);
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
    l.employee_range,
    j.previous_domain,
    coalesce(core.find_customer_name(v_domain, j.previous_domain), j.previous_name),
    j.previous_title,
    j.previous_end_date
  from core.find_alumni(v_domains, v_filter, v_page) as a
  inner join core.lead_index as i on i.lead_no = a.lead_no
  inner join core.leads as l on l.linkedin_url = i.linkedin_url
  cross join lateral core.find_past_job(i.linkedin_url, v_domains) as j
  order by a.place;
end;
$$;

comment on function core.get_leads_by_company_customers(text, integer, integer, boolean) is
  'Leads that had a job at a customer of p_company_domain and have none there now, with that job, '
  'those who left last first. Units: rows. Nulls: what is no domain gives no rows; p_limit null is '
  'no limit. Errors: none.';

revoke all on function core.get_leads_by_company_customers(text, integer, integer, boolean)
  from public;
grant execute on function core.get_leads_by_company_customers(text, integer, integer, boolean)
  to pipeline_analyst;
