-- Purpose: what the answer to a single payload says about a company of a portfolio.
-- Input -> output: the candidate, whether it repeats what stands, rows written -> the fields of the
--   answer. The values are those of the document; written counts changed rows.
-- Called by: extracted.load_vc_portfolio.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"domain": "acme.example", "vc_name": "Example Capital", "unchanged": false, ...}.
create or replace function extracted.answer_vc_portfolio(
  p_candidate ops.document_candidate,
  p_is_unchanged boolean,
  p_written jsonb
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'domain', p_candidate.key,
      'vc_name', reference.clean_label(reference.json_text(p.payload -> 'vc_name')),
      'unchanged', p_is_unchanged,
      'written', p_written,
      'warnings', extracted.warn_vc_portfolio(p.payload)
    )
    from raw.vc_portfolio_payloads as p
    where p.id = p_candidate.raw_id
  );
end;
$$;

comment on function extracted.answer_vc_portfolio(ops.document_candidate, boolean, jsonb) is
  'The fields of the answer to a single payload: what it says, rows written, warnings. Units: '
  'rows. Nulls: a value that the document does not give is null. Errors: none.';

revoke all on function extracted.answer_vc_portfolio(ops.document_candidate, boolean, jsonb)
  from public;
