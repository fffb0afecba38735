-- Purpose: which rows core has about people, for the answers to payloads.
-- Input -> output: LinkedIn URLs -> {linkedin_url: {ids and counts}}.
-- Called by: extracted.answer_person_profile, extracted.answer_person_profiles.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: core.describe_people(array['https://www.linkedin.com/in/zelda-quux-example']).
create or replace function core.describe_people(p_linkedin_urls text[])
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_object_agg(
        u.linkedin_url,
        jsonb_build_object(
          'core_person_id', (
            select t.id from core.people as t where t.linkedin_url = u.linkedin_url
          ),
          'core_location_id', (
            select t.id from core.person_locations as t where t.linkedin_url = u.linkedin_url
          ),
          'core_tenure_id', (
            select t.id from core.person_tenure as t where t.linkedin_url = u.linkedin_url
          ),
          'core_job_title_id', (
            select t.id from core.person_job_titles as t where t.linkedin_url = u.linkedin_url
          ),
          'past_employers_count', (
            select count(*) from core.person_past_employer as t
            where t.linkedin_url = u.linkedin_url and t.source = 'person_profile'
          ),
          'work_history_count', (
            select count(*) from core.person_work_history as t
            where t.linkedin_url = u.linkedin_url and t.source = 'person_experience'
          ),
          'promotions_count', (
            select count(*) from core.person_promotions as t
            where t.linkedin_url = u.linkedin_url
          )
        )
      ),
      '{}'
    )
    from (select distinct p.url from unnest(p_linkedin_urls) as p (url)) as u (linkedin_url)
    where u.linkedin_url is not null
  );
end;
$$;

comment on function core.describe_people(text[]) is
  'The ids and numbers of the rows of people in core, by LinkedIn URL. Units: rows. Nulls: a null '
  'or empty array gives an empty object; the id of a row that is not there is null. Errors: none.';

revoke all on function core.describe_people(text[]) from public;
