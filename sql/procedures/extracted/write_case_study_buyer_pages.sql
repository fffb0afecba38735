-- Purpose: writes the case studies in which buyers were looked for, by difference.
-- Input -> output: sums of documents, what stood of their case studies -> rows written.
-- Called by: extracted.load_case_study_buyers.
-- Writes to: extracted.case_study_buyer_pages.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_case_study_buyer_pages(v_merged, v_stored);
create or replace function extracted.write_case_study_buyer_pages(
  p_documents extracted.case_study_document[],
  p_stored extracted.case_study_document[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer := 0;
begin
  insert into extracted.case_study_buyer_pages as t (
    origin_company_domain, case_study_key, case_study_url, raw_payload_id, origin_company_name,
    customer_company_name, customer_name_key, customer_company_domain,
    customer_company_domain_landing_no
  )
  select
    d.origin_company_domain,
    d.key,
    d.case_study_url,
    d.raw_payload_id,
    d.origin_company_name,
    d.customer_name,
    d.customer_name_key,
    d.customer_domain,
    d.customer_domain_landing_no
  from unnest(p_documents) as d
  where d.raw_payload_id is not null
  on conflict (origin_company_domain, case_study_key) do update
    set raw_payload_id = excluded.raw_payload_id,
        origin_company_name = excluded.origin_company_name,
        customer_company_name = excluded.customer_company_name,
        customer_name_key = excluded.customer_name_key,
        customer_company_domain = excluded.customer_company_domain,
        customer_company_domain_landing_no = excluded.customer_company_domain_landing_no,
        updated_at = excluded.updated_at
    where (
      t.raw_payload_id, t.origin_company_name, t.customer_company_name, t.customer_name_key,
      t.customer_company_domain, t.customer_company_domain_landing_no
    ) is distinct from (
      excluded.raw_payload_id, excluded.origin_company_name, excluded.customer_company_name,
      excluded.customer_name_key, excluded.customer_company_domain,
      excluded.customer_company_domain_landing_no
    );
  get diagnostics v_written = row_count;

  -- A case study has one vendor: that of its newest document.
  if p_stored <> '{}' then
    delete from extracted.case_study_buyer_pages as t
    using unnest(p_documents) as d
    where t.case_study_key = d.key
      and (d.raw_payload_id is null or t.origin_company_domain <> d.origin_company_domain);
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_case_study_buyer_pages(
  extracted.case_study_document[], extracted.case_study_document[]
) is
  'Upserts extracted.case_study_buyer_pages, deletes the rows of case studies without documents or '
  'of another vendor by now. p_stored: what stood of the case studies; empty when nothing can be '
  'left over. Returns the rows written. Units: rows. Nulls: a null or empty array does nothing. '
  'Errors: none.';

revoke all on function extracted.write_case_study_buyer_pages(
  extracted.case_study_document[], extracted.case_study_document[]
) from public;
