-- Purpose: says which fields of a company of a portfolio were not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: wrong types, texts that were cut.
-- Called by: what answers for source vc_portfolio.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"vc_name": {}}' -> [{"field": "vc_name", "message": "expected text, got ..."}].
create or replace function extracted.warn_vc_portfolio(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb := '{
    "vc_name": "name", "company_name": "name", "linkedin_url": "LinkedIn company URL",
    "short_description": "text", "long_description": "text", "city": "name", "state": "name",
    "country": "name", "employee_range": "name", "founded_date": "name", "operating_status": "name"
  }';
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

comment on function extracted.warn_vc_portfolio(jsonb) is
  'The fields of a payload that were not read as given: [{field, message}]. Units: characters. '
  'Nulls: null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_vc_portfolio(jsonb) from public;
