-- Purpose: everything canonical about a person in one row.
-- Input -> output: core.people and its one-row dimensions -> one row per person.
-- Called by: readers; each join is to a relation with one row per person.
-- Writes to: nothing.
-- Idempotence: create or replace.
-- Errors: none.
-- Example: select * from core.people_full where full_name = 'Zelda Quux'.
create or replace view core.people_full
with (security_invoker = true)
as
select
  p.id,
  p.linkedin_url,
  p.linkedin_slug,
  p.full_name,
  p.core_company_id,
  p.linkedin_url_type,
  p.linkedin_user_profile_urn,
  p.created_at,
  p.updated_at,
  l.city as person_city,
  l.state as person_state,
  l.country as person_country,
  j.matched_cleaned_job_title,
  j.matched_job_function,
  j.matched_seniority,
  t.job_start_date
from core.people as p
left join core.person_locations as l on l.linkedin_url = p.linkedin_url
left join core.person_job_titles as j on j.linkedin_url = p.linkedin_url
left join core.person_tenure as t on t.linkedin_url = p.linkedin_url;

comment on view core.people_full is
  'One row per person with the one-row dimensions: place, title, present job.';
comment on column core.people_full.id is 'core.people.id.';
comment on column core.people_full.linkedin_url is 'Normalised LinkedIn URL of the person.';
comment on column core.people_full.linkedin_slug is 'Last part of linkedin_url.';
comment on column core.people_full.full_name is 'Name of the person.';
comment on column core.people_full.core_company_id is 'core.companies.id of the present employer.';
comment on column core.people_full.linkedin_url_type is 'real or salesnav.';
comment on column core.people_full.linkedin_user_profile_urn is
  'Sales Navigator''s URN of the profile.';
comment on column core.people_full.created_at is 'When the person was first written.';
comment on column core.people_full.updated_at is 'When the row of core.people last changed.';
comment on column core.people_full.person_city is 'City of the person.';
comment on column core.people_full.person_state is 'State or region of the person.';
comment on column core.people_full.person_country is 'Country of the person.';
comment on column core.people_full.matched_cleaned_job_title is 'Title as people write it.';
comment on column core.people_full.matched_job_function is 'Job function of the vocabulary.';
comment on column core.people_full.matched_seniority is 'Seniority of the vocabulary.';
comment on column core.people_full.job_start_date is
  'When the present job began, at the beginning of its period.';
