-- Purpose: what the answer to a single payload says about a listed company.
-- Input -> output: the candidate, whether it repeats what stands, rows written -> the fields of the
--   answer. The values are those of the document; written counts changed rows.
-- Called by: extracted.load_public_company.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"extracted_id": "...", "name": "Acme", "unchanged": false, ...}.
create or replace function extracted.answer_public_company(
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
  v_document extracted.public_company_document;
begin
  v_document := (
    extracted.parse_public_company(
      array[
        row(
          p_candidate.key, p_candidate.raw_id, p_candidate.document_at, p_candidate.landing_no,
          p_candidate.document_at, null, false, true, false, true
        )::ops.document_work
      ]
    )
  )[1];

  return jsonb_build_object(
    'extracted_id', reference.entity_id('public_company', p_candidate.key),
    'domain', p_candidate.key,
    'company_name', v_document.company_name,
    'linkedin_url', v_document.linkedin_url,
    'ticker', v_document.ticker,
    'unchanged', p_is_unchanged,
    'written', p_written,
    'warnings', (
      select extracted.warn_public_company(p.payload)
      from raw.public_company_payloads as p
      where p.id = p_candidate.raw_id
    )
  );
end;
$$;

comment on function extracted.answer_public_company(
  ops.document_candidate, boolean, jsonb
) is
  'The fields of the answer to a single payload: what it says, rows written, warnings. Units: '
  'rows. Nulls: a value that the document does not give is null. Errors: none.';

revoke all on function extracted.answer_public_company(
  ops.document_candidate, boolean, jsonb
) from public;
