-- Purpose: mirrors the education of the newest document that has any, by difference.
-- Input -> output: sums of documents, one per person -> rows written.
-- Called by: extracted.write_person_profile.
-- Writes to: extracted.person_education.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select extracted.write_person_education(v_people, true);
create or replace function extracted.write_person_education(
  p_people extracted.person_document[],
  p_has_previous boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  -- As in extracted.write_person_experience: ordinary values need no call.
  c_plain constant text collate "C" := '^[!-Z^-z|~]+( [!-Z^-z|~]+)*$';
  c_date constant text collate "C" :=
    '^(19|20)[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$';
  v_written integer;
  v_deleted integer := 0;
begin
  insert into extracted.person_education as t (
    linkedin_url, education_order, school_name, degree, field_of_study, grade, activities,
    start_date, end_date
  )
  select
    d.linkedin_url,
    e.place - 1,
    case
      when octet_length(r.school_name) between 5 and 500
        and r.school_name collate "C" ~ c_plain then r.school_name
      when r.school_name is not null
        then reference.clean_label(reference.json_text(e.item -> 'school_name'))
    end,
    case
      when octet_length(r.degree) between 5 and 500 and r.degree collate "C" ~ c_plain then r.degree
      when r.degree is not null
        then reference.clean_label(reference.json_text(e.item -> 'degree'))
    end,
    case
      when octet_length(r.field_of_study) between 5 and 500
        and r.field_of_study collate "C" ~ c_plain then r.field_of_study
      when r.field_of_study is not null
        then reference.clean_label(reference.json_text(e.item -> 'field_of_study'))
    end,
    case when r.grade is not null then reference.json_text(e.item -> 'grade') end,
    case when r.activities is not null then reference.json_text(e.item -> 'activities') end,
    case
      when r.start_date collate "C" ~ c_date then r.start_date::date
      when r.start_date is not null
        then (
          extracted.parse_profile_date(reference.json_text(e.item -> 'start_date'))
        ).began_on
    end,
    case
      when r.end_date collate "C" ~ c_date then r.end_date::date
      when r.end_date is not null
        then (extracted.parse_profile_date(reference.json_text(e.item -> 'end_date'))).began_on
    end
  from unnest(p_people) as d
  cross join lateral jsonb_array_elements(d.education) with ordinality as e (item, place)
  cross join lateral jsonb_to_record(
    case when jsonb_typeof(e.item) = 'object' then e.item else '{}' end
  ) as r (
    school_name text, degree text, field_of_study text, grade text, activities text,
    start_date text, end_date text
  )
  where jsonb_typeof(e.item) = 'object'
  on conflict (linkedin_url, education_order) do update
    set (
      school_name, degree, field_of_study, grade, activities, start_date, end_date, updated_at
    ) = (
      excluded.school_name, excluded.degree, excluded.field_of_study, excluded.grade,
      excluded.activities, excluded.start_date, excluded.end_date, excluded.updated_at
    )
    where (
      t.school_name, t.degree, t.field_of_study, t.grade, t.activities, t.start_date, t.end_date
    ) is distinct from (
      excluded.school_name, excluded.degree, excluded.field_of_study, excluded.grade,
      excluded.activities, excluded.start_date, excluded.end_date
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.person_education as t
    using unnest(p_people) as d
    where t.linkedin_url = d.linkedin_url
      and (
        d.raw_id is null
        or d.education is not null
        and jsonb_typeof(d.education -> t.education_order) is distinct from 'object'
        -- A sum of all documents without any school leaves none.
        or d.is_complete and d.education is null
      );
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_person_education(extracted.person_document[], boolean) is
  'Mirrors the education of people into extracted.person_education: upserts what differs, deletes '
  'what is no longer listed. Without schools, those that stand stay. Returns the rows written and '
  'deleted. p_has_previous: false when no person had a document before, so that nothing can be '
  'left over. Units: rows; dates are the first day of their period. Nulls: a null or empty array '
  'does nothing. Errors: none.';

revoke all on function extracted.write_person_education(
  extracted.person_document[], boolean
) from public;
