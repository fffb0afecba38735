-- Purpose: the LinkedIn page of a company.
-- Input -> output: {domain} -> {success, exists, domain, company_name, linkedin_url}; exists:
--   whether the page is known.
-- Called by: POST /api/companies/linkedin-url/lookup.
-- Reads: core.companies_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.lookup_company_linkedin_url('{"domain": "acme.example"}').
create or replace function api.lookup_company_linkedin_url(
  p_request jsonb,
  p_context jsonb default '{}'
)
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
      'exists', f.linkedin_url is not null,
      'domain', v_domain,
      'company_name', f.name,
      'linkedin_url', f.linkedin_url
    )
    from (values (v_domain)) as a (domain)
    left join core.companies_full as f on f.domain = a.domain
  );
end;
$$;

comment on function api.lookup_company_linkedin_url(jsonb, jsonb) is
  'Name and LinkedIn page of the company p_request.domain. Units: none. Nulls: domain is '
  'required; what is not known is null. Errors: WH101 missing, WH102 no domain, WH103 a shared '
  'host, WH104 wrong type.';

revoke all on function api.lookup_company_linkedin_url(jsonb, jsonb) from public;
grant execute on function api.lookup_company_linkedin_url(jsonb, jsonb)
  to pipeline_edge, service_role;
