-- Purpose: whether CompanyEnrich has described a company, so that a sender can spare a call.
-- Input -> output: {domain} -> {success, domain, enriched, extracted_id, enriched_at}.
-- Called by: POST /api/companies/companyenrich-status.
-- Reads: extracted.companyenrich_company, of which it gives id and time.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.get_companyenrich_status('{"domain": "acme.example"}').
create or replace function api.get_companyenrich_status(
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
      'enriched', count(*) > 0,
      'extracted_id', (array_agg(e.id))[1],
      'enriched_at', max(e.updated_at)
    )
    from extracted.companyenrich_company as e
    where e.domain = v_domain
  );
end;
$$;

comment on function api.get_companyenrich_status(jsonb, jsonb) is
  'Whether a CompanyEnrich document of the company p_request.domain was taken, its id and when '
  'it last changed. Units: none; times are UTC. Nulls: domain is required; extracted_id and '
  'enriched_at are null without one. Errors: WH101 missing, WH102 no domain, WH103 a shared '
  'host, WH104 wrong type.';

revoke all on function api.get_companyenrich_status(jsonb, jsonb) from public;
grant execute on function api.get_companyenrich_status(jsonb, jsonb) to pipeline_edge, service_role;
