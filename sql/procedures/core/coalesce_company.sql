-- Purpose: makes claims of one source part of the canonical records of their companies.
-- Input -> output: claims, one per company, the companies locked -> rows written per table.
-- Called by: extracted.load_<source>.
-- Writes to: the sixteen company tables of core, through one function per table; what
--   core.refresh_company_index writes. extracted.take_<source> ends with core.refresh_leads.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: those of the functions per table.
-- Example: v_written := core.coalesce_company(v_claims);
create or replace function core.coalesce_company(p_claims core.company_claim[])
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_has_previous boolean := exists (
    select from unnest(p_claims) as c where c.has_previous
  );
  v_inserted integer;
  v_updated integer;
  v_written jsonb;
begin
  select r.inserted, r.updated
  into v_inserted, v_updated
  from core.coalesce_companies(p_claims, v_has_previous) as r;
  -- A company that another source knows may have rows in another spelling.
  v_has_previous := v_has_previous or v_inserted < cardinality(p_claims);

  v_written := jsonb_build_object(
    'core_companies_inserted', v_inserted,
    'core.companies', v_inserted + v_updated,
    'core.company_names', core.coalesce_company_names(p_claims, v_has_previous),
    'core.company_employee_range', core.coalesce_company_employee_range(p_claims, v_has_previous),
    'core.company_revenue', core.coalesce_company_revenue(p_claims, v_has_previous),
    'core.company_types', core.coalesce_company_types(p_claims, v_has_previous),
    'core.company_locations', core.coalesce_company_locations(p_claims, v_has_previous),
    'core.company_descriptions', core.coalesce_company_descriptions(p_claims, v_has_previous),
    'core.company_industries', core.coalesce_company_industries(p_claims, v_has_previous),
    'core.company_tech_on_site', core.coalesce_company_tech_on_site(p_claims, v_has_previous),
    'core.company_keywords', core.coalesce_company_keywords(p_claims, v_has_previous),
    'core.company_categories', core.coalesce_company_categories(p_claims, v_has_previous),
    'core.company_naics_codes', core.coalesce_company_naics_codes(p_claims, v_has_previous),
    'core.company_funding_rounds', core.coalesce_company_funding_rounds(p_claims, v_has_previous),
    'core.company_vc_investors', core.coalesce_company_vc_investors(p_claims, v_has_previous),
    'core.company_vc_backed', core.coalesce_company_vc_backed(p_claims, v_has_previous),
    'core.company_social_urls', core.coalesce_company_social_urls(p_claims, v_has_previous)
  );
  -- A statement of its own: it reads the rows that were written by now.
  perform core.refresh_company_index(array(select c.domain from unnest(p_claims) as c));
  return v_written;
end;
$$;

comment on function core.coalesce_company(core.company_claim[]) is
  'Coalesces claims of one source, one per company, into core. The caller holds the locks of the '
  'companies. Returns the rows written per table, and core_companies_inserted. Units: rows. '
  'Nulls: a null or empty array does nothing. Errors: those of the functions per table.';

revoke all on function core.coalesce_company(core.company_claim[]) from public;
