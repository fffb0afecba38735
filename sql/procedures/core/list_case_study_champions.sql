-- Purpose: the people in the case studies of a vendor, with the pages of their companies.
-- Input -> output: normalised domain -> jsonb array, by name, then case study.
-- Called by: api.lookup_case_study_champions, api.lookup_champions_detailed.
-- Reads: core.case_study_champions, core.companies_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select core.list_case_study_champions('acme.example', '{}');
create or replace function core.list_case_study_champions(p_origin text, p_constants jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'full_name', c.full_name,
          'job_title', c.job_title,
          'company_name', c.company_name,
          'company_domain', c.company_domain,
          'company_linkedin_url', f.linkedin_url,
          'case_study_url', c.case_study_url,
          'source', c.source,
          'sources', c.sources
        ) || p_constants
        order by c.full_name_key, c.case_study_url nulls last
      ),
      '[]'
    )
    from core.case_study_champions as c
    left join lateral (
      select v.linkedin_url from core.companies_full as v where v.domain = c.company_domain
    ) as f on true
    where c.origin_company_domain = p_origin
  );
end;
$$;

comment on function core.list_case_study_champions(text, jsonb) is
  'The people in the case studies of the vendor p_origin, each with the fields p_constants, by '
  'name, then case study. Units: none. Nulls: what is not known of a person is null. Errors: none.';

revoke all on function core.list_case_study_champions(text, jsonb) from public;
