-- Purpose: the people in the case studies of a company, with what they said.
-- Input -> output: {domain} of the vendor -> {success, domain, champion_count, champions: [...]};
--   a company that nothing is known of has none.
--   testimonial is null until a source has it: the requirement's is out of scope here.
-- Called by: POST /run/companies/db/case-study-champions-detailed/lookup.
-- Reads: core.case_study_champions, core.companies_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.lookup_champions_detailed('{"domain": "acme.example"}').
create or replace function api.lookup_champions_detailed(
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
  v_champions jsonb := core.list_case_study_champions(v_domain, '{"testimonial": null}');
begin
  return jsonb_build_object(
    'success', true,
    'domain', v_domain,
    'champion_count', jsonb_array_length(v_champions),
    'champions', v_champions
  );
end;
$$;

comment on function api.lookup_champions_detailed(jsonb, jsonb) is
  'The people in the case studies of the vendor p_request.domain, by name, then case study. Units: '
  'none. Nulls: domain is required; what is not known of a person is null, testimonial always: no '
  'source of this pipeline has what people said. '
  'Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.';

revoke all on function api.lookup_champions_detailed(jsonb, jsonb) from public;
grant execute on function api.lookup_champions_detailed(jsonb, jsonb)
  to pipeline_edge, service_role;
