-- Purpose: the error of one item of a request, as an answer shows it.
-- Input -> output: code, field at fault ('': the item itself), what is wrong, path of the item in
--   the request ('' in a single request) -> {code, message, hint, issues}, null without a code.
-- Called by: api functions with a batch form, ops.answer_items raises it for a single request.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none. Not strict: no code is the usual case.
-- Example: select ops.describe_item_error('WH101', 'latest_title', 'missing or blank',
--   'job_titles.3');
create or replace function ops.describe_item_error(
  p_code text,
  p_field text,
  p_problem text,
  p_path text
)
returns jsonb
language plpgsql
immutable parallel safe
set search_path = ''
as $$
declare
  v_path text := concat_ws('.', nullif(p_path, ''), nullif(p_field, ''));
begin
  if p_code is null then
    return null;
  end if;
  return jsonb_build_object(
    'code', p_code,
    'message', case
      when p_code = 'WH101' then format('%s is required', v_path)
      else format('%s %s', v_path, p_problem)
    end,
    'hint', case
      when p_problem = 'must be a JSON object' then format('send a JSON object for %s', v_path)
      else format('send a text for %s', v_path)
    end,
    'issues', ops.describe_issue(v_path, p_problem)::jsonb
  );
end;
$$;

comment on function ops.describe_item_error(text, text, text, text) is
  'The error object of an item: {code, message, hint, issues}. Units: none. Nulls: p_code null '
  'gives null. Errors: none.';

revoke all on function ops.describe_item_error(text, text, text, text) from public;
