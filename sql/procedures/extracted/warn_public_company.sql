-- Purpose: says which fields of a listed company were not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: wrong types, texts that were cut.
-- Called by: what answers for source public_company.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"company_name": {}}' -> [{"field": "company_name", "message": "expected text, ..."}].
create or replace function extracted.warn_public_company(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb :=
    '{"company_name": "name", "linkedin_url": "LinkedIn company URL", "ticker": "text"}';
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object('field', w.field, 'message', w.message) order by w.field, w.message
      ),
      '[]'
    )
    from (
      select g.field, g.message
      from reference.list_field_warnings(p_payload, c_kinds) as g
      union all
      select 'ticker', 'no ticker symbol: stored as null'
      where reference.json_text(p_payload -> 'ticker') is not null
        and reference.normalize_ticker(reference.json_text(p_payload -> 'ticker')) is null
    ) as w
  );
end;
$$;

comment on function extracted.warn_public_company(jsonb) is
  'The fields of a payload that were not read as given: [{field, message}]. Units: characters. '
  'Nulls: null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_public_company(jsonb) from public;
