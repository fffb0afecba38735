-- Purpose: reads what models said about case studies into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_gemini_case_study says so in the answer).
-- Called by: extracted.load_gemini_case_study, extracted.answer_gemini_case_study.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_gemini_case_study(v_work);
create or replace function extracted.parse_gemini_case_study(p_work ops.document_work[])
returns extracted.case_study_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  -- The model that reads case studies where a request does not name another one.
  c_model constant text := 'gemini-3-flash-preview';
  v_documents extracted.case_study_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      w.key,
      v.origin_company_domain,
      v.origin_company_name,
      v.customer_name,
      reference.name_key(v.customer_name),
      d.customer_domain,
      case
        when d.customer_domain is not null
          then coalesce(reference.clean_label(reference.json_text(p.payload -> 'model')), c_model)
      end,
      case when d.customer_domain is not null then w.landing_no end,
      reference.clean_label(reference.json_text(v.extraction -> 'article_title')),
      case
        when v.confidence in ('high', 'medium', 'low') then v.confidence
        when v.confidence is not null then 'low'
      end,
      reference.json_text(v.extraction -> 'reasoning'),
      extracted.read_case_study_people(
        coalesce(nullif(v.extraction -> 'champions', 'null'), v.extraction -> 'people'),
        w.landing_no
      )
    )::extracted.case_study_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload, r.origin_company_domain, r.company_customer_name
    from raw.gemini_case_study_payloads as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      e.extraction,
      extracted.read_confidence(e.extraction -> 'confidence') as confidence,
      reference.normalize_domain(
        coalesce(
          reference.json_text(p.payload -> 'origin_company_domain'), p.origin_company_domain
        )
      ) as origin_company_domain,
      reference.clean_label(reference.json_text(p.payload -> 'origin_company_name'))
        as origin_company_name,
      extracted.read_case_study_customer(p.payload, p.company_customer_name) as customer_name
    from (select extracted.read_case_study_extraction(p.payload) as extraction offset 0) as e
    offset 0
  ) as v
  cross join lateral (
    select extracted.read_case_study_domain(
      coalesce(
        nullif(v.extraction -> 'customer_company_domain', 'null'),
        v.extraction -> 'company_customer_domain'
      ),
      v.origin_company_domain,
      v.origin_company_name,
      v.customer_name
    ) as customer_domain
    offset 0
  ) as d;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_gemini_case_study(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null, a '
  'confidence of another word is low. Units: characters. Nulls: work without a raw row gives a '
  'document without values. Errors: none.';

revoke all on function extracted.parse_gemini_case_study(ops.document_work[]) from public;
