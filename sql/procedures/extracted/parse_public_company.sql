-- Purpose: reads checks and tickers of listed companies into typed values. Every payload is read
--   once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_public_company says so in the answer).
-- Called by: extracted.load_public_company, extracted.answer_public_company.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_public_company(v_work);
create or replace function extracted.parse_public_company(p_work ops.document_work[])
returns extracted.public_company_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.public_company_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      reference.json_boolean(p.envelope -> 'is_ticker_only') is not true,
      reference.clean_label(reference.json_text(p.payload -> 'company_name')),
      reference.normalize_linkedin_url(
        reference.json_text(p.payload -> 'linkedin_url'), 'company'
      ),
      reference.normalize_ticker(reference.json_text(p.payload -> 'ticker'))
    )::extracted.public_company_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload, r.envelope
    from raw.public_company_payloads as r
    where r.id = w.raw_id
    offset 0
  ) as p on true;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_public_company(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'characters. Nulls: work without a raw row gives a document without values. Errors: none.';

revoke all on function extracted.parse_public_company(ops.document_work[]) from public;
