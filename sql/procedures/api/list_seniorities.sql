-- Purpose: the seniorities that filters offer.
-- Input -> output: nothing -> a JSON array of objects.
-- Called by: GET /api/filters/seniorities.
-- Reads: the vocabulary, through reference.list_filter_values.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select api.list_seniorities('{}').
create or replace function api.list_seniorities(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return reference.list_filter_values('seniorities');
end;
$$;

comment on function api.list_seniorities(jsonb, jsonb) is
  'The seniorities that filters offer, in their order. Units: see reference.list_filter_values. '
  'Nulls: none. Errors: none.';

revoke all on function api.list_seniorities(jsonb, jsonb) from public;
grant execute on function api.list_seniorities(jsonb, jsonb) to pipeline_edge, service_role;
