-- Purpose: the customers of a company as companies, page by page, in the order of their
--   domains.
-- Input -> output: {domain, limit, offset, cursor, count} -> {success, data: [{name, domain,
--   matched_industry, employee_range, company_country}], meta}; each domain once, those without
--   a domain not at all.
-- Called by: GET /api/companies/:domain/customers.
-- Reads: core.company_customers, core.companies_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type or out of
--   bounds, WH108 cursor.
-- Example: select api.list_company_customers('{"domain": "vendor.example", "limit": 10}').
create or replace function api.list_company_customers(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set jit = 'off'
as $$
declare
  v_page ops.list_page := ops.read_page(
    p_request, 'list_company_customers', array['text'], 100, 500
  );
  v_after text := v_page.after_key ->> 0;
  v_domain text := ops.require_company_domain(p_request, 'domain');
  v_domains text[];
  v_rows jsonb;
  v_total bigint;
begin
  v_domains := array(
    select distinct c.customer_domain
    from core.company_customers as c
    where c.origin_company_domain = v_domain
      and c.customer_domain is not null
      and (v_after is null or c.customer_domain > v_after)
    order by c.customer_domain
    limit v_page.page_limit + 1
    offset coalesce(v_page.page_offset, 0)
  );
  if v_page.counting <> 'none' then
    v_total := (
      select count(distinct c.customer_domain)
      from core.company_customers as c
      where c.origin_company_domain = v_domain
    );
  end if;
  select jsonb_agg(
    jsonb_build_object(
      'name', coalesce(f.name, n.customer_name),
      'domain', d.domain,
      'matched_industry', f.matched_industry,
      'employee_range', f.employee_range,
      'company_country', f.company_country
    )
    order by d.domain
  )
  into v_rows
  from unnest(v_domains[1 : v_page.page_limit]) as d (domain)
  left join lateral (
    select v.name, v.matched_industry, v.employee_range, v.company_country
    from core.companies_full as v
    where v.domain = d.domain
    -- Each customer by key: the companies are many more than the customers of one.
    offset 0
  ) as f on true
  left join lateral (
    select min(c.customer_name) as customer_name
    from core.company_customers as c
    where c.origin_company_domain = v_domain and c.customer_domain = d.domain
  ) as n on true;
  return ops.list_answer(
    v_page,
    v_rows,
    v_total,
    case
      when cardinality(v_domains) > v_page.page_limit
        then jsonb_build_array(v_domains[v_page.page_limit])
    end,
    jsonb_build_object('origin_domain', v_domain)
  );
end;
$$;

comment on function api.list_company_customers(jsonb, jsonb) is
  'A page of the domains of the customers of p_request.domain, with what core knows of them as '
  'companies; the name of a customer that is no known company is that of the mention. Units: '
  'customers. Nulls: domain is required; what is not known is null. Errors: WH101, WH102, '
  'WH103, WH104, WH108.';

revoke all on function api.list_company_customers(jsonb, jsonb) from public;
grant execute on function api.list_company_customers(jsonb, jsonb) to pipeline_edge, service_role;
