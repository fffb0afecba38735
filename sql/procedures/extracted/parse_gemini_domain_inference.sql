-- Purpose: reads the best candidate of each document into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. The best candidate
--   is the first of high confidence, else the first; what is no domain, a shared host or the
--   vendor's own is none (extracted.warn_gemini_domain_inference says so in the answer).
-- Called by: extracted.load_gemini_domain_inference, extracted.answer_gemini_domain_inference.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_gemini_domain_inference(v_work);
create or replace function extracted.parse_gemini_domain_inference(p_work ops.document_work[])
returns extracted.gemini_domain_inference_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.gemini_domain_inference_document[];
begin
  select array_agg(
    row(
      k.origin,
      k.name_key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      reference.clean_label(
        coalesce(
          reference.json_text(p.payload -> 'customer_company_name'), p.customer_company_name
        )
      ),
      b.inferred_domain,
      b.confidence,
      b.reason
    )::extracted.gemini_domain_inference_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload, r.customer_company_name
    from raw.gemini_domain_inference_payloads as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  cross join lateral (
    select
      split_part(w.key, ' ', 1) as origin,
      substr(w.key, strpos(w.key, ' ') + 1) as name_key
    offset 0
  ) as k
  left join lateral (
    select c.inferred_domain, c.confidence, c.reason
    from extracted.list_domain_candidates(p.payload -> 'candidates', k.origin) as c
    where c.inferred_domain is not null
    order by c.confidence is not distinct from 'high' desc, c.place
    limit 1
  ) as b on true;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_gemini_domain_inference(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents: the best candidate of each. Units: '
  'characters. Nulls: work without a raw row gives a document without values, a document without '
  'a usable candidate one without a domain. Errors: none.';

revoke all on function extracted.parse_gemini_domain_inference(ops.document_work[]) from public;
