-- Purpose: leads with everything that a list shows: the gate of the lists.
-- Input -> output: core.leads -> those with company, countries, industry and a known title.
-- Called by: readers. core.lead_index.is_complete says the same.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select count(*) from core.leads_complete.
create or replace view core.leads_complete
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
  l.employee_range
from core.leads as l
where l.company_name is not null
  and l.company_country is not null
  and l.person_country is not null
  and l.matched_job_function is not null
  and l.matched_job_function <> 'Miscellaneous'
  and l.matched_seniority is not null
  and l.matched_cleaned_job_title is not null
  and l.matched_industry is not null;

comment on view core.leads_complete is
  'The leads that lists show unless told otherwise: name and country of the company, country, '
  'function, seniority and title of the person and the industry are known, and the function is not '
  'Miscellaneous.';
comment on column core.leads_complete.person_id is 'core.people.id.';
comment on column core.leads_complete.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.leads_complete.linkedin_slug is 'Last part of linkedin_url.';
comment on column core.leads_complete.full_name is 'Name of the person.';
comment on column core.leads_complete.linkedin_url_type is 'real or salesnav.';
comment on column core.leads_complete.linkedin_user_profile_urn is
  'Sales Navigator''s URN of the profile.';
comment on column core.leads_complete.person_city is 'City of the person.';
comment on column core.leads_complete.person_state is 'State or region of the person.';
comment on column core.leads_complete.person_country is 'Country of the person.';
comment on column core.leads_complete.matched_cleaned_job_title is 'Title as people write it.';
comment on column core.leads_complete.matched_job_function is 'Job function of the vocabulary.';
comment on column core.leads_complete.matched_seniority is 'Seniority of the vocabulary.';
comment on column core.leads_complete.job_start_date is
  'When the present job began, at the beginning of its period.';
comment on column core.leads_complete.company_id is 'core.companies.id of the employer.';
comment on column core.leads_complete.company_domain is 'Domain of the employer.';
comment on column core.leads_complete.company_name is
  'Name of the employer, as core.companies_full has it.';
comment on column core.leads_complete.company_linkedin_url is 'Company page of the employer.';
comment on column core.leads_complete.company_city is 'City of the employer.';
comment on column core.leads_complete.company_state is 'State or region of the employer.';
comment on column core.leads_complete.company_country is 'Country of the employer.';
comment on column core.leads_complete.matched_industry is 'Industry of the employer.';
comment on column core.leads_complete.employee_range is 'Size of the employer.';
