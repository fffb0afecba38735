-- Purpose: what a company says of itself.
-- Input -> output: {domain} -> {success, found, domain, description, tagline}.
-- Called by: POST /run/companies/db/company-description/lookup.
-- Reads: core.company_descriptions.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.lookup_company_description('{"domain": "acme.example"}').
create or replace function api.lookup_company_description(
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
      'found', d.domain is not null,
      'domain', v_domain,
      'description', d.description,
      'tagline', d.tagline
    )
    from (values (v_domain)) as a (domain)
    left join core.company_descriptions as d on d.domain = a.domain
  );
end;
$$;

comment on function api.lookup_company_description(jsonb, jsonb) is
  'Description and tagline of the company p_request.domain. Units: none. Nulls: domain is '
  'required; what is not known is null. Errors: WH101 missing, WH102 no domain, WH103 a shared '
  'host, WH104 wrong type.';

revoke all on function api.lookup_company_description(jsonb, jsonb) from public;
grant execute on function api.lookup_company_description(jsonb, jsonb)
  to pipeline_edge, service_role;
