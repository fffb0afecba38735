-- Purpose: leads: every person with the employer of the present job.
-- Input -> output: core.people, its dimensions and core.companies_full -> one row per person.
-- Called by: readers; the lists of leads fetch the rows of a page from here.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from core.leads where linkedin_url = 'https://www.linkedin.com/in/jo-doe'.
create or replace view core.leads
with (security_invoker = true)
as
select
  p.id as person_id,
  p.linkedin_url,
  p.linkedin_slug,
  p.full_name,
  p.linkedin_url_type,
  p.linkedin_user_profile_urn,
  l.city as person_city,
  l.state as person_state,
  l.country as person_country,
  j.matched_cleaned_job_title,
  j.matched_job_function,
  j.matched_seniority,
  t.job_start_date,
  c.id as company_id,
  c.domain as company_domain,
  c.name as company_name,
  c.linkedin_url as company_linkedin_url,
  c.company_city,
  c.company_state,
  c.company_country,
  c.matched_industry,
  c.employee_range
from core.people as p
left join core.person_locations as l on l.linkedin_url = p.linkedin_url
left join core.person_job_titles as j on j.linkedin_url = p.linkedin_url
left join core.person_tenure as t on t.linkedin_url = p.linkedin_url
left join core.companies_full as c on c.id = p.core_company_id;

comment on view core.leads is
  'Every person with title, place and present employer. core.lead_index is its narrow copy for '
  'filtering; looking up by linkedin_url is quick here too.';
comment on column core.leads.person_id is 'core.people.id.';
comment on column core.leads.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.leads.linkedin_slug is 'Last part of linkedin_url.';
comment on column core.leads.full_name is 'Name of the person.';
comment on column core.leads.linkedin_url_type is 'real or salesnav.';
comment on column core.leads.linkedin_user_profile_urn is 'Sales Navigator''s URN of the profile.';
comment on column core.leads.person_city is 'City of the person.';
comment on column core.leads.person_state is 'State or region of the person.';
comment on column core.leads.person_country is 'Country of the person.';
comment on column core.leads.matched_cleaned_job_title is 'Title as people write it.';
comment on column core.leads.matched_job_function is 'Job function of the vocabulary.';
comment on column core.leads.matched_seniority is 'Seniority of the vocabulary.';
comment on column core.leads.job_start_date is
  'When the present job began, at the beginning of its period.';
comment on column core.leads.company_id is 'core.companies.id of the employer.';
comment on column core.leads.company_domain is 'Domain of the employer.';
comment on column core.leads.company_name is 'Name of the employer, as core.companies_full has it.';
comment on column core.leads.company_linkedin_url is 'Company page of the employer.';
comment on column core.leads.company_city is 'City of the employer.';
comment on column core.leads.company_state is 'State or region of the employer.';
comment on column core.leads.company_country is 'Country of the employer.';
comment on column core.leads.matched_industry is 'Industry of the employer.';
comment on column core.leads.employee_range is 'Size of the employer.';
