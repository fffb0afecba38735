-- Purpose: mirrors CompanyEnrich documents into the twelve extracted tables.
-- Input -> output: documents -> {table: rows written}.
-- Called by: extracted.load_companyenrich.
-- Writes to: extracted.companyenrich_*, through one function per table.
-- Idempotence: yes; what stands is not written.
-- Errors: none.
-- Example: v_written := extracted.write_companyenrich(v_documents);
create or replace function extracted.write_companyenrich(
  p_documents extracted.companyenrich_document[]
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_has_previous boolean := exists (
    select from unnest(p_documents) as d where d.has_previous
  );
begin
  return jsonb_build_object(
    'extracted.companyenrich_company',
      extracted.write_companyenrich_company(p_documents, v_has_previous),
    'extracted.companyenrich_keywords',
      extracted.write_companyenrich_keywords(p_documents, v_has_previous),
    'extracted.companyenrich_technologies',
      extracted.write_companyenrich_technologies(p_documents, v_has_previous),
    'extracted.companyenrich_industries',
      extracted.write_companyenrich_industries(p_documents, v_has_previous),
    'extracted.companyenrich_categories',
      extracted.write_companyenrich_categories(p_documents, v_has_previous),
    'extracted.companyenrich_naics_codes',
      extracted.write_companyenrich_naics_codes(p_documents, v_has_previous),
    'extracted.companyenrich_funding_rounds',
      extracted.write_companyenrich_funding_rounds(p_documents, v_has_previous),
    'extracted.companyenrich_investors',
      extracted.write_companyenrich_investors(p_documents, v_has_previous),
    'extracted.companyenrich_vc_investments',
      extracted.write_companyenrich_vc_investments(p_documents, v_has_previous),
    'extracted.companyenrich_socials',
      extracted.write_companyenrich_socials(p_documents, v_has_previous),
    'extracted.companyenrich_location',
      extracted.write_companyenrich_location(p_documents, v_has_previous),
    'extracted.companyenrich_subsidiaries',
      extracted.write_companyenrich_subsidiaries(p_documents, v_has_previous)
  );
end;
$$;

comment on function extracted.write_companyenrich(extracted.companyenrich_document[]) is
  'Mirrors the newest documents into extracted.companyenrich_*; returns the rows written per '
  'table. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.write_companyenrich(extracted.companyenrich_document[])
  from public;
