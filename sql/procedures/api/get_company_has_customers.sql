-- Purpose: whether customers of a company are known, for senders that want to spare the search.
-- Input -> output: {domain} -> {success, domain, has_customers, count}.
-- Called by: GET /api/companies/:domain/has-customers, POST /api/companies/check-has-customers.
-- Reads: core.company_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.get_company_has_customers('{"domain": "vendor.example"}').
create or replace function api.get_company_has_customers(
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
      'domain', v_domain,
      'has_customers', count(*) > 0,
      'count', count(*)
    )
    from core.company_customers as c
    where c.origin_company_domain = v_domain
  );
end;
$$;

comment on function api.get_company_has_customers(jsonb, jsonb) is
  'Whether core knows customers of the company p_request.domain, and how many. Units: customers. '
  'Nulls: domain is required. Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 '
  'wrong type.';

revoke all on function api.get_company_has_customers(jsonb, jsonb) from public;
grant execute on function api.get_company_has_customers(jsonb, jsonb)
  to pipeline_edge, service_role;
