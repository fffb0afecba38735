-- Purpose: the people in the case studies of a company.
-- Input -> output: {domain} of the vendor -> {success, domain, champion_count, champions: [...]};
--   a company that nothing is known of has none.
-- Called by: POST /run/companies/db/case-study-champions/lookup.
-- Reads: core.case_study_champions, core.companies_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.lookup_case_study_champions('{"domain": "acme.example"}').
create or replace function api.lookup_case_study_champions(
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
  v_champions jsonb := core.list_case_study_champions(v_domain, '{}');
begin
  return jsonb_build_object(
    'success', true,
    'domain', v_domain,
    'champion_count', jsonb_array_length(v_champions),
    'champions', v_champions
  );
end;
$$;

comment on function api.lookup_case_study_champions(jsonb, jsonb) is
  'The people in the case studies of the vendor p_request.domain, by name, then case study. Units: '
  'none. Nulls: domain is required; what is not known of a person is null. '
  'Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.';

revoke all on function api.lookup_case_study_champions(jsonb, jsonb) from public;
grant execute on function api.lookup_case_study_champions(jsonb, jsonb)
  to pipeline_edge, service_role;
