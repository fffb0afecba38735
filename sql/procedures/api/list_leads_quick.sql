-- Purpose: the first leads that pass filters, without counting.
-- Input -> output: {filters of core.read_lead_filter, limit} -> {success, data}.
-- Called by: GET /api/leads/quick.
-- Reads: core.lead_index, core.leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH102, WH103, WH104, WH108.
-- Example: select api.list_leads_quick('{"seniority": "VP"}').
create or replace function api.list_leads_quick(
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
  v_page ops.list_page := ops.read_page(
    p_request - '{offset,cursor,count}'::text[], 'list_leads_quick', array['bigint'], 50, 2000
  );
  v_lead_nos bigint[] := core.find_leads(core.read_lead_filter(p_request), v_page);
begin
  return jsonb_build_object(
    'success', true,
    'data', coalesce(
      (
        select jsonb_agg(r.lead order by r.place)
        from core.list_lead_rows(v_lead_nos[:v_page.page_limit]) as r
      ),
      '[]'
    )
  );
end;
$$;

comment on function api.list_leads_quick(jsonb, jsonb) is
  'The first leads that pass the filters of p_request, at most 2,000, without total and pages. '
  'Units: rows. Nulls: what is left out filters nothing. Errors: WH102, WH103, WH104.';

revoke all on function api.list_leads_quick(jsonb, jsonb) from public;
grant execute on function api.list_leads_quick(jsonb, jsonb)
  to pipeline_edge, service_role;
