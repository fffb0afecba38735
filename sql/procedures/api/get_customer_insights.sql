-- Purpose: who buys from a company: the industries of its customers, and the people in its case
--   studies.
-- Input -> output: {domain} -> {success, origin_domain, customer_count, customer_industries,
--   case_study_job_titles, case_study_champions: [{full_name, job_title, company_name}]};
--   industries by the number of customers.
-- Called by: GET /api/companies/:domain/customer-insights.
-- Reads: core.company_customers, core.company_industries, core.case_study_champions.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.get_customer_insights('{"domain": "vendor.example"}').
create or replace function api.get_customer_insights(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_domain text := ops.require_company_domain(p_request, 'domain');
  v_customers text[];
begin
  v_customers := array(
    select distinct c.customer_domain
    from core.company_customers as c
    where c.origin_company_domain = v_domain and c.customer_domain is not null
  );
  return jsonb_build_object(
    'success', true,
    'origin_domain', v_domain,
    'customer_count', cardinality(v_customers),
    'customer_industries', (
      select coalesce(
        jsonb_agg(i.matched_industry order by i.customers desc, i.matched_industry collate "C"),
        '[]'
      )
      from (
        select n.matched_industry, count(*) as customers
        from core.company_industries as n
        where n.domain = any (v_customers)
        group by n.matched_industry
      ) as i
    ),
    'case_study_job_titles', (
      select coalesce(jsonb_agg(distinct p.job_title collate "C"), '[]')
      from core.case_study_champions as p
      where p.origin_company_domain = v_domain and p.job_title is not null
    ),
    'case_study_champions', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'full_name', p.full_name,
            'job_title', p.job_title,
            'company_name', p.company_name
          )
          order by lower(p.full_name) collate "C", p.id
        ),
        '[]'
      )
      from core.case_study_champions as p
      where p.origin_company_domain = v_domain
    )
  );
end;
$$;

comment on function api.get_customer_insights(jsonb, jsonb) is
  'What core knows of the customers of p_request.domain: how many domains, their industries, '
  'the most frequent first, and the people of its case studies. Units: customers. Nulls: domain '
  'is required. Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.';

revoke all on function api.get_customer_insights(jsonb, jsonb) from public;
grant execute on function api.get_customer_insights(jsonb, jsonb) to pipeline_edge, service_role;
