-- Purpose: how many customers of a company are known, how many of them with a domain, and a few.
-- Input -> output: {domain} -> {success, domain, has_customers, total_customers,
--   customers_with_domain, customers_without_domain, domain_coverage_pct, sample_customers: [{name,
--   domain}]}; the sample is of those with a domain as far as there are any, by name.
-- Called by: POST /api/companies/has-customers-of.
-- Reads: core.company_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.get_company_customers_status('{"domain": "vendor.example"}').
create or replace function api.get_company_customers_status(
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
  c_sample constant integer := 10;
  v_domain text := ops.require_company_domain(p_request, 'domain');
begin
  return (
    select jsonb_build_object(
      'success', true,
      'domain', v_domain,
      'has_customers', count(*) > 0,
      'total_customers', count(*),
      'customers_with_domain', count(c.customer_domain),
      'customers_without_domain', count(*) - count(c.customer_domain),
      'domain_coverage_pct', coalesce(
        round(100.0 * count(c.customer_domain) / nullif(count(*), 0), 1), 0
      ),
      'sample_customers', (
        select coalesce(
          jsonb_agg(jsonb_build_object('name', s.name, 'domain', s.domain) order by s.place), '[]'
        )
        from (
          select
            t.customer_name as name,
            t.customer_domain as domain,
            row_number() over (
              order by
                t.customer_domain is null,
                lower(t.customer_name) collate "C",
                t.customer_name collate "C",
                t.id
            ) as place
          from core.company_customers as t
          where t.origin_company_domain = v_domain
          order by place
          limit c_sample
        ) as s
      )
    )
    from core.company_customers as c
    where c.origin_company_domain = v_domain
  );
end;
$$;

comment on function api.get_company_customers_status(jsonb, jsonb) is
  'How many customers of the company p_request.domain core knows, with and without a domain, and '
  'up to ten of them. Units: customers; percent with one decimal, 0 without customers. Nulls: '
  'domain is required. Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong '
  'type.';

revoke all on function api.get_company_customers_status(jsonb, jsonb) from public;
grant execute on function api.get_company_customers_status(jsonb, jsonb)
  to pipeline_edge, service_role;
