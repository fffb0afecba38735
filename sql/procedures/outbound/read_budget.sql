-- Purpose: reads the budget of a job.
-- Input -> output: kind, options with budget_usd -> US dollars; null: no limit.
-- Called by: outbound.enqueue_calls, outbound.set_budget.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104.
-- Example: v_budget_usd := outbound.read_budget(v_kind, '{"budget_usd": 2.5}').
create or replace function outbound.read_budget(p_kind outbound.kinds, p_options jsonb)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given jsonb := p_options -> 'budget_usd';
  v_budget_usd numeric := reference.json_number(v_given);
  v_least numeric;
  v_wrong text;
begin
  if ops.is_blank(v_given) then
    return null;
  end if;
  if (p_kind).is_metered then
    v_least := coalesce(reference.ai_highest_cost_usd((p_kind).kind), 0);
  end if;
  v_wrong := case
    when v_least is null then 'has no use: calls of this kind cost nothing'
    when coalesce(v_budget_usd <= 0 or v_budget_usd > 1e6, true)
      then 'must be an amount in US dollars, over 0 and up to 1000000'
    when v_budget_usd < v_least
      then format('must be at least %s: what a single call may cost', v_least)
  end;
  if v_wrong is not null then
    raise exception using
      errcode = 'WH104',
      message = 'budget_usd ' || v_wrong,
      detail = ops.describe_issue('budget_usd', v_wrong),
      hint = 'send budget_usd as a JSON number, such as 5, or leave it out for no limit';
  end if;
  return v_budget_usd;
end;
$$;

comment on function outbound.read_budget(outbound.kinds, jsonb) is
  'The amount in p_options.budget_usd. Units: US dollars. Nulls: a missing, null or blank one is '
  'null. Errors: WH104 no amount, less than one call may cost, or the kind costs nothing.';

revoke all on function outbound.read_budget(outbound.kinds, jsonb) from public;
