-- Purpose: hands what changed about case studies on to core: their people, and the customers that
--   they are about.
-- Input -> output: sums of documents, what stood of their case studies -> rows written per table.
-- Called by: extracted.load_gemini_case_study, extracted.load_case_study_buyers.
-- Writes to: core.case_study_champions, core.company_customers, through their functions.
-- Idempotence: yes.
-- Errors: none.
-- Example: v_written := extracted.coalesce_case_studies(v_merged, v_stored);
create or replace function extracted.coalesce_case_studies(
  p_documents extracted.case_study_document[],
  p_stored extracted.case_study_document[]
)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_case_studies extracted.case_study_document[] := p_documents || p_stored;
  v_champions core.case_study_champion_key[];
  v_customers core.company_customer_key[];
  v_champions_written integer;
  v_customers_written integer;
begin
  v_champions := array(
    select distinct
      row(d.origin_company_domain, p.full_name_key, d.case_study_url)::core.case_study_champion_key
    from unnest(v_case_studies) as d
    cross join lateral unnest(d.people) as p
    where d.origin_company_domain is not null
  );
  v_champions_written := (
    select coalesce(sum(c.inserted + c.updated + c.deleted), 0)
    from core.coalesce_case_study_champions(v_champions) as c
  );

  v_customers := array(
    select distinct row(d.origin_company_domain, d.customer_name_key)::core.company_customer_key
    from unnest(v_case_studies) as d
    where d.origin_company_domain is not null and d.customer_name_key is not null
  ) || core.list_case_study_customers(
    array(select distinct d.origin_company_domain from unnest(v_case_studies) as d),
    array(select distinct d.case_study_url from unnest(v_case_studies) as d)
  );
  v_customers_written := (
    select c.inserted + c.updated + c.deleted
    from core.coalesce_company_customers(v_customers) as c
  );

  return jsonb_build_object(
    'core.case_study_champions', v_champions_written,
    'core.company_customers', v_customers_written
  );
end;
$$;

comment on function extracted.coalesce_case_studies(
  extracted.case_study_document[], extracted.case_study_document[]
) is
  'Coalesces the people and customers of the case studies p_documents, as they are and as they '
  'were (p_stored). Returns the rows written per table of core. Units: rows. Nulls: empty arrays '
  'do nothing. Errors: none.';

revoke all on function extracted.coalesce_case_studies(
  extracted.case_study_document[], extracted.case_study_document[]
) from public;
