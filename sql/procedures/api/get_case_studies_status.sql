-- Purpose: which case studies of a company were read.
-- Input -> output: {domain} -> {success, domain, found, case_study_count, case_study_urls}.
-- Called by: POST /api/companies/case-studies-status.
-- Reads: extracted.case_study_details, of which it gives the keys.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.get_case_studies_status('{"domain": "vendor.example"}').
create or replace function api.get_case_studies_status(
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
      'case_study_count', count(*),
      'case_study_urls', coalesce(
        jsonb_agg(d.case_study_url order by d.case_study_url collate "C"), '[]'
      )
    )
    from extracted.case_study_details as d
    where d.origin_company_domain = v_domain
  );
end;
$$;

comment on function api.get_case_studies_status(jsonb, jsonb) is
  'How many case studies of the company p_request.domain were read, and which. Units: case '
  'studies. Nulls: domain is required. Errors: WH101 missing, WH102 no domain, WH103 a shared '
  'host, WH104 wrong type.';

revoke all on function api.get_case_studies_status(jsonb, jsonb) from public;
grant execute on function api.get_case_studies_status(jsonb, jsonb)
  to pipeline_edge, service_role;
