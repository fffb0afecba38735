-- Purpose: leads that pass filters, a page at a time.
-- Input -> output: {filters of core.read_lead_filter, limit, offset or cursor, count,
--   report_hidden} -> {success, data, meta}.
-- Called by: GET /api/leads.
-- Reads: core.lead_index, core.leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH102, WH103, WH104, WH108.
-- Example: select api.list_leads('{"job_function": "Sales", "limit": 10}').
create or replace function api.list_leads(
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
  v_page ops.list_page := ops.read_page(p_request, 'list_leads', array['bigint'], 50, 100);
  v_filter core.lead_filter := core.read_lead_filter(p_request);
  v_lead_nos bigint[] := core.find_leads(v_filter, v_page);
  v_total bigint := core.count_leads(v_filter, v_page.counting);
  v_more jsonb := '{}';
begin
  if ops.read_boolean(p_request, 'report_hidden', false) then
    v_more := core.count_hidden_leads(v_filter);
  end if;
  return ops.list_answer(
    v_page,
    (
      select jsonb_agg(r.lead order by r.place)
      from core.list_lead_rows(v_lead_nos[:v_page.page_limit]) as r
    ),
    v_total,
    case
      when cardinality(v_lead_nos) > v_page.page_limit
        then jsonb_build_array(v_lead_nos[v_page.page_limit])
    end,
    v_more
  );
end;
$$;

comment on function api.list_leads(jsonb, jsonb) is
  'Leads that pass the filters of p_request, in the order in which they appeared. Units: rows. '
  'Nulls: what is left out filters nothing; incomplete leads are hidden unless '
  'include_incomplete. Errors: WH102, WH103, WH104, WH108.';

revoke all on function api.list_leads(jsonb, jsonb) from public;
grant execute on function api.list_leads(jsonb, jsonb)
  to pipeline_edge, service_role;
