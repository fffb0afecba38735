-- Purpose: says which fields of a found company were not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: wrong types, texts that were cut.
-- Called by: what answers for source company_discovery.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"name": {}}' -> [{"field": "name", "message": "expected text, got ..."}].
create or replace function extracted.warn_company_discovery(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb := '{"name": "name", "linkedin_url": "LinkedIn company URL"}';
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

comment on function extracted.warn_company_discovery(jsonb) is
  'The fields of a payload that were not read as given: [{field, message}]. Units: characters. '
  'Nulls: null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_company_discovery(jsonb) from public;
