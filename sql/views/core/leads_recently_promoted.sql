-- Purpose: leads with their latest promotion at the present employer.
-- Input -> output: core.leads and core.person_promotions -> one row per lead that has one.
-- Called by: readers. core.lead_index.promoted_on is its promotion_date.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from core.leads_recently_promoted where promotion_date >= current_date - 90.
create or replace view core.leads_recently_promoted
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
  r.previous_title,
  r.new_title,
  r.promotion_date
from core.leads as l
cross join lateral (
  select p.previous_title, p.new_title, p.promotion_date
  from core.person_promotions as p
  where p.linkedin_url = l.linkedin_url and p.company_domain = l.company_domain
  order by p.promotion_date desc, p.new_title
  limit 1
) as r;

comment on view core.leads_recently_promoted is
  'Leads with their latest promotion at the company they work for now; promotions at former '
  'employers do not count. Any date: readers say what recent is.';
comment on column core.leads_recently_promoted.person_id is 'core.people.id.';
comment on column core.leads_recently_promoted.linkedin_url is
  'Normalised LinkedIn URL of the person.';
comment on column core.leads_recently_promoted.linkedin_slug is 'Last part of linkedin_url.';
comment on column core.leads_recently_promoted.full_name is 'Name of the person.';
comment on column core.leads_recently_promoted.linkedin_url_type is 'real or salesnav.';
comment on column core.leads_recently_promoted.linkedin_user_profile_urn is
  'Sales Navigator''s URN of the profile.';
comment on column core.leads_recently_promoted.person_city is 'City of the person.';
comment on column core.leads_recently_promoted.person_state is 'State or region of the person.';
comment on column core.leads_recently_promoted.person_country is 'Country of the person.';
comment on column core.leads_recently_promoted.matched_cleaned_job_title is
  'Title as people write it.';
comment on column core.leads_recently_promoted.matched_job_function is
  'Job function of the vocabulary.';
comment on column core.leads_recently_promoted.matched_seniority is 'Seniority of the vocabulary.';
comment on column core.leads_recently_promoted.job_start_date is
  'When the present job began, at the beginning of its period.';
comment on column core.leads_recently_promoted.company_id is 'core.companies.id of the employer.';
comment on column core.leads_recently_promoted.company_domain is 'Domain of the employer.';
comment on column core.leads_recently_promoted.company_name is
  'Name of the employer, as core.companies_full has it.';
comment on column core.leads_recently_promoted.company_linkedin_url is
  'Company page of the employer.';
comment on column core.leads_recently_promoted.company_city is 'City of the employer.';
comment on column core.leads_recently_promoted.company_state is 'State or region of the employer.';
comment on column core.leads_recently_promoted.company_country is 'Country of the employer.';
comment on column core.leads_recently_promoted.matched_industry is 'Industry of the employer.';
comment on column core.leads_recently_promoted.employee_range is 'Size of the employer.';
comment on column core.leads_recently_promoted.previous_title is
  'Title before the promotion, as given.';
comment on column core.leads_recently_promoted.new_title is 'Title since the promotion, as given.';
comment on column core.leads_recently_promoted.promotion_date is 'When the new job began.';
