-- Purpose: the companies that the lead lists watch.
-- Input -> output: nothing -> {success, data: [{id, company_name, domain, total, engineering,
--   sales, created_at}], meta: {total}}.
-- Called by: GET /api/leads/priority-companies.
-- Reads: core.priority_companies, core.people, core.person_job_titles.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select api.list_priority_companies('{}').
create or replace function api.list_priority_companies(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'success', true,
      'data', r.items,
      'meta', jsonb_build_object('total', jsonb_array_length(r.items))
    )
    from core.describe_priority_companies(null) as r (items)
  );
end;
$$;

comment on function api.list_priority_companies(jsonb, jsonb) is
  'All priority companies with the number of their people, in the order in which they were '
  'added. Units: people. Nulls: none. Errors: none.';

revoke all on function api.list_priority_companies(jsonb, jsonb) from public;
grant execute on function api.list_priority_companies(jsonb, jsonb) to pipeline_edge, service_role;
