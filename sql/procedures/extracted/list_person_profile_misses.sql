-- Purpose: the titles and places of people that no look-up knows.
-- Input -> output: people; those whose jobs are looked at as well -> person, dimension, field,
--   value as given, raw row.
-- Called by: extracted.note_person_profile_misses, extracted.answer_person_profile.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: location_name 'Cork' -> ('location', 'location_name', 'Cork').
create or replace function extracted.list_person_profile_misses(
  p_linkedin_urls text[],
  p_with_jobs text[],
  out linkedin_url text,
  out dimension text,
  out field text,
  out raw_value text,
  out raw_id uuid
)
returns setof record
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  with person as materialized (
    select
      p.linkedin_url,
      p.raw_id,
      p.location_name,
      p.location_key,
      case when p.matched_source is null or p.matched_source = 'rules' then p.latest_title end
        as missed_title
    from unnest(p_linkedin_urls) as u (linkedin_url)
    cross join lateral (
      select f.* from extracted.person_profile as f where f.linkedin_url = u.linkedin_url offset 0
    ) as p
  ),
  title as (
    select p.linkedin_url, 'latest_experience.title' as field, p.missed_title as title
    from person as p
    where p.missed_title is not null
    union all
    select u.linkedin_url, 'experience.title', x.title
    from unnest(p_with_jobs) as u (linkedin_url)
    cross join lateral (
      select e.title
      from extracted.person_experience as e
      where e.linkedin_url = u.linkedin_url
        and e.title is not null
        and (e.matched_source is null or e.matched_source = 'rules')
      offset 0
    ) as x
  )
  select
    t.linkedin_url,
    'job_title',
    min(t.field),
    t.title,
    (
      select f.raw_id from extracted.person_profile as f where f.linkedin_url = t.linkedin_url
    )
  from title as t
  group by t.linkedin_url, t.title
  union all
  select p.linkedin_url, 'location', 'location_name', p.location_name, p.raw_id
  from person as p
  where p.location_key is not null
    and (
      select true from reference.location_lookup as l where l.lookup_key = p.location_key
    ) is null;
end;
$$;

comment on function extracted.list_person_profile_misses(text[], text[]) is
  'The titles and places of people (p_linkedin_urls: latest title and place; p_with_jobs: titles '
  'of all jobs) without a row in reference.job_title_lookup and reference.location_lookup. Units: '
  'none. Nulls: null or empty arrays give no rows. Errors: none.';

revoke all on function extracted.list_person_profile_misses(text[], text[]) from public;
