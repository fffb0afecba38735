-- Purpose: the companies similar to one: what core has, or what CompanyEnrich says now.
-- Input -> output: {domain, refresh, limit} -> {success, domain, source: cache, similar_companies,
--   count}; with refresh, or where nobody has been answered about the domain, the call that serve
--   makes (outbound.begin_call), whose answer is the same with source api.
-- Called by: GET /api/companies/:domain/similar.
-- Reads: core; ops.documents says whether there was an answer, which may list nothing.
-- Writes to: nothing, or what api.find_similar_companies_single writes.
-- Idempotence: a second request finds what the first has brought.
-- Errors: WH101, WH102, WH103, WH104; those of api.find_similar_companies_single.
-- Example: select api.get_similar_companies('{"domain": "acme.example", "limit": "10"}').
create or replace function api.get_similar_companies(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_domain text := ops.require_company_domain(p_request, 'domain');
  v_is_refresh boolean := ops.read_boolean(p_request, 'refresh', false);
  v_limit integer := ops.read_integer(p_request, 'limit', 1, 100, 25);
  v_list jsonb;
begin
  if v_is_refresh
    or not exists (
      select
      from ops.documents as d
      where d.source = 'company_enrich_similar' and d.key = v_domain
    )
  then
    return outbound.begin_call(
      'similar_companies',
      v_domain,
      json_build_object(
        'domain', v_domain,
        'similarity_weight', 0,
        'country_code', null,
        'batch_id', null,
        'list_limit', v_limit
      ),
      p_request,
      p_context
    );
  end if;

  v_list := core.list_similar_companies(v_domain, v_limit);
  return jsonb_build_object(
    'success', true,
    'domain', v_domain,
    'source', 'cache',
    'similar_companies', v_list,
    'count', jsonb_array_length(v_list)
  );
end;
$$;

comment on function api.get_similar_companies(jsonb, jsonb) is
  'The companies similar to p_request.domain, best first: from core, or asked of CompanyEnrich '
  'with refresh or where it never answered. Units: companies; limit 1 to 100, default 25. Nulls: '
  'domain is required. Errors: WH101, WH102, WH103, WH104, WH741 no key of the vendor.';

revoke all on function api.get_similar_companies(jsonb, jsonb) from public;
grant execute on function api.get_similar_companies(jsonb, jsonb) to pipeline_edge, service_role;
