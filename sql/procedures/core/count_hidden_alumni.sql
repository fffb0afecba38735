-- Purpose: how many leads that used to work at some companies the gate hides from a list.
-- Input -> output: domains, filters -> {hidden_incomplete}: the leads that pass them and are not
--   complete.
-- Called by: api.list_leads_by_past_employer, api.list_leads_by_company_customers.
-- Reads: core.company_alumni, through core.count_alumni.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_more := core.count_hidden_alumni(array['acme.example'], v_filter).
create or replace function core.count_hidden_alumni(
  p_domains text[],
  p_filter core.lead_filter
)
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
    core.count_alumni(p_domains, v_all) - core.count_alumni(p_domains, v_complete)
  );
end;
$$;

comment on function core.count_hidden_alumni(text[], core.lead_filter) is
  'The leads that used to work at p_domains, pass p_filter and are not complete, as a member of '
  'meta. Units: rows. Nulls: a null or empty array gives 0. Errors: none.';

revoke all on function core.count_hidden_alumni(text[], core.lead_filter) from public;
