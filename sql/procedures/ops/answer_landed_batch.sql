-- Purpose: the answer to a batch whose items landed, each as a raw row of its own.
-- Input -> output: what is said of each item, what an item is -> {success, success_count,
--   error_count, results}, with an error when every item is quarantined.
-- Called by: api functions that land batches.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: return ops.answer_landed_batch(v_results, 'company').
create or replace function ops.answer_landed_batch(p_results jsonb, p_item text)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_items integer := jsonb_array_length(p_results);
  v_errors integer;
begin
  select count(*)
  into v_errors
  from jsonb_array_elements(p_results) as r (item)
  where not (r.item -> 'success')::boolean;

  return jsonb_build_object(
    'success', v_errors = 0,
    'success_count', v_items - v_errors,
    'error_count', v_errors,
    'results', p_results
  ) || case
    when v_errors = v_items then jsonb_build_object(
      'error', jsonb_build_object(
        'code', 'WH201',
        'message', format('every %s landed and is quarantined', p_item),
        'hint', 'nothing is lost; an operator mends or replays the failures in results',
        'issues', '[]'::jsonb
      )
    )
    else '{}'
  end;
end;
$$;

comment on function ops.answer_landed_batch(jsonb, text) is
  'The answer made of p_results, one object per landed item, each with its success; p_item names '
  'what an item is. Units: items. Nulls: none allowed. Errors: none.';

revoke all on function ops.answer_landed_batch(jsonb, text) from public;
