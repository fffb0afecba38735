-- Purpose: how many leads the gate hides from a list.
-- Input -> output: filters -> {hidden_incomplete}: the leads that pass them and are not complete.
-- Called by: api.list_leads.
-- Reads: core.lead_index, through core.count_leads.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_more := core.count_hidden_leads(v_filter).
create or replace function core.count_hidden_leads(p_filter core.lead_filter)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_all core.lead_filter := p_filter;
  v_complete core.lead_filter := p_filter;
begin
  v_all.include_incomplete := true;
  v_complete.include_incomplete := false;
  return jsonb_build_object(
    'hidden_incomplete',
    core.count_leads(v_all, 'exact') - core.count_leads(v_complete, 'exact')
  );
end;
$$;

comment on function core.count_hidden_leads(core.lead_filter) is
  'The leads that pass p_filter and are not complete, as a member of meta. Units: rows. Nulls: '
  'none. Errors: none.';

revoke all on function core.count_hidden_leads(core.lead_filter) from public;
