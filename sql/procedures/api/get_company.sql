-- Purpose: everything that is known of one company.
-- Input -> output: {domain} -> {success, id, domain, name, ..., description, tagline,
--   lead_count}; lead_count: the people who work there now.
-- Called by: GET /api/companies/:domain.
-- Reads: core.companies_full, core.people.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type, WH507 unknown.
-- Example: select api.get_company('{"domain": "acme.example"}').
create or replace function api.get_company(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_domain text := ops.require_company_domain(p_request, 'domain');
  v_answer jsonb;
begin
  select jsonb_build_object(
    'success', true,
    'id', f.id,
    'domain', f.domain,
    'name', f.name,
    'linkedin_url', f.linkedin_url,
    'company_city', f.company_city,
    'company_state', f.company_state,
    'company_country', f.company_country,
    'matched_industry', f.matched_industry,
    'employee_range', f.employee_range,
    'revenue_range', f.revenue_range,
    'company_type', f.company_type,
    'funding_range', f.funding_range,
    'vc_count', f.vc_count,
    'description', f.description,
    'tagline', f.tagline,
    'lead_count', (select count(*) from core.people as p where p.core_company_id = f.id)
  )
  into v_answer
  from core.companies_full as f
  where f.domain = v_domain;
  if v_answer is null then
    raise exception using
      errcode = 'WH507',
      message = format('no company %s is known', v_domain),
      detail = ops.describe_issue('domain', 'of no known company'),
      hint = 'look for it by name: GET /api/companies/search';
  end if;
  return v_answer;
end;
$$;

comment on function api.get_company(jsonb, jsonb) is
  'The company p_request.domain with its description and the number of its people. Units: '
  'people. Nulls: domain is required; what is not known is null. Errors: WH101 missing, WH102 '
  'no domain, WH103 a shared host, WH104 wrong type, WH507 unknown.';

revoke all on function api.get_company(jsonb, jsonb) from public;
grant execute on function api.get_company(jsonb, jsonb) to pipeline_edge, service_role;
