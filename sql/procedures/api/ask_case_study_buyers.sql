-- Purpose: asks Gemini who is quoted in all case studies that were not processed yet.
-- Input -> output: {limit, budget_usd, dry_run, again} -> {success, total_rows, queued, remaining,
--   job_id, highest_cost_usd, ...}.
-- Called by: POST /run/companies/not-sure/case-study-buyers/batch.
-- Writes to: through outbound.ask_in_bulk the job and its deliveries.
-- Idempotence: what a job has in hand is not taken again; by Idempotency-Key.
-- Errors: WH104 wrong type, WH105, WH741 the key of Gemini is not set.
-- Example: select api.ask_case_study_buyers('{"budget_usd": 5, "dry_run": true}').
create or replace function api.ask_case_study_buyers(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  return outbound.ask_in_bulk('case_study_buyer', p_request, p_context);
end;
$$;

comment on function api.ask_case_study_buyers(jsonb, jsonb) is
  'outbound.ask_in_bulk for case_study_buyer: limit (1 to 50000), budget_usd, dry_run, again. '
  'p_context: api_key_id, idempotency_key, endpoint, vendors. Units: rows, US dollars. Nulls: '
  'everything may be left out. Errors: WH104, WH105, WH741.';

revoke all on function api.ask_case_study_buyers(jsonb, jsonb) from public;
grant execute on function api.ask_case_study_buyers(jsonb, jsonb) to pipeline_edge, service_role;
