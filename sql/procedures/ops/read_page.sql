-- Purpose: which page of a list is asked for.
-- Input -> output: request {limit, offset, cursor, count}, name of the list, types of its sort
--   key, bounds -> the page; after_key is the sort key of the row before the page.
-- Called by: the api functions that list.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 out of bounds, or offset and cursor together; WH108 a cursor of another list, of
--   other filters, or none of ours.
-- Example: v_page := ops.read_page(p_request, 'list_people', array['bigint'], 50, 100).
-- A cursor says where a page begins and what it was made for. Nobody gains by writing one: it
-- leads to rows of the same list, and its parts are cast under guard.
create or replace function ops.read_page(
  p_request jsonb,
  p_list text,
  p_key_types text[],
  p_default_limit integer,
  p_most integer
)
returns ops.list_page
language plpgsql
stable
set search_path = ''
as $$
declare
  c_most_offset constant integer := 2000000000;
  v_cursor text := ops.read_text(p_request, 'cursor');
  v_page ops.list_page;
  v_read jsonb;
  v_is_fit boolean;
begin
  v_page.page_limit := ops.read_integer(p_request, 'limit', 1, p_most, p_default_limit);
  v_page.page_offset := ops.read_integer(p_request, 'offset', 0, c_most_offset, null);
  v_page.counting :=
    ops.read_choice(p_request, 'count', array['exact', 'estimated', 'none'], 'exact');
  v_page.filters_hash :=
    md5(p_list || E'\n' || (p_request - '{limit,offset,cursor,count}'::text[])::text);
  if v_cursor is null then
    v_page.page_offset := coalesce(v_page.page_offset, 0);
    return v_page;
  end if;
  if v_page.page_offset is not null then
    raise exception using
      errcode = 'WH104',
      message = 'cursor and offset cannot be sent together',
      detail = ops.describe_issue('offset', 'stands beside a cursor'),
      hint = 'send either cursor or offset';
  end if;

  begin
    v_read := convert_from(
      decode(
        rpad(translate(v_cursor, '-_', '+/'), (length(v_cursor) + 3) / 4 * 4, '='), 'base64'
      ),
      'UTF8'
    )::jsonb;
    select
      count(*) = cardinality(p_key_types)
        and bool_and(
          case
            when k.value is null then true
            when t.name = 'bigint' then k.value::bigint is not null
            when t.name = 'date' then k.value::date is not null
            when t.name = 'uuid' then k.value::uuid is not null
            else t.name = 'text'
          end
        )
    into v_is_fit
    from jsonb_array_elements_text(v_read -> 'k') with ordinality as k (value, position)
    left join unnest(p_key_types) with ordinality as t (name, position)
      on t.position = k.position;
  exception when data_exception or program_limit_exceeded then
    v_is_fit := false;
  end;
  if v_is_fit is not true or v_read ->> 'h' is distinct from v_page.filters_hash then
    raise exception using
      errcode = 'WH108',
      message = 'cursor does not belong to this list and these filters',
      detail = ops.describe_issue('cursor', 'of other filters, or malformed'),
      hint = 'send next_cursor of the page before, with the same filters, or leave cursor out';
  end if;
  v_page.after_key := v_read -> 'k';
  return v_page;
end;
$$;

comment on function ops.read_page(jsonb, text, text[], integer, integer) is
  'The page of the list p_list that a request asks for; its sort key has the types p_key_types '
  '(bigint, date, uuid, text). Units: rows. Nulls: after_key is null without a cursor, page_offset '
  'with one. Errors: WH104, WH108.';

revoke all on function ops.read_page(jsonb, text, text[], integer, integer) from public;
