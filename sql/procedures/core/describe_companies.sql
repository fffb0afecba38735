-- Purpose: companies as lists show them.
-- Input -> output: domains -> a JSON array of objects, one per company, by domain.
-- Called by: the api functions that list companies.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_rows := core.describe_companies(array['acme.example']).
create or replace function core.describe_companies(p_domains text[])
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
          'id', f.id,
          'domain', f.domain,
          'name', f.name,
          'linkedin_url', f.linkedin_url,
          'company_city', f.company_city,
          'company_state', f.company_state,
          'company_country', f.company_country,
          'matched_industry', f.matched_industry,
          'employee_range', f.employee_range,
          'company_type', f.company_type,
          -- Those of one company only.
          'description', null,
          'tagline', null,
          'lead_count', null
        )
        order by f.domain
      ),
      '[]'
    )
    from core.companies_full as f
    where f.domain = any (p_domains)
  );
end;
$$;

comment on function core.describe_companies(text[]) is
  'The companies p_domains as lists show them, by domain. Units: none. Nulls: a null or empty '
  'array gives an empty one; unknown companies are left out. Errors: none.';

revoke all on function core.describe_companies(text[]) from public;
