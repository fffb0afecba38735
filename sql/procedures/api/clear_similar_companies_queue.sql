-- Purpose: cancels what is still to be asked of CompanyEnrich about similar companies.
-- Input -> output: {include_processing} -> {success, cleared} and the counts of
--   api.get_similar_companies_queue_status.
-- Called by: DELETE /api/enrichment/similar-companies/queue/clear.
-- Writes to: what outbound.clear_similar_queue writes.
-- Idempotence: yes; an empty queue stays empty.
-- Errors: WH104 wrong type.
-- Example: select api.clear_similar_companies_queue('{"include_processing": true}').
create or replace function api.clear_similar_companies_queue(
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
  v_cleared integer := outbound.clear_similar_queue(
    ops.read_boolean(p_request, 'include_processing', false)
  );
begin
  return api.get_similar_companies_queue_status('{}')
    || jsonb_build_object('cleared', v_cleared);
end;
$$;

comment on function api.clear_similar_companies_queue(jsonb, jsonb) is
  'Cancels the pending domains of all batches; with p_request.include_processing also those that '
  'a worker has in hand, whose answers are then not landed. Units: domains. Nulls: nothing is '
  'required. Errors: WH104 wrong type.';

revoke all on function api.clear_similar_companies_queue(jsonb, jsonb) from public;
grant execute on function api.clear_similar_companies_queue(jsonb, jsonb)
  to pipeline_edge, service_role;
