-- Purpose: asks Gemini for the domains of all customers that are known by name alone.
-- Input -> output: {limit, budget_usd, dry_run, again} -> {success, total_rows, queued, remaining,
--   job_id, highest_cost_usd, ...}.
-- Called by: POST /run/customers/gemini/orphan-domains/batch.
-- Writes to: through outbound.ask_in_bulk the job and its deliveries.
-- Idempotence: what a job has in hand is not taken again; by Idempotency-Key.
-- Errors: WH104 wrong type, WH105, WH741 the key of Gemini is not set.
-- Example: select api.ask_orphan_domains('{"budget_usd": 5, "dry_run": true}').
create or replace function api.ask_orphan_domains(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  return outbound.ask_in_bulk('orphan_domain', p_request, p_context);
end;
$$;

comment on function api.ask_orphan_domains(jsonb, jsonb) is
  'outbound.ask_in_bulk for orphan_domain: limit (1 to 50000), budget_usd, dry_run, again. '
  'p_context: api_key_id, idempotency_key, endpoint, vendors. Units: rows, US dollars. Nulls: '
  'everything may be left out. Errors: WH104, WH105, WH741.';

revoke all on function api.ask_orphan_domains(jsonb, jsonb) from public;
grant execute on function api.ask_orphan_domains(jsonb, jsonb) to pipeline_edge, service_role;
