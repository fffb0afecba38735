-- Purpose: says which fields of a cleaned name were not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: wrong types, texts that were cut.
-- Called by: what answers for source clay_cleaned_company_names.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"cleaned_company_name": {}}' ->
--   [{"field": "cleaned_company_name", "message": "expected text, got object: ..."}].
create or replace function extracted.warn_clay_cleaned_company_names(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb := '{"original_company_name": "name", "cleaned_company_name": "name"}';
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object('field', w.field, 'message', w.message) order by w.field, w.message
      ),
      '[]'
    )
    from reference.list_field_warnings(p_payload, c_kinds) as w
  );
end;
$$;

comment on function extracted.warn_clay_cleaned_company_names(jsonb) is
  'The fields of a payload that were not read as given: [{field, message}]. Units: characters. '
  'Nulls: null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_clay_cleaned_company_names(jsonb) from public;
