-- Purpose: what the answer to a single payload says about the buyers in a case study.
-- Input -> output: the candidate, whether it repeats what stands, rows written per table -> the
--   fields of the answer. The values are those of the document; written counts changed rows.
-- Called by: extracted.load_case_study_buyers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"buyer_count": 2, "customer_company_domain": "acme.example", ...}.
create or replace function extracted.answer_case_study_buyers(
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
  v_document extracted.case_study_document := (
    extracted.parse_case_study_buyers(
      array[
        row(
          p_candidate.key, p_candidate.raw_id, p_candidate.document_at, p_candidate.landing_no,
          p_candidate.document_at, null, false, true, false, true
        )::ops.document_work
      ]
    )
  )[1];
  v_payload jsonb := (
    select p.payload from raw.case_study_buyers_payloads as p where p.id = p_candidate.raw_id
  );
begin
  return jsonb_build_object(
    'extracted', true,
    'case_study_url', v_document.case_study_url,
    'origin_company_domain', v_document.origin_company_domain,
    'origin_company_name', v_document.origin_company_name,
    'customer_company_name', v_document.customer_name,
    'customer_company_domain', v_document.customer_domain,
    'buyer_count', coalesce(cardinality(v_document.people), 0),
    'unchanged', p_is_unchanged,
    'written', p_written,
    'warnings', extracted.warn_case_study_buyers(v_payload, v_document)
  );
end;
$$;

comment on function extracted.answer_case_study_buyers(ops.document_candidate, boolean, jsonb) is
  'The fields of the answer to a single payload: what it says, rows written, warnings. Units: '
  'rows. Nulls: a value that the document does not give is null. Errors: none.';

revoke all on function extracted.answer_case_study_buyers(ops.document_candidate, boolean, jsonb)
  from public;
