-- Purpose: what the answer to a single list of customers says about it.
-- Input -> output: the candidate, the documents that were written for it, whether it repeats what
--   stands, the rows written per table -> the fields of the answer. Counts describe the document;
--   written counts changed rows.
-- Called by: extracted.load_<source> of the lists of customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"customers_extracted": 2, "customer_names": ["Acme", "Beta"], "unchanged": false, ...}.
create or replace function extracted.answer_claygent_customers(
  p_candidate ops.document_candidate,
  p_documents extracted.customer_document[],
  p_is_unchanged boolean,
  p_written jsonb
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_is_live boolean := p_candidate.source = 'claygent_customers_structured';
  v_document extracted.customer_document;
  v_count integer;
begin
  select d.* into v_document from unnest(p_documents) as d where d.raw_id = p_candidate.raw_id;
  if not found then
    v_document := (
      extracted.parse_claygent_customers(
        p_candidate.source,
        array[
          row(
            p_candidate.key, p_candidate.raw_id, p_candidate.document_at, p_candidate.landing_no,
            p_candidate.document_at, null, false, true, false, true
          )::ops.document_work
        ]
      )
    )[1];
  end if;
  v_count := cardinality(v_document.customers);

  return jsonb_build_object(
    'domain', p_candidate.key,
    'customers_extracted', v_count,
    'customer_names', (
      select coalesce(jsonb_agg(c.customer_name order by c.place), '[]')
      from unnest(v_document.customers) with ordinality
        as c (customer_name, customer_name_key, case_study_url, has_case_study, place)
    ),
    'confidence', v_document.confidence,
    'customers_skipped', v_document.customers_skipped,
    'customers_to_core', case when v_is_live then v_count else 0 end,
    'staging_case_study_urls',
      case when v_is_live then v_document.staging_case_study_urls else 0 end,
    'case_study_urls_skipped', v_document.case_study_urls_skipped,
    -- All of it is one transaction: there is no such thing as a part that failed.
    'staging_errors', null,
    'unchanged', p_is_unchanged,
    'written', p_written,
    'warnings', extracted.warn_claygent_customers(
      extracted.find_customer_payload(p_candidate.source, p_candidate.raw_id)
    )
  ) || case
    when p_candidate.source = 'company_customer_claygent'
      then jsonb_build_object('customer_count', v_count)
    else '{}'
  end;
end;
$$;

comment on function extracted.answer_claygent_customers(
  ops.document_candidate, extracted.customer_document[], boolean, jsonb
) is
  'The fields of the answer to a single list of customers: counts, names, rows written per table, '
  'warnings. Units: customers, URLs and rows. Nulls: confidence null where the document has none; '
  'staging_errors always. Errors: none.';

revoke all on function extracted.answer_claygent_customers(
  ops.document_candidate, extracted.customer_document[], boolean, jsonb
) from public;
