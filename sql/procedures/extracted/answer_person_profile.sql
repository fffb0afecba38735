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
begin
  select p.payload into v_payload from raw.person_payloads as p where p.id = p_candidate.raw_id;

  return extracted.count_person_profile(v_payload) || jsonb_build_object(
    'linkedin_url', p_candidate.key,
    'person_profile_id', reference.entity_id('person_profile', p_candidate.key),
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
