-- Purpose: how many customers of a company are known, and the case studies they are known from.
-- Input -> output: {domain} -> {success, domain, found, customer_count, case_study_url_count,
--   case_study_urls}; a URL that several customers share is listed once.
-- Called by: POST /api/companies/customers-status.
-- Reads: core.company_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.get_customers_status('{"domain": "vendor.example"}').
create or replace function api.get_customers_status(
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
      'found', count(*) > 0,
      'customer_count', count(*),
      'case_study_url_count', count(distinct c.case_study_url),
      'case_study_urls', coalesce(
        jsonb_agg(distinct c.case_study_url) filter (where c.case_study_url is not null), '[]'
      )
    )
    from core.company_customers as c
    where c.origin_company_domain = v_domain
  );
end;
$$;

comment on function api.get_customers_status(jsonb, jsonb) is
  'How many customers of the company p_request.domain core knows, and their case studies, each '
  'once. Units: customers, case studies. Nulls: domain is required; customers without a case study '
  'add none. Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.';

revoke all on function api.get_customers_status(jsonb, jsonb) from public;
grant execute on function api.get_customers_status(jsonb, jsonb) to pipeline_edge, service_role;
