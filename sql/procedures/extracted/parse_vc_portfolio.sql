-- Purpose: reads companies of portfolios into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_vc_portfolio says so in the answer).
-- Called by: extracted.load_vc_portfolio.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_vc_portfolio(v_work);
create or replace function extracted.parse_vc_portfolio(p_work ops.document_work[])
returns extracted.vc_portfolio_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.vc_portfolio_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      v.vc_name,
      reference.name_key(v.vc_name),
      reference.clean_label(reference.json_text(p.payload -> 'company_name')),
      reference.normalize_linkedin_url(
        reference.json_text(p.payload -> 'linkedin_url'), 'company'
      ),
      reference.json_text(p.payload -> 'short_description'),
      reference.json_text(p.payload -> 'long_description'),
      reference.clean_label(reference.json_text(p.payload -> 'city')),
      reference.clean_label(reference.json_text(p.payload -> 'state')),
      reference.clean_label(reference.json_text(p.payload -> 'country')),
      reference.clean_label(reference.json_text(p.payload -> 'employee_range')),
      reference.clean_label(reference.json_text(p.payload -> 'founded_date')),
      reference.clean_label(reference.json_text(p.payload -> 'operating_status'))
    )::extracted.vc_portfolio_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload from raw.vc_portfolio_payloads as r where r.id = w.raw_id offset 0
  ) as p on true
  -- Offset 0 keeps the expression from being computed once per use.
  cross join lateral (
    select reference.clean_label(reference.json_text(p.payload -> 'vc_name')) as vc_name offset 0
  ) as v;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_vc_portfolio(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'characters. Nulls: work without a raw row gives a document without values. Errors: none.';

revoke all on function extracted.parse_vc_portfolio(ops.document_work[]) from public;
