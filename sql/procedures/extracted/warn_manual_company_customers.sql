-- Purpose: says which fields of a customer that a person entered were not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: wrong types, texts that were cut.
-- Called by: extracted.answer_manual_company_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"has_case_study": "maybe"}' -> [{"field": "has_case_study", "message": "..."}].
create or replace function extracted.warn_manual_company_customers(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb := '{
    "origin_company_name": "name", "origin_company_linkedin_url": "LinkedIn company URL",
    "company_customer_name": "name", "company_customer_domain": "domain",
    "company_customer_linkedin_url": "LinkedIn company URL", "has_case_study": "boolean",
    "source_notes": "text"
  }';
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object('field', w.field, 'message', w.message) order by w.field, w.message
      ),
      '[]'
    )
    from (
      select l.field, l.message from reference.list_field_warnings(p_payload, c_kinds) as l
      union all
      select 'case_study_url', 'expected an http(s) URL, got something else: stored as null'
      where not ops.is_blank(p_payload -> 'case_study_url')
        and reference.normalize_case_study_url(
          reference.json_text(p_payload -> 'case_study_url')
        ) is null
    ) as w
  );
end;
$$;

comment on function extracted.warn_manual_company_customers(jsonb) is
  'The fields of a payload that were not read as given: [{field, message}]. Units: characters. '
  'Nulls: null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_manual_company_customers(jsonb) from public;
