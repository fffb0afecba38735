-- Purpose: the business model of a company.
-- Input -> output: {domain} -> {success, found, domain, is_b2b, is_b2c, business_model}.
-- Called by: POST /run/companies/db/company-business-model/lookup.
-- Reads: core.company_business_model.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.lookup_company_business_model('{"domain": "acme.example"}').
create or replace function api.lookup_company_business_model(
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
      'found', m.domain is not null,
      'domain', v_domain,
      'is_b2b', m.is_b2b,
      'is_b2c', m.is_b2c,
      'business_model', case
        when m.is_b2b and m.is_b2c then 'Both'
        when m.is_b2b then 'B2B'
        when m.is_b2c then 'B2C'
      end
    )
    from (values (v_domain)) as a (domain)
    left join core.company_business_model as m on m.domain = a.domain
  );
end;
$$;

comment on function api.lookup_company_business_model(jsonb, jsonb) is
  'Whether the company p_request.domain sells to businesses, consumers or both: a name of '
  'reference.business_models. Units: none. Nulls: domain is required; what is not known is '
  'null. Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.';

revoke all on function api.lookup_company_business_model(jsonb, jsonb) from public;
grant execute on function api.lookup_company_business_model(jsonb, jsonb)
  to pipeline_edge, service_role;
