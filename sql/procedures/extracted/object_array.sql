-- Purpose: a list of jobs or schools that a document has, if it has any.
-- Input -> output: an array, or a JSON string of one, that names a job or a school -> the array as
--   it is.
-- Called by: extracted.parse_person_profile, extracted.claim_person_employers, the answers.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none. Not parallel safe, since reference.json_array is not.
-- Example: select extracted.object_array('[{"title": "VP"}, 1]');  -- [{"title": "VP"}, 1]
create or replace function extracted.object_array(p_value jsonb)
returns jsonb
language plpgsql
immutable strict parallel unsafe
set search_path = ''
as $$
declare
  v_array jsonb := reference.json_array(p_value);
begin
  -- Nearly every list begins with an object that says what it is about. One that never does says
  -- nothing, and must not take the place of what stands.
  if reference.json_text(v_array -> 0 -> 'title') is not null
    or reference.json_text(v_array -> 0 -> 'school_name') is not null
    or exists (
      select
      from jsonb_array_elements(v_array) as e (item)
      where jsonb_typeof(e.item) = 'object'
        and coalesce(
          reference.json_text(e.item -> 'title'),
          reference.json_text(e.item -> 'company'),
          reference.json_text(e.item -> 'company_domain'),
          reference.json_text(e.item -> 'url'),
          reference.json_text(e.item -> 'school_name'),
          reference.json_text(e.item -> 'degree'),
          reference.json_text(e.item -> 'field_of_study'),
          reference.json_text(e.item -> 'grade'),
          reference.json_text(e.item -> 'activities')
        ) is not null
    )
  then
    return v_array;
  end if;
  return null;
end;
$$;

comment on function extracted.object_array(jsonb) is
  'A JSON array that holds at least one object which names a job or a school, also out of a JSON '
  'string. Units: none. Nulls: null for null, for an array without such an object and for '
  'anything else. Errors: none.';

revoke all on function extracted.object_array(jsonb) from public;
