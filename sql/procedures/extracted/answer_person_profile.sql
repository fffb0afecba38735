-- Purpose: what the answer to a single payload says about it.
-- Input -> output: the candidate, whether the person held this document already, the rows written
--   per table -> the fields of the answer. experience_count, education_count and companies_count
--   describe the document, the other counts the person; written counts changed rows.
-- Called by: extracted.load_person_profile.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"experience_count": 2, "unchanged": false, ...}.
create or replace function extracted.answer_person_profile(
  p_candidate ops.document_candidate,
  p_is_unchanged boolean,
  p_written jsonb
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_payload jsonb;
  v_answer jsonb;
begin
  select p.payload into v_payload from raw.person_payloads as p where p.id = p_candidate.raw_id;

  select jsonb_build_object(
    'experience_count', count(*),
    'companies_count', count(distinct n.domain)
      filter (where not reference.is_blocked_domain(n.domain))
  )
  into v_answer
  from jsonb_array_elements(
    coalesce(extracted.object_array(v_payload -> 'experience'), '[]')
  ) as e (item)
  cross join lateral (
    select reference.normalize_domain(reference.json_text(e.item -> 'company_domain')) as domain
    offset 0
  ) as n
  where jsonb_typeof(e.item) = 'object';

  return v_answer || jsonb_build_object(
    'linkedin_url', p_candidate.key,
    'person_profile_id', reference.entity_id('person_profile', p_candidate.key),
    'education_count', (
      select count(*)
      from jsonb_array_elements(
        coalesce(extracted.object_array(v_payload -> 'education'), '[]')
      ) as e (item)
      where jsonb_typeof(e.item) = 'object'
    ),
    'unchanged', p_is_unchanged,
    'written', p_written,
    'unmapped', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object('field', m.field, 'value', m.raw_value)
          order by m.field, m.raw_value
        ),
        '[]'
      )
      from extracted.list_person_profile_misses(
        array[p_candidate.key], array[p_candidate.key]
      ) as m
    ),
    'warnings', extracted.warn_person_profile(v_payload)
  ) || (core.describe_people(array[p_candidate.key]) -> p_candidate.key);
end;
$$;

comment on function extracted.answer_person_profile(ops.document_candidate, boolean, jsonb) is
  'The fields of the answer to a single payload: ids, counts, rows written per table, unmapped '
  'values, warnings. Units: items and rows. Nulls: ids of rows that the person does not have are '
  'null. Errors: none.';

revoke all on function extracted.answer_person_profile(ops.document_candidate, boolean, jsonb)
  from public;
