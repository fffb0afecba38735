-- Purpose: the most that one call of a task can cost: what is held back of a budget for each.
-- Input -> output: task -> US dollars: a prompt as long as can be, of one token per byte, and an
--   answer as long as can be.
-- Called by: outbound.enqueue_calls, outbound.set_budget.
-- Writes to: nothing.
-- Idempotence: stable: tasks and prices are tables.
-- Errors: none.
-- Example: reference.ai_highest_cost_usd('orphan_domain') = 0.002819.
create or replace function reference.ai_highest_cost_usd(p_task text)
returns numeric
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
begin
  return (
    select reference.ai_cost_usd(t.model, t.max_prompt_bytes, t.max_output_tokens)
    from reference.ai_tasks as t
    where t.task = p_task collate "C"
  );
end;
$$;

comment on function reference.ai_highest_cost_usd(text) is
  'The most that one call of p_task can cost, by the prices of its model and its caps. Units: US '
  'dollars. Nulls: null for null and for an unknown task. Errors: none.';

revoke all on function reference.ai_highest_cost_usd(text) from public;
