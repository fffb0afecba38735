-- Purpose: reads cleaned names into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_clay_cleaned_company_names says so in the answer).
-- Called by: extracted.load_clay_cleaned_company_names,
--   extracted.answer_clay_cleaned_company_names.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_clay_cleaned_company_names(v_work);
create or replace function extracted.parse_clay_cleaned_company_names(p_work ops.document_work[])
returns extracted.cleaned_company_name_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.cleaned_company_name_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_complete,
      v.original_company_name,
      v.cleaned_company_name
    )::extracted.cleaned_company_name_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload
    from raw.clay_cleaned_company_names as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      reference.clean_label(reference.json_text(p.payload -> 'original_company_name'))
        as original_company_name,
      reference.clean_label(reference.json_text(p.payload -> 'cleaned_company_name'))
        as cleaned_company_name
    offset 0
  ) as v;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_clay_cleaned_company_names(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'characters. Nulls: work without a raw row gives a document without values. Errors: none.';

revoke all on function extracted.parse_clay_cleaned_company_names(ops.document_work[]) from public;
