-- Purpose: customers whose similar companies were not asked for yet.
-- Input -> output: {limit, offset, again} -> {success, pending_domains, total, limit, offset,
--   has_more}.
-- Called by: GET /api/enrichment/similar-companies/pending.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 wrong type.
-- Example: select api.list_pending_similar_companies('{"limit": "100"}').
create or replace function api.list_pending_similar_companies(
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
  v_limit integer := ops.read_integer(p_request, 'limit', 1, 2000, 500);
  v_offset integer := ops.read_integer(p_request, 'offset', 0, 1000000000, 0);
  v_domains text[] := array(
    select d from outbound.list_pending_similar_domains(
      ops.read_boolean(p_request, 'again', false)
    ) as d
  );
begin
  return jsonb_build_object(
    'success', true,
    'pending_domains', to_jsonb(v_domains[v_offset + 1 : v_offset + v_limit]),
    'total', cardinality(v_domains),
    'limit', v_limit,
    'offset', v_offset,
    'has_more', cardinality(v_domains) > v_offset + v_limit
  );
end;
$$;

comment on function api.list_pending_similar_companies(jsonb, jsonb) is
  'A page of the customers'' domains that CompanyEnrich was not asked about, by domain; again: '
  'those asked about in vain as well. Units: domains; limit 1 to 2000, default 500. Nulls: nothing '
  'is required. Errors: WH104 wrong type.';

revoke all on function api.list_pending_similar_companies(jsonb, jsonb) from public;
grant execute on function api.list_pending_similar_companies(jsonb, jsonb)
  to pipeline_edge, service_role;
