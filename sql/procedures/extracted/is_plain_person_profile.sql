-- Purpose: whether a person profile is as it should be, so that nothing can be said against it.
-- Input -> output: payload -> true when every field that is read has its type and its usual form.
-- Called by: extracted.warn_person_profile: nearly all payloads are spared the search.
-- Reads: reference.blocked_domains.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: extracted.is_plain_person_profile('{"name": {}}') = false.
create or replace function extracted.is_plain_person_profile(p_payload jsonb)
returns boolean
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  c_date constant text collate "C" :=
    '^(19|20)[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$';
  c_domain constant text collate "C" := '^[a-wyz0-9][a-z0-9]*(-[a-z0-9]+)*[.][a-z][a-z]+$';
  c_company_url constant text := 'https://www.linkedin.com/company/';
  c_slug constant text collate "C" := '^[a-z0-9-]+$';
  -- Strict: the lax way would look into arrays instead of at them.
  c_nested constant jsonpath := 'strict $[*].* ? (@.type() == "object" || @.type() == "array")';
  v_jobs jsonb := p_payload -> 'experience';
  v_schools jsonb := p_payload -> 'education';
begin
  if jsonb_typeof(v_jobs) is distinct from 'array'
    or jsonb_typeof(v_schools) is distinct from 'array'
    or jsonb_typeof(p_payload -> 'latest_experience') is distinct from 'object'
    or jsonb_path_exists(v_jobs || v_schools, 'strict $[*] ? (@.type() != "object")')
  then
    return false;
  end if;
  v_jobs := v_jobs || (p_payload -> 'latest_experience');
  if jsonb_path_exists(v_jobs, c_nested)
    or jsonb_path_exists(v_schools, c_nested)
    or jsonb_path_exists(
      v_jobs, '$[*].is_current ? (@.type() != "boolean" && @.type() != "null")'
    )
  then
    return false;
  end if;

  return coalesce(
    (
      select
        not (
          array[
            jsonb_typeof(d.slug), jsonb_typeof(d.first_name), jsonb_typeof(d.last_name),
            jsonb_typeof(d.name), jsonb_typeof(d.headline), jsonb_typeof(d.summary),
            jsonb_typeof(d.country), jsonb_typeof(d.location_name),
            jsonb_typeof(d.picture_url_orig), jsonb_typeof(d.picture_url_copy),
            jsonb_typeof(d.profile_id)
          ] && array['object', 'array']
        )
        and not (
          array[
            jsonb_typeof(d.connections), jsonb_typeof(d.num_followers), jsonb_typeof(d.jobs_count)
          ] && array['object', 'array', 'string', 'boolean']
        )
        and coalesce(
          num_nonnulls(
            nullif(d.connections, 'null'), nullif(d.num_followers, 'null'),
            nullif(d.jobs_count, 'null')
          ) = num_nonnulls(
            reference.json_integer(d.connections), reference.json_integer(d.num_followers),
            reference.json_integer(d.jobs_count)
          ),
          false
        )
        and octet_length(d.name #>> '{}') <= 500
        and coalesce(octet_length(d.first_name #>> '{}'), 0) <= 500
        and coalesce(octet_length(d.last_name #>> '{}'), 0) <= 500
        and coalesce(octet_length(d.location_name #>> '{}'), 0) <= 500
        and coalesce(octet_length(d.country #>> '{}'), 0) <= 500
        and (reference.parse_partial_date(d.last_refresh #>> '{}')).parsed_at is not null
      from jsonb_to_record(p_payload) as d (
        slug jsonb, profile_id jsonb, name jsonb, first_name jsonb, last_name jsonb,
        headline jsonb, summary jsonb, country jsonb, location_name jsonb, connections jsonb,
        num_followers jsonb, jobs_count jsonb, last_refresh jsonb, picture_url_orig jsonb,
        picture_url_copy jsonb
      )
    )
    and not exists (
      select
      from jsonb_to_recordset(v_jobs) as j (
        title text, company text, locality text, company_domain text, url text,
        start_date text, end_date text
      )
      where octet_length(j.title) > 500
        or octet_length(j.company) > 500
        or octet_length(j.locality) > 500
        or j.company_domain collate "C" !~ c_domain
        or not starts_with(j.url, c_company_url)
        or substr(j.url, 34) collate "C" !~ c_slug
        or j.start_date collate "C" !~ c_date
        or j.end_date collate "C" !~ c_date
        or (
          select true from reference.blocked_domains as b where b.domain = j.company_domain
        )
    )
    and not exists (
      select
      from jsonb_to_recordset(v_schools) as s (
        school_name text, degree text, field_of_study text, start_date text, end_date text
      )
      where octet_length(s.school_name) > 500
        or octet_length(s.degree) > 500
        or octet_length(s.field_of_study) > 500
        or s.start_date collate "C" !~ c_date
        or s.end_date collate "C" !~ c_date
    ),
    false
  );
end;
$$;

comment on function extracted.is_plain_person_profile(jsonb) is
  'Whether every field of a profile that is read has its type and usual form. Units: characters. '
  'Nulls: null in, null out. Errors: none.';

revoke all on function extracted.is_plain_person_profile(jsonb) from public;
