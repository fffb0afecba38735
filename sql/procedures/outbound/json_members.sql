-- Purpose: makes of each row of a table the members of a JSON object.
-- Input -> output: column names, rows as arrays of strings -> one text per row, in order:
--   "name":"value",... without braces. Missing cells become "", surplus ones the array _extra.
-- Called by: outbound.load_upload_chunk.
-- Writes to: nothing.
-- Idempotence: immutable.
-- Errors: none for arrays of strings.
-- Example: select outbound.json_members('["a"]', '[["1"]]') -> {"\"a\":\"1\""}.
create or replace function outbound.json_members(p_columns jsonb, p_rows jsonb)
returns text[]
language plpgsql
immutable strict parallel safe
set search_path = ''
set jit = 'off'
as $$
declare
  v_width constant integer := jsonb_array_length(p_columns);
  v_labels constant text[] := array(
    select c.name::text || ':'
    from jsonb_array_elements(p_columns) with ordinality as c (name, position)
    order by c.position
  );
begin
  return array(
    select
      (
        select
          string_agg(
            l.label || coalesce((r.cells -> (l.position - 1)::integer)::text, '""'),
            ','
            order by l.position
          )
        from unnest(v_labels) with ordinality as l (label, position)
      )
      || case
        when jsonb_array_length(r.cells) <= v_width then ''
        else ',"_extra":' || (
          select jsonb_agg(e.cell order by e.position)
          from jsonb_array_elements(r.cells) with ordinality as e (cell, position)
          where e.position > v_width
        )::text
      end
    from jsonb_array_elements(p_rows) with ordinality as r (cells, position)
    order by r.position
  );
end;
$$;

comment on function outbound.json_members(jsonb, jsonb) is
  'The rows of p_rows (arrays of strings) as members of JSON objects with the names of p_columns, '
  'without braces, in order. Units: none. Nulls: null in, null out; a missing cell gives "". '
  'Errors: none for arrays of strings.';

revoke all on function outbound.json_members(jsonb, jsonb) from public;
