-- Purpose: says which fields of a document about the buyers in a case study were not read as given.
-- Input -> output: payload and its document -> jsonb array of {field, message}.
-- Called by: extracted.answer_case_study_buyers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"people": [{}], ...}' ->
--   [{"field": "people.0", "message": "without a name: left out"}].
create or replace function extracted.warn_case_study_buyers(
  p_payload jsonb,
  p_document extracted.case_study_document
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  c_kinds constant jsonb := '{
    "origin_company_name": "name", "customer_company_name": "name",
    "company_customer_name": "name", "success": "boolean", "people": "array",
    "input_tokens": "integer", "output_tokens": "integer", "cost_usd": "number"
  }';
begin
  return (
    select coalesce(
      jsonb_agg(jsonb_build_object('field', w.field, 'message', w.message) order by w.place),
      '[]'
    )
    from (
      select x.field, x.message, row_number() over () as place
      from (
        select f.field, f.message from reference.list_field_warnings(p_payload, c_kinds) as f
        union all
        select 'case_study_url', 'expected an http(s) URL: stored as null'
        where p_document.case_study_url is null
          and not ops.is_blank(p_payload -> 'case_study_url')
        union all
        select f.field, f.message
        from extracted.warn_case_study_domain(
          coalesce(
            nullif(p_payload -> 'customer_company_domain', 'null'),
            p_payload -> 'company_customer_domain'
          ),
          p_document.origin_company_domain,
          p_document.customer_domain,
          'customer_company_domain'
        ) as f
        union all
        select f.field, f.message
        from extracted.warn_case_study_people(
          coalesce(p_payload -> 'people', p_payload -> 'champions'),
          case when p_payload ? 'people' then 'people' else 'champions' end
        ) as f
      ) as x
    ) as w
  );
end;
$$;

comment on function extracted.warn_case_study_buyers(jsonb, extracted.case_study_document) is
  'The fields of a payload that were not read as given: [{field, message}]; p_document is what was '
  'read. Units: characters. Nulls: null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_case_study_buyers(jsonb, extracted.case_study_document)
  from public;
