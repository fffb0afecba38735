-- Purpose: the customers of a company, with what is known of them as companies.
-- Input -> output: {domain} -> {success, domain, customer_count, customers: [...]}, by name; a
--   company that nothing is known of has none.
-- Called by: POST /run/companies/db/company-customers/lookup.
-- Reads: core.company_customers, core.companies_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.lookup_company_customers('{"domain": "vendor.example"}').
create or replace function api.lookup_company_customers(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
-- Ten thousand look-ups by key cost more than compiling is worth.
set jit = 'off'
as $$
declare
  v_domain text := ops.require_company_domain(p_request, 'domain');
begin
  return (
    select jsonb_build_object(
      'success', true,
      'domain', v_domain,
      'customer_count', count(*),
      'customers', coalesce(
        jsonb_agg(
          jsonb_build_object(
            'origin_company_name', c.origin_company_name,
            'origin_company_domain', c.origin_company_domain,
            'customer_name', c.customer_name,
            'customer_domain', c.customer_domain,
            'customer_linkedin_url', f.linkedin_url,
            'customer_industry', f.matched_industry,
            'customer_employee_range', f.employee_range
          )
          order by lower(c.customer_name) collate "C", c.customer_name collate "C", c.id
        ),
        '[]'
      )
    )
    from core.company_customers as c
    left join lateral (
      select v.linkedin_url, v.matched_industry, v.employee_range
      from core.companies_full as v
      where v.domain = c.customer_domain
      -- Each customer by key: the companies are many more than the customers of one.
      offset 0
    ) as f on true
    where c.origin_company_domain = v_domain
  );
end;
$$;

comment on function api.lookup_company_customers(jsonb, jsonb) is
  'The customers of the company p_request.domain, by name, with LinkedIn page, industry and size '
  'where core knows the customer as a company. Units: customers. Nulls: domain is required; what '
  'is not known of a customer is null. Errors: WH101 missing, WH102 no domain, WH103 a shared '
  'host, WH104 wrong type.';

revoke all on function api.lookup_company_customers(jsonb, jsonb) from public;
grant execute on function api.lookup_company_customers(jsonb, jsonb)
  to pipeline_edge, service_role;
