-- Purpose: reads found companies into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_company_discovery says so in the answer).
-- Called by: extracted.load_company_discovery, extracted.answer_company_discovery.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_company_discovery(v_work);
create or replace function extracted.parse_company_discovery(p_work ops.document_work[])
returns extracted.company_discovery_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.company_discovery_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      v.name,
      v.linkedin_url
    )::extracted.company_discovery_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload
    from raw.company_discovery_payloads as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      reference.clean_label(reference.json_text(p.payload -> 'name')) as name,
      reference.normalize_linkedin_url(
        reference.json_text(p.payload -> 'linkedin_url'), 'company'
      ) as linkedin_url
    offset 0
  ) as v;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_company_discovery(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'characters. Nulls: work without a raw row gives a document without values. Errors: none.';

revoke all on function extracted.parse_company_discovery(ops.document_work[]) from public;
