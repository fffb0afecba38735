-- Purpose: what a call of a model costs. The one place where it is computed.
-- Input -> output: model, tokens asked with, tokens answered with (thinking included) -> US
--   dollars, rounded to six places.
-- Called by: outbound.land_results.
-- Writes to: nothing.
-- Idempotence: stable: prices are a table.
-- Errors: none.
-- Example: reference.ai_cost_usd('gemini-2.0-flash', 1250, 85) = 0.000159.
create or replace function reference.ai_cost_usd(
  p_model text,
  p_input_tokens bigint,
  p_output_tokens bigint
)
returns numeric
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
begin
  return (
    select round(
      p_input_tokens / 1e6 * m.input_usd_per_million
        + p_output_tokens / 1e6 * m.output_usd_per_million,
      6
    )
    from reference.ai_models as m
    where m.model = p_model collate "C"
  );
end;
$$;

comment on function reference.ai_cost_usd(text, bigint, bigint) is
  'Cost of a call of p_model by the prices of reference.ai_models. Units: tokens, US dollars. '
  'Nulls: null for a model without a price and for null tokens. Errors: none.';

revoke all on function reference.ai_cost_usd(text, bigint, bigint) from public;
