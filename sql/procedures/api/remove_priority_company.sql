-- Purpose: takes a company off the list that the lead lists watch.
-- Input -> output: {company_name: its name in any case, or its domain} -> {success,
--   company_name, removed}.
-- Called by: DELETE /api/leads/priority-companies/:company_name.
-- Writes to: core.priority_companies.
-- Idempotence: the second time there is none: WH507.
-- Errors: WH101 missing, WH104 wrong type, WH507 not on the list.
-- Example: select api.remove_priority_company('{"company_name": "acme"}').
create or replace function api.remove_priority_company(
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
  v_name text := ops.require_text(p_request, 'company_name');
  v_removed integer := core.drop_priority_companies(v_name);
begin
  if v_removed = 0 then
    raise exception using
      errcode = 'WH507',
      message = format('no priority company %s', left(v_name, 200)),
      detail = ops.describe_issue('company_name', 'of no priority company'),
      hint = 'see GET /api/leads/priority-companies';
  end if;
  return jsonb_build_object('success', true, 'company_name', v_name, 'removed', v_removed);
end;
$$;

comment on function api.remove_priority_company(jsonb, jsonb) is
  'Removes the priority companies of that name or domain. Units: rows. Nulls: company_name is '
  'required. Errors: WH101 missing, WH104 wrong type, WH507 not on the list.';

revoke all on function api.remove_priority_company(jsonb, jsonb) from public;
grant execute on function api.remove_priority_company(jsonb, jsonb) to pipeline_edge, service_role;
