-- Purpose: what the answer to a single customer that a person entered says about it.
-- Input -> output: the candidate, whether it repeats what stands, rows written per table -> the
--   fields of the answer. The values are those of the document; written counts changed rows.
-- Called by: extracted.load_manual_company_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"id": "...", "company_customer_name": "Acme", "unchanged": false, ...}.
create or replace function extracted.answer_manual_company_customers(
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
  v_document extracted.manual_customer_document;
begin
  v_document := (
    extracted.parse_manual_company_customers(
      array[
        row(
          p_candidate.key, p_candidate.raw_id, p_candidate.document_at, p_candidate.landing_no,
          p_candidate.document_at, null, false, true, false, true
        )::ops.document_work
      ]
    )
  )[1];

  return jsonb_build_object(
    'id', reference.entity_id('manual_company_customers', p_candidate.key),
    'origin_company_domain', v_document.origin_company_domain,
    'company_customer_name', v_document.customer_name,
    'company_customer_domain', v_document.customer_domain,
    'case_study_url', v_document.case_study_url,
    'has_case_study', v_document.has_case_study,
    'unchanged', p_is_unchanged,
    'written', p_written,
    'warnings', (
      select extracted.warn_manual_company_customers(p.payload)
      from raw.manual_company_customers as p
      where p.id = p_candidate.raw_id
    )
  );
end;
$$;

comment on function extracted.answer_manual_company_customers(
  ops.document_candidate, boolean, jsonb
) is
  'The fields of the answer to a single payload: what it says, rows written, warnings. Units: '
  'rows. Nulls: a value that the document does not give is null. Errors: none.';

revoke all on function extracted.answer_manual_company_customers(
  ops.document_candidate, boolean, jsonb
) from public;
