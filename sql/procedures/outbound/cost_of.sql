-- Purpose: what a call of a vendor cost, by its answer.
-- Input -> output: {model, input_tokens, output_tokens, ...} -> US dollars.
-- Called by: outbound.land_results, outbound.keep_late_outcomes.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select outbound.cost_of('{"model": "gemini-2.0-flash", "input_tokens": 412,
--   "output_tokens": 71}').
create or replace function outbound.cost_of(p_result jsonb)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
begin
  return reference.ai_cost_usd(
    p_result ->> 'model',
    reference.json_integer(p_result -> 'input_tokens')::bigint,
    reference.json_integer(p_result -> 'output_tokens')::bigint
  );
end;
$$;

comment on function outbound.cost_of(jsonb) is
  'What a call cost, by the model and the tokens that its answer names. Units: US dollars. Nulls: '
  'null where the answer names none. Errors: none.';

revoke all on function outbound.cost_of(jsonb) from public;
