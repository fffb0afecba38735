-- Purpose: says which fields of what a model read in a case study were not read as given.
-- Input -> output: payload and its document -> jsonb array of {field, message}.
-- Called by: extracted.answer_gemini_case_study.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: '{"extraction": {"confidence": "sure"}, ...}' ->
--   [{"field": "extraction.confidence", "message": "not high, medium or low: stored as low"}].
create or replace function extracted.warn_gemini_case_study(
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
    "origin_company_name": "name", "company_customer_name": "name",
    "customer_company_name": "name", "model": "name", "input_tokens": "integer",
    "output_tokens": "integer", "total_tokens": "integer", "cost_usd": "number"
  }';
  c_extraction_kinds constant jsonb := '{
    "article_title": "name", "confidence": "text", "reasoning": "text", "champions": "array"
  }';
  v_extraction jsonb := extracted.read_case_study_extraction(p_payload);
  v_prefix text := case when v_extraction = p_payload then '' else 'extraction.' end;
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
        select v_prefix || f.field, f.message
        from reference.list_field_warnings(v_extraction, c_extraction_kinds) as f
        union all
        select v_prefix || 'confidence', 'not high, medium or low: stored as low'
        where p_document.confidence = 'low'
          and extracted.read_confidence(v_extraction -> 'confidence') <> 'low'
        union all
        select f.field, f.message
        from extracted.warn_case_study_domain(
          coalesce(
            nullif(v_extraction -> 'customer_company_domain', 'null'),
            v_extraction -> 'company_customer_domain'
          ),
          p_document.origin_company_domain,
          p_document.customer_domain,
          v_prefix || 'customer_company_domain'
        ) as f
        union all
        select f.field, f.message
        from extracted.warn_case_study_people(
          coalesce(v_extraction -> 'champions', v_extraction -> 'people'),
          v_prefix || case when v_extraction ? 'champions' then 'champions' else 'people' end
        ) as f
      ) as x
    ) as w
  );
end;
$$;

comment on function extracted.warn_gemini_case_study(jsonb, extracted.case_study_document) is
  'The fields of a payload that were not read as given: [{field, message}]; p_document is what was '
  'read. Units: characters. Nulls: null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_gemini_case_study(jsonb, extracted.case_study_document)
  from public;
