-- Purpose: writes what models read in case studies, one row per case study, by difference.
-- Input -> output: sums of documents -> rows written.
-- Called by: extracted.load_gemini_case_study.
-- Writes to: extracted.case_study_details.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_case_study_details(v_merged);
create or replace function extracted.write_case_study_details(
  p_documents extracted.case_study_document[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer;
begin
  insert into extracted.case_study_details as t (
    case_study_url, raw_payload_id, origin_company_domain, origin_company_name,
    company_customer_name, customer_name_key, company_customer_domain,
    company_customer_domain_source, company_customer_domain_landing_no, article_title, confidence,
    reasoning
  )
  select
    d.case_study_url,
    d.raw_payload_id,
    d.origin_company_domain,
    d.origin_company_name,
    d.customer_name,
    d.customer_name_key,
    d.customer_domain,
    d.customer_domain_source,
    d.customer_domain_landing_no,
    d.article_title,
    d.confidence,
    d.reasoning
  from unnest(p_documents) as d
  where d.raw_payload_id is not null
  on conflict (case_study_url) do update
    set raw_payload_id = excluded.raw_payload_id,
        origin_company_domain = excluded.origin_company_domain,
        origin_company_name = excluded.origin_company_name,
        company_customer_name = excluded.company_customer_name,
        customer_name_key = excluded.customer_name_key,
        company_customer_domain = excluded.company_customer_domain,
        company_customer_domain_source = excluded.company_customer_domain_source,
        company_customer_domain_landing_no = excluded.company_customer_domain_landing_no,
        article_title = excluded.article_title,
        confidence = excluded.confidence,
        reasoning = excluded.reasoning,
        updated_at = excluded.updated_at
    where (
      t.raw_payload_id, t.origin_company_domain, t.origin_company_name, t.company_customer_name,
      t.customer_name_key, t.company_customer_domain, t.company_customer_domain_source,
      t.company_customer_domain_landing_no, t.article_title, t.confidence, t.reasoning
    ) is distinct from (
      excluded.raw_payload_id, excluded.origin_company_domain, excluded.origin_company_name,
      excluded.company_customer_name, excluded.customer_name_key, excluded.company_customer_domain,
      excluded.company_customer_domain_source, excluded.company_customer_domain_landing_no,
      excluded.article_title, excluded.confidence, excluded.reasoning
    );
  get diagnostics v_written = row_count;

  delete from extracted.case_study_details as t
  using unnest(p_documents) as d
  where t.case_study_url = d.key and d.raw_payload_id is null;
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_case_study_details(extracted.case_study_document[]) is
  'Upserts extracted.case_study_details, deletes the rows of case studies without documents. '
  'Returns the rows written. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.write_case_study_details(extracted.case_study_document[])
  from public;
