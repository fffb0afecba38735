-- Purpose: says which fields of a person profile were not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: wrong types, values that do not
--   parse, texts that were cut, list items that were left out.
-- Called by: extracted.answer_person_profile.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"name": {}}' -> [{"field": "name", "message": "expected text, got object: ..."}].
create or replace function extracted.warn_person_profile(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb := '{
    "slug": "text", "profile_id": "text", "first_name": "name", "last_name": "name",
    "name": "name", "headline": "text", "summary": "text", "country": "name",
    "location_name": "name", "connections": "integer", "num_followers": "integer",
    "jobs_count": "integer", "last_refresh": "date", "picture_url_orig": "text",
    "picture_url_copy": "text", "latest_experience": "object", "latest_experience.title": "name",
    "latest_experience.company": "name", "latest_experience.company_domain": "domain",
    "latest_experience.url": "LinkedIn company URL", "latest_experience.org_id": "text",
    "latest_experience.locality": "name", "latest_experience.start_date": "date",
    "latest_experience.is_current": "boolean", "experience": "array", "education": "array"
  }';
  c_job_kinds constant jsonb := '{
    "title": "name", "company": "name", "company_domain": "domain", "url": "LinkedIn company URL",
    "org_id": "text", "locality": "name", "summary": "text", "start_date": "date",
    "end_date": "date", "is_current": "boolean"
  }';
  c_school_kinds constant jsonb := '{
    "school_name": "name", "degree": "name", "field_of_study": "name", "grade": "text",
    "activities": "text", "start_date": "date", "end_date": "date"
  }';
begin
  if extracted.is_plain_person_profile(p_payload) then
    return '[]';
  end if;

  return (
    with item as materialized (
      select f.path, f.kinds, e.item, e.place
      from (
        values ('experience', c_job_kinds), ('education', c_school_kinds)
      ) as f (path, kinds)
      cross join lateral jsonb_array_elements(
        coalesce(reference.json_array(p_payload -> f.path), '[]')
      ) with ordinality as e (item, place)
    ),
    warning as (
      select f.field, f.message
      from reference.list_field_warnings(
        -- A job that came as a JSON string is looked into as well.
        p_payload || jsonb_strip_nulls(
          jsonb_build_object(
            'latest_experience', reference.json_object(p_payload -> 'latest_experience')
          )
        ),
        c_kinds
      ) as f
      union all
      select i.path, format('%s of the items are no objects: left out', count(*))
      from item as i
      where jsonb_typeof(i.item) <> 'object'
      group by i.path
      union all
      select
        format('%s[%s].%s', i.path, i.place - 1, w.field),
        w.message
      from item as i
      cross join lateral reference.list_field_warnings(i.item, i.kinds) as w
      where jsonb_typeof(i.item) = 'object'
        -- "Present" is a way to say that there is no end.
        and not (
          w.field = 'end_date'
          and lower(i.item ->> 'end_date') in ('present', 'current', 'now', 'today')
        )
    )
    select coalesce(
      jsonb_agg(
        jsonb_build_object('field', w.field, 'message', w.message) order by w.field, w.message
      ),
      '[]'
    )
    from (select f.field, f.message from warning as f limit 100) as w
  );
end;
$$;

comment on function extracted.warn_person_profile(jsonb) is
  'The fields of a payload that were not read as given: [{field, message}], at most 100. Units: '
  'characters. Nulls: null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_person_profile(jsonb) from public;
