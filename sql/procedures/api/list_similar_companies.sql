-- Purpose: the known companies that are similar to one.
-- Input -> output: {domain} -> {success, domain, similar_count, similar_companies: [{company_name,
--   company_domain, company_linkedin_url, similarity_score, ...}]}, best first.
-- Called by: POST /run/companies/db/similar-companies/list.
-- Reads: core.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.list_similar_companies('{"domain": "acme.example"}').
create or replace function api.list_similar_companies(
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
  v_list jsonb := core.list_similar_companies(v_domain, null);
begin
  return jsonb_build_object(
    'success', true,
    'domain', v_domain,
    'similar_count', jsonb_array_length(v_list),
    'similar_companies', v_list
  );
end;
$$;

comment on function api.list_similar_companies(jsonb, jsonb) is
  'All companies similar to p_request.domain that core knows, best first. Units: companies, scores '
  '0 to 1. Nulls: domain is required. Errors: WH101 missing, WH102 no domain, WH103 a shared host, '
  'WH104 wrong type.';

revoke all on function api.list_similar_companies(jsonb, jsonb) from public;
grant execute on function api.list_similar_companies(jsonb, jsonb)
  to pipeline_edge, service_role;
