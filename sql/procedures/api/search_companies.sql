-- Purpose: companies for a search box.
-- Input -> output: {q, limit} -> {success, data, meta}; equal names and domains first, then
--   those that begin with the text, then those that contain it; where none does, the company
--   whose page or e-mail address the text is.
-- Called by: GET /api/companies/search.
-- Reads: core.company_index, core.companies_full.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH104 wrong type, too short or out of bounds.
-- Example: select api.search_companies('{"q": "acme"}').
create or replace function api.search_companies(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_limit integer := ops.read_integer(p_request, 'limit', 1, 50, 10);
  v_text text := ops.require_search_text(p_request, 'q');
  v_domain text;
  v_domains text[];
  v_rows jsonb;
begin
  v_domains := core.search_companies(v_text, v_limit, false);
  if v_domains = '{}' then
    -- https://www.acme.example/about is pasted as it stands in the address bar.
    v_domain := reference.normalize_domain(v_text);
    v_domains := core.search_companies(v_domain, v_limit, false);
  end if;
  v_rows := (
    select jsonb_agg(d.item order by array_position(v_domains, d.item ->> 'domain'))
    from jsonb_array_elements(core.describe_companies(v_domains)) as d (item)
  );
  return jsonb_build_object(
    'success', true,
    'data', coalesce(v_rows, '[]'),
    'meta', jsonb_build_object(
      'total', cardinality(v_domains),
      'limit', v_limit,
      'offset', 0
    )
  );
end;
$$;

comment on function api.search_companies(jsonb, jsonb) is
  'At most limit companies whose name or domain contains p_request.q, the best first. Units: '
  'companies. Nulls: q is required; meta.total is the number of rows. Errors: WH101 missing, '
  'WH104 wrong type, too short or out of bounds.';

revoke all on function api.search_companies(jsonb, jsonb) from public;
grant execute on function api.search_companies(jsonb, jsonb) to pipeline_edge, service_role;
