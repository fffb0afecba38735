-- Purpose: reads customers that people entered into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_manual_company_customers says so in the answer).
-- Called by: extracted.load_manual_company_customers, extracted.answer_manual_company_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_manual_company_customers(v_work);
create or replace function extracted.parse_manual_company_customers(p_work ops.document_work[])
returns extracted.manual_customer_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.manual_customer_document[];
begin
  select array_agg(
    row(
      split_part(w.key, ' ', 1),
      substr(w.key, strpos(w.key, ' ') + 1),
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      reference.clean_label(reference.json_text(p.payload -> 'origin_company_name')),
      reference.normalize_linkedin_url(
        reference.json_text(p.payload -> 'origin_company_linkedin_url'), 'company'
      ),
      -- As the key was read.
      reference.clean_label(
        coalesce(
          reference.json_text(p.payload -> 'company_customer_name'),
          reference.clean_text(p.company_customer_name)
        )
      ),
      case when not reference.is_blocked_domain(n.domain) then n.domain end,
      reference.normalize_linkedin_url(
        reference.json_text(p.payload -> 'company_customer_linkedin_url'), 'company'
      ),
      reference.normalize_case_study_url(reference.json_text(p.payload -> 'case_study_url')),
      reference.json_boolean(p.payload -> 'has_case_study'),
      reference.json_text(p.payload -> 'source_notes')
    )::extracted.manual_customer_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload, r.company_customer_name
    from raw.manual_company_customers as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  -- Offset 0 keeps the expression from being computed once per use.
  cross join lateral (
    select
      reference.normalize_domain(
        reference.json_text(p.payload -> 'company_customer_domain')
      ) as domain
    offset 0
  ) as n;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_manual_company_customers(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'characters. Nulls: work without a raw row gives a document without values. Errors: none.';

revoke all on function extracted.parse_manual_company_customers(ops.document_work[]) from public;
