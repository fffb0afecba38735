-- Purpose: what the answer to a single payload says about the domain of a customer.
-- Input -> output: the candidate, whether it repeats what stands, rows written in extracted, rows
--   updated in core -> the fields of the answer. The values are those of the document.
-- Called by: extracted.load_gemini_domain_inference.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"inferred_domain": "acme.example", "confidence": "high", "core_updated": 1, ...}.
create or replace function extracted.answer_gemini_domain_inference(
  p_candidate ops.document_candidate,
  p_is_unchanged boolean,
  p_written integer,
  p_core_updated integer
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_document extracted.gemini_domain_inference_document;
begin
  v_document := (
    extracted.parse_gemini_domain_inference(
      array[
        row(
          p_candidate.key, p_candidate.raw_id, p_candidate.document_at, p_candidate.landing_no,
          p_candidate.document_at, null, false, true, false, true
        )::ops.document_work
      ]
    )
  )[1];

  return jsonb_build_object(
    'extracted_id', reference.entity_id('gemini_domain_inference', p_candidate.key),
    'customer_company_name', v_document.customer_company_name,
    'inferred_domain', v_document.inferred_domain,
    'confidence', v_document.confidence,
    'core_updated', p_core_updated,
    'unchanged', p_is_unchanged,
    'written', jsonb_build_object(
      'extracted.gemini_domain_inference', p_written,
      'core.company_customers', p_core_updated
    ),
    'warnings', (
      select extracted.warn_gemini_domain_inference(
        p.payload, v_document.origin_company_domain
      )
      from raw.gemini_domain_inference_payloads as p
      where p.id = p_candidate.raw_id
    )
  );
end;
$$;

comment on function extracted.answer_gemini_domain_inference(
  ops.document_candidate, boolean, integer, integer
) is
  'The fields of the answer to a single payload: what it says, rows written, warnings. Units: '
  'rows. Nulls: a value that the document does not give is null. Errors: none.';

revoke all on function extracted.answer_gemini_domain_inference(
  ops.document_candidate, boolean, integer, integer
) from public;
