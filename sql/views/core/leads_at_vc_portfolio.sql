-- Purpose: leads at companies that an investor has in the portfolio.
-- Input -> output: core.leads and core.vc_portfolio -> one row per lead and investor.
-- Called by: readers. core.lead_index.vc_count is the number of rows of a lead.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from core.leads_at_vc_portfolio where vc_name = 'Example Capital'.
create or replace view core.leads_at_vc_portfolio
with (security_invoker = true)
as
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
  v.vc_name,
  v.description as vc_company_description
from core.leads as l
inner join core.vc_portfolio as v on v.domain = l.company_domain;

comment on view core.leads_at_vc_portfolio is
  'Leads whose employer is in core.vc_portfolio, once per investor.';
comment on column core.leads_at_vc_portfolio.person_id is 'core.people.id.';
comment on column core.leads_at_vc_portfolio.linkedin_url is
  'Normalised LinkedIn URL of the person.';
comment on column core.leads_at_vc_portfolio.linkedin_slug is 'Last part of linkedin_url.';
comment on column core.leads_at_vc_portfolio.full_name is 'Name of the person.';
comment on column core.leads_at_vc_portfolio.linkedin_url_type is 'real or salesnav.';
comment on column core.leads_at_vc_portfolio.linkedin_user_profile_urn is
  'Sales Navigator''s URN of the profile.';
comment on column core.leads_at_vc_portfolio.person_city is 'City of the person.';
comment on column core.leads_at_vc_portfolio.person_state is 'State or region of the person.';
comment on column core.leads_at_vc_portfolio.person_country is 'Country of the person.';
comment on column core.leads_at_vc_portfolio.matched_cleaned_job_title is
  'Title as people write it.';
comment on column core.leads_at_vc_portfolio.matched_job_function is
  'Job function of the vocabulary.';
comment on column core.leads_at_vc_portfolio.matched_seniority is 'Seniority of the vocabulary.';
comment on column core.leads_at_vc_portfolio.job_start_date is
  'When the present job began, at the beginning of its period.';
comment on column core.leads_at_vc_portfolio.company_id is 'core.companies.id of the employer.';
comment on column core.leads_at_vc_portfolio.company_domain is 'Domain of the employer.';
comment on column core.leads_at_vc_portfolio.company_name is
  'Name of the employer, as core.companies_full has it.';
comment on column core.leads_at_vc_portfolio.company_linkedin_url is
  'Company page of the employer.';
comment on column core.leads_at_vc_portfolio.company_city is 'City of the employer.';
comment on column core.leads_at_vc_portfolio.company_state is 'State or region of the employer.';
comment on column core.leads_at_vc_portfolio.company_country is 'Country of the employer.';
comment on column core.leads_at_vc_portfolio.matched_industry is 'Industry of the employer.';
comment on column core.leads_at_vc_portfolio.employee_range is 'Size of the employer.';
comment on column core.leads_at_vc_portfolio.vc_name is 'Name of the investor.';
comment on column core.leads_at_vc_portfolio.vc_company_description is
  'What the portfolio says of the company.';
