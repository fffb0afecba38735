-- Purpose: the filters that every page of the dashboard offers, in one answer.
-- Input -> output: nothing -> {seniorities, job_functions, employee_ranges, industries,
--   signals, business_models}.
-- Called by: GET /api/filters.
-- Reads: the vocabularies, through reference.list_filter_values.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select api.list_filters('{}').
create or replace function api.list_filters(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'seniorities', reference.list_filter_values('seniorities'),
    'job_functions', reference.list_filter_values('job_functions'),
    'employee_ranges', reference.list_filter_values('employee_ranges'),
    'industries', reference.list_filter_values('industries'),
    'signals', reference.list_filter_values('signals'),
    'business_models', reference.list_filter_values('business_models')
  );
end;
$$;

comment on function api.list_filters(jsonb, jsonb) is
  'The six filters of the lead lists with their values. Units: see '
  'reference.list_filter_values. Nulls: none. Errors: none.';

revoke all on function api.list_filters(jsonb, jsonb) from public;
grant execute on function api.list_filters(jsonb, jsonb) to pipeline_edge, service_role;
