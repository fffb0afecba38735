-- Purpose: what the answer to a single payload says about it.
-- Input -> output: the candidate, the documents that were written, the rows written per table ->
--   the fields of the answer. Counts describe the document; written counts changed rows.
-- Called by: extracted.load_companyenrich.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"keywords_count": 3, "unchanged": false, ...}.
create or replace function extracted.answer_companyenrich(
  p_candidate ops.document_candidate,
  p_documents extracted.companyenrich_document[],
  p_written jsonb
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_document extracted.companyenrich_document;
begin
  select d.*
  into v_document
  from unnest(p_documents) as d
  where d.raw_id = p_candidate.raw_id;

  -- A repetition was not parsed for writing; its answer describes it all the same.
  if v_document.raw_id is null then
    v_document := (
      extracted.parse_companyenrich(
        array[
          row(
            p_candidate.key, p_candidate.raw_id, p_candidate.document_at, p_candidate.landing_no,
            p_candidate.document_at, null, false, true, false, true
          )::ops.document_work
        ]
      )
    )[1];
  end if;

  return jsonb_build_object(
    'domain', p_candidate.key,
    'extracted_id', reference.entity_id('companyenrich_company', p_candidate.key),
    'core_company_inserted', coalesce((p_written ->> 'core_companies_inserted')::integer, 0) > 0,
    'funding_rounds_processed', cardinality(v_document.funding_rounds),
    'keywords_count', coalesce(jsonb_array_length(v_document.keywords), 0),
    'technologies_count', coalesce(jsonb_array_length(v_document.technologies), 0),
    'core_tech_on_site_count', cardinality(v_document.technology_keys),
    'investors_count', cardinality(v_document.investor_list),
    'unchanged', p_documents = '{}',
    'written', p_written - 'core_companies_inserted',
    'unmapped', (
      select coalesce(
        jsonb_agg(jsonb_build_object('field', m.field, 'value', m.raw_value) order by m.field),
        '[]'
      )
      from extracted.list_companyenrich_misses(v_document) as m
    ),
    'warnings', (
      select case
        when extracted.is_plain_companyenrich(p.payload, v_document) then '[]'
        else extracted.warn_companyenrich(p.payload)
      end
      from raw.companyenrich_payloads as p
      where p.id = p_candidate.raw_id
    )
  );
end;
$$;

comment on function extracted.answer_companyenrich(
  ops.document_candidate, extracted.companyenrich_document[], jsonb
) is
  'The fields of the answer to a single payload: counts of the document, rows written per table, '
  'unmapped values, warnings. Units: items and rows. Nulls: none. Errors: none.';

revoke all on function extracted.answer_companyenrich(
  ops.document_candidate, extracted.companyenrich_document[], jsonb
) from public;
