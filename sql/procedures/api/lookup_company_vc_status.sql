-- Purpose: whether a company has raised venture capital.
-- Input -> output: {domain} -> {success, domain, has_raised_vc, vc_count, vc_names}.
-- Called by: POST /run/companies/db/has-raised-vc-status/check.
-- Reads: core.company_vc_investors.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.lookup_company_vc_status('{"domain": "acme.example"}').
create or replace function api.lookup_company_vc_status(
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
      'has_raised_vc', count(*) > 0,
      'vc_count', count(*),
      'vc_names', coalesce(jsonb_agg(v.vc_name order by v.vc_name), '[]')
    )
    from core.company_vc_investors as v
    where v.company_domain = v_domain
  );
end;
$$;

comment on function api.lookup_company_vc_status(jsonb, jsonb) is
  'The investors of the company p_request.domain. Units: investors. Nulls: domain is required. '
  'Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.';

revoke all on function api.lookup_company_vc_status(jsonb, jsonb) from public;
grant execute on function api.lookup_company_vc_status(jsonb, jsonb) to pipeline_edge, service_role;
