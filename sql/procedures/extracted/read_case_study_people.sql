-- Purpose: the people in a document about a case study, each once.
-- Input -> output: the list as sent, landing number of the document -> typed people in its order.
--   Names are taken in either spelling of fields; an element that is a text is a name. Nameless
--   ones are left out; of several with one name the first counts, completed by the others. What is
--   no list says nothing about people: null, which is not the same as nobody.
-- Called by: the readers, answers and warnings of case studies.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none. Not parallel safe, since reference.json_array is not.
-- Example: extracted.read_case_study_people('[{"fullName": "Jo Doe"}]', 1).
-- Not strict: an answer knows no landing number.
create or replace function extracted.read_case_study_people(p_list jsonb, p_landing_no bigint)
returns extracted.case_study_person[]
language plpgsql
immutable parallel unsafe
set search_path = ''
as $$
declare
  v_list jsonb := reference.json_array(p_list);
begin
  if v_list is null then
    return null;
  end if;

  return coalesce(
    (
      select array_agg(
        row(
          p.full_name, p.full_name_key, p.job_title, p.company_name, p_landing_no
        )::extracted.case_study_person
        order by p.place
      )
      from (
        select
          min(n.place) as place,
          (array_agg(n.full_name order by n.place))[1] as full_name,
          k.full_name_key,
          (array_agg(n.job_title order by n.place) filter (where n.job_title is not null))[1]
            as job_title,
          (array_agg(n.company_name order by n.place) filter (where n.company_name is not null))[1]
            as company_name
        from (
          select
            e.place,
            reference.clean_label(
              coalesce(
                reference.json_text(o.item -> 'full_name'),
                reference.json_text(o.item -> 'fullName'),
                reference.json_text(o.item -> 'name')
              )
            ) as full_name,
            reference.clean_label(
              coalesce(
                reference.json_text(o.item -> 'job_title'),
                reference.json_text(o.item -> 'jobTitle')
              )
            ) as job_title,
            reference.clean_label(
              coalesce(
                reference.json_text(o.item -> 'company_name'),
                reference.json_text(o.item -> 'companyName')
              )
            ) as company_name
          from jsonb_array_elements(v_list) with ordinality as e (item, place)
          -- Offset 0 keeps each of these expressions from being computed once per use.
          cross join lateral (
            select coalesce(
              reference.json_object(e.item),
              case
                when jsonb_typeof(e.item) = 'string' then jsonb_build_object('full_name', e.item)
              end
            ) as item
            offset 0
          ) as o
          offset 0
        ) as n
        cross join lateral (
          select reference.name_key(n.full_name) as full_name_key offset 0
        ) as k
        where k.full_name_key is not null and not reference.is_placeholder_name(n.full_name)
        group by k.full_name_key
      ) as p
    ),
    '{}'
  );
end;
$$;

comment on function extracted.read_case_study_people(jsonb, bigint) is
  'The people in p_list: name, title and company on one line, one per name. Units: characters, at '
  'most 500 each. Nulls: null for null and for what is no list; a title or company that is not '
  'given is null. Errors: none.';

revoke all on function extracted.read_case_study_people(jsonb, bigint) from public;
