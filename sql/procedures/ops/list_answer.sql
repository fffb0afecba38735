-- Purpose: the answer of a list: its rows, and how to go on.
-- Input -> output: page, rows, total, sort key of the last row when rows follow it, more of meta
--   -> {success, data, meta: {total, limit, offset, count, next_cursor, ...}}.
-- Called by: the api functions that list.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: return ops.list_answer(v_page, v_rows, v_total, v_last_key, '{}').
create or replace function ops.list_answer(
  p_page ops.list_page,
  p_rows jsonb,
  p_total bigint,
  p_last_key jsonb,
  p_more jsonb default '{}'
)
returns jsonb
language plpgsql
-- not strict: every part may be missing
immutable
set search_path = ''
as $$
declare
  v_cursor text;
begin
  if p_last_key is not null then
    v_cursor := jsonb_build_object('h', p_page.filters_hash, 'k', p_last_key)::text;
    v_cursor := translate(
      encode(convert_to(v_cursor, 'UTF8'), 'base64'), E'+/=\n', '-_'
    );
  end if;
  return jsonb_build_object(
    'success', true,
    'data', coalesce(p_rows, '[]'),
    'meta', jsonb_build_object(
      'total', p_total,
      'limit', p_page.page_limit,
      'offset', p_page.page_offset,
      'count', p_page.counting,
      'next_cursor', v_cursor
    ) || coalesce(p_more, '{}')
  );
end;
$$;

comment on function ops.list_answer(ops.list_page, jsonb, bigint, jsonb, jsonb) is
  'The answer of a list. p_last_key: the sort key of the last row, as an array, when further rows '
  'follow; it makes next_cursor. Units: rows. Nulls: p_rows null is no rows, p_total null is not '
  'counted, p_last_key null is the last page. Errors: none.';

revoke all on function ops.list_answer(ops.list_page, jsonb, bigint, jsonb, jsonb) from public;
