-- Purpose: reads what was found out about the buyers in case studies into typed values. Every
--   payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_case_study_buyers says so in the answer).
-- Called by: extracted.load_case_study_buyers, extracted.answer_case_study_buyers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_case_study_buyers(v_work);
create or replace function extracted.parse_case_study_buyers(p_work ops.document_work[])
returns extracted.case_study_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.case_study_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      -- Without a URL the key begins with the vendor's domain.
      case when reference.normalize_case_study_url(w.key) is not null then w.key end,
      v.origin_company_domain,
      v.origin_company_name,
      v.customer_name,
      reference.name_key(v.customer_name),
      d.customer_domain,
      case when d.customer_domain is not null then 'gemini-case-study-buyer' end,
      case when d.customer_domain is not null then w.landing_no end,
      null,
      null,
      null,
      extracted.read_case_study_people(
        case
          -- Left out, it is an empty list.
          when ops.is_blank(p.payload -> 'people')
            then coalesce(p.payload -> 'champions', '[]')
          else p.payload -> 'people'
        end,
        w.landing_no
      )
    )::extracted.case_study_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload, r.origin_company_domain, r.customer_company_name
    from raw.case_study_buyers_payloads as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      reference.normalize_domain(
        coalesce(
          reference.json_text(p.payload -> 'origin_company_domain'), p.origin_company_domain
        )
      ) as origin_company_domain,
      reference.clean_label(reference.json_text(p.payload -> 'origin_company_name'))
        as origin_company_name,
      extracted.read_case_study_customer(p.payload, p.customer_company_name) as customer_name
    offset 0
  ) as v
  cross join lateral (
    select extracted.read_case_study_domain(
      coalesce(
        nullif(p.payload -> 'customer_company_domain', 'null'),
        p.payload -> 'company_customer_domain'
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

comment on function extracted.parse_case_study_buyers(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'characters. Nulls: work without a raw row gives a document without values. Errors: none.';

revoke all on function extracted.parse_case_study_buyers(ops.document_work[]) from public;
