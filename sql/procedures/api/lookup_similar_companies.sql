-- Purpose: whether companies similar to one are known, for senders that want to spare the search.
-- Input -> output: {domain} -> {success, found, domain, similar_count}.
-- Called by: POST /run/companies/db/similar-companies/lookup.
-- Reads: core.company_similar_companies_preview, as far as it is listed now.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.lookup_similar_companies('{"domain": "acme.example"}').
create or replace function api.lookup_similar_companies(
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
      'found', count(*) > 0,
      'domain', v_domain,
      'similar_count', count(*)
    )
    from core.company_similar_companies_preview as p
    where p.input_domain = v_domain and p.last_seen_at is null
  );
end;
$$;

comment on function api.lookup_similar_companies(jsonb, jsonb) is
  'How many companies similar to p_request.domain core knows. Units: companies. Nulls: domain is '
  'required. Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.';

revoke all on function api.lookup_similar_companies(jsonb, jsonb) from public;
grant execute on function api.lookup_similar_companies(jsonb, jsonb)
  to pipeline_edge, service_role;
