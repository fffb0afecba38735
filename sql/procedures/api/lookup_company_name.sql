-- Purpose: the name of a company.
-- Input -> output: {domain} -> {success, found, domain, company_name}.
-- Called by: POST /run/companies/db/company-name/lookup.
-- Reads: core.companies_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.lookup_company_name('{"domain": "acme.example"}').
create or replace function api.lookup_company_name(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_domain text := ops.require_company_domain(p_request, 'domain');
begin
  return (
    select jsonb_build_object(
      'success', true,
      'found', f.name is not null,
      'domain', v_domain,
      'company_name', f.name
    )
    from (values (v_domain)) as a (domain)
    left join core.companies_full as f on f.domain = a.domain
  );
end;
$$;

comment on function api.lookup_company_name(jsonb, jsonb) is
  'The name of the company p_request.domain, cleaned where it was. Units: none. Nulls: domain '
  'is required; company_name is null when none is known. Errors: WH101 missing, WH102 no '
  'domain, WH103 a shared host, WH104 wrong type.';

revoke all on function api.lookup_company_name(jsonb, jsonb) from public;
grant execute on function api.lookup_company_name(jsonb, jsonb) to pipeline_edge, service_role;
