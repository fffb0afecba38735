-- Purpose: the answer to a request with a single and a batch form.
-- Input -> output: what is said of each item (with its error, null for none), whether it was a
--   batch, what is said of all -> the answer: the item's own, or {success, success_count,
--   error_count, results}.
-- Called by: api functions with both forms.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: that of the item, of a single request.
-- Example: return ops.answer_items(v_results, v_is_batch);
create or replace function ops.answer_items(
  p_results jsonb,
  p_is_batch boolean,
  p_more jsonb default '{}'
)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_error jsonb;
  v_errors integer;
begin
  if not p_is_batch then
    v_error := nullif(p_results -> 0 -> 'error', 'null');
    if v_error is not null then
      raise exception using
        errcode = v_error ->> 'code',
        message = v_error ->> 'message',
        detail = (v_error -> 'issues')::text,
        hint = v_error ->> 'hint';
    end if;
    return p_results -> 0 || p_more;
  end if;

  select count(*)
  into v_errors
  from jsonb_array_elements(p_results) as r (result)
  where r.result -> 'error' <> 'null';

  return jsonb_build_object(
    'success', v_errors = 0,
    'success_count', jsonb_array_length(p_results) - v_errors,
    'error_count', v_errors,
    'results', p_results
  ) || p_more;
end;
$$;

comment on function ops.answer_items(jsonb, boolean, jsonb) is
  'The answer made of p_results, one object per item, each with its success and error; p_more is '
  'added to it. Units: items. Nulls: none allowed. Errors: the error of the item, when the '
  'request is not a batch.';

revoke all on function ops.answer_items(jsonb, boolean, jsonb) from public;
