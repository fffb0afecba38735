-- Purpose: whether case studies of a company were read, for senders that want to spare the work.
-- Input -> output: {domain} -> {success, domain, has_case_studies, count, last_extracted_at}.
-- Called by: GET /api/companies/:domain/has-case-studies, POST
--   /api/companies/check-has-case-studies.
-- Reads: extracted.case_study_details, of which it gives a count and a time.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.get_company_has_case_studies('{"domain": "vendor.example"}').
create or replace function api.get_company_has_case_studies(
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
  v_domain text := ops.require_company_domain(p_request, 'domain');
begin
  return (
    select jsonb_build_object(
      'success', true,
      'domain', v_domain,
      'has_case_studies', count(*) > 0,
      'count', count(*),
      'last_extracted_at', max(d.updated_at)
    )
    from extracted.case_study_details as d
    where d.origin_company_domain = v_domain
  );
end;
$$;

comment on function api.get_company_has_case_studies(jsonb, jsonb) is
  'Whether case studies of the company p_request.domain were read, how many, and when the last of '
  'them changed. Units: case studies; times are UTC. Nulls: domain is required; last_extracted_at '
  'is null without case studies. Errors: WH101 missing, WH102 no domain, WH103 a shared host, '
  'WH104 wrong type.';

revoke all on function api.get_company_has_case_studies(jsonb, jsonb) from public;
grant execute on function api.get_company_has_case_studies(jsonb, jsonb)
  to pipeline_edge, service_role;
