-- Purpose: says which people of a document about a case study were not read as given.
-- Input -> output: the list as sent, the name of its field -> field and message.
-- Called by: extracted.warn_gemini_case_study, extracted.warn_case_study_buyers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from extracted.warn_case_study_people('[{}]', 'people');
create or replace function extracted.warn_case_study_people(
  p_list jsonb,
  p_field text,
  out field text,
  out message text
)
returns setof record
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  -- A sender who does everything wrong is told so often enough.
  c_most constant integer := 100;
  c_kinds constant jsonb := '{
    "full_name": "name", "fullName": "name", "name": "name", "job_title": "name",
    "jobTitle": "name", "company_name": "name", "companyName": "name"
  }';
begin
  return query
  with person as (
    select
      p_field || '.' || (e.place - 1) as path,
      e.place,
      o.item,
      reference.name_key(n.full_name) as full_name_key,
      reference.is_placeholder_name(n.full_name) as is_placeholder
    from jsonb_array_elements(reference.json_array(p_list)) with ordinality as e (item, place)
    cross join lateral (
      select coalesce(
        reference.json_object(e.item),
        case
          when jsonb_typeof(e.item) = 'string' then jsonb_build_object('full_name', e.item)
        end
      ) as item
      offset 0
    ) as o
    cross join lateral (
      select reference.clean_label(
        coalesce(
          reference.json_text(o.item -> 'full_name'),
          reference.json_text(o.item -> 'fullName'),
          reference.json_text(o.item -> 'name')
        )
      ) as full_name
      offset 0
    ) as n
    where e.place <= c_most
  )
  select w.path, w.message
  from (
    select p.place, p.path || '.' || f.field as path, f.message
    from person as p
    cross join lateral reference.list_field_warnings(p.item, c_kinds) as f
    union all
    select p.place, p.path, 'without a name: left out'
    from person as p
    where p.full_name_key is null or p.is_placeholder
    union all
    select p.place, p.path, 'named before: one person'
    from (
      select
        x.*,
        row_number() over (partition by x.full_name_key order by x.place) as listing
      from person as x
      where not x.is_placeholder
    ) as p
    where p.full_name_key is not null and p.listing > 1
    union all
    select c_most + 1, p_field, 'only the first 100 are checked for warnings; all are read'
    where jsonb_array_length(reference.json_array(p_list)) > c_most
  ) as w
  order by w.place, w.path, w.message;
end;
$$;

comment on function extracted.warn_case_study_people(jsonb, text) is
  'The elements and fields of a list of people that were not read as given. Units: characters. '
  'Nulls: null or no list in, no rows out. Errors: none.';

revoke all on function extracted.warn_case_study_people(jsonb, text) from public;
