-- Purpose: how many leads used to work at a company.
-- Input -> output: {company_name, job_function, country} -> {success, company_name, domain,
--   count}.
-- Called by: GET /api/leads/past-employer-count.
-- Reads: core.company_index, core.company_alumni, core.lead_index.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101, WH104.
-- Example: select api.count_past_employer('{"company_name": "Acme"}').
create or replace function api.count_past_employer(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  v_company_name text := ops.require_text(p_request, 'company_name');
  v_domain text := core.find_employer_domain(v_company_name);
begin
  return jsonb_build_object(
    'success', true,
    'company_name', v_company_name,
    'domain', v_domain,
    'count', core.count_alumni(array[v_domain], core.read_alumni_filter(p_request))
  );
end;
$$;

comment on function api.count_past_employer(jsonb, jsonb) is
  'The number of leads, complete or not, that used to work at the company called company_name. '
  'Units: people. Nulls: domain is null and count 0 when no company is called so. Errors: WH101, '
  'WH104.';

revoke all on function api.count_past_employer(jsonb, jsonb) from public;
grant execute on function api.count_past_employer(jsonb, jsonb)
  to pipeline_edge, service_role;
