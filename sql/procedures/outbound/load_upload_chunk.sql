-- Purpose: keeps a piece of a file that is being received, until all of it is there.
-- Input -> output: upload, number of the piece, index of its first row, columns, rows -> nothing.
-- Called by: api.load_upload_chunk, and api.export_salesnav for the last piece.
-- Writes to: outbound.upload_chunks; the first piece of an upload also clears away what others left
--   lying for an hour.
-- Idempotence: yes; a piece that is there already is left as it is.
-- Errors: WH104 when columns or rows are not what outbound.json_members takes.
-- Example: perform outbound.load_upload_chunk(v_id, 0, 0, '["a"]', '[["1"], ["2"]]').
create or replace function outbound.load_upload_chunk(
  p_upload_id uuid,
  p_chunk_no integer,
  p_first_row integer,
  p_columns jsonb,
  p_rows jsonb
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_problem text := case
    when p_upload_id is null or p_chunk_no is null or p_first_row is null
      then 'upload_id, chunk_no and first_row are required'
    when coalesce(jsonb_typeof(p_columns) <> 'array', true)
      or p_columns = '[]'
      or jsonb_path_exists(p_columns, 'strict $[*] ? (@.type() <> "string")')
      then 'columns must be an array of strings'
    when coalesce(jsonb_typeof(p_rows) <> 'array', true)
      or jsonb_path_exists(p_rows, 'strict $[*] ? (@.type() <> "array")')
      or jsonb_path_exists(p_rows, 'strict $[*][*] ? (@.type() <> "string")')
      then 'rows must be an array of arrays of strings'
  end;
begin
  if v_problem is not null then
    raise exception using
      errcode = 'WH104',
      message = v_problem,
      detail = ops.describe_issue(split_part(v_problem, ' ', 1), v_problem),
      hint = 'send the file itself as multipart/form-data, or columns and rows of strings';
  end if;

  if p_chunk_no = 0 then
    delete from outbound.upload_chunks as c
    using (
      select o.upload_id, o.chunk_no
      from outbound.upload_chunks as o
      where o.created_at < clock_timestamp() - interval '1 hour'
      order by o.upload_id, o.chunk_no
      for update skip locked
    ) as old
    where c.upload_id = old.upload_id
      and c.chunk_no = old.chunk_no;
  end if;

  insert into outbound.upload_chunks (upload_id, chunk_no, first_row, members)
  values (p_upload_id, p_chunk_no, p_first_row, outbound.json_members(p_columns, p_rows))
  on conflict (upload_id, chunk_no) do nothing;
end;
$$;

comment on function outbound.load_upload_chunk(uuid, integer, integer, jsonb, jsonb) is
  'Keeps the rows p_rows (arrays of strings), whose first has index p_first_row, as piece '
  'p_chunk_no of an upload. Units: rows, pieces, both from 0. Nulls: none allowed. Errors: WH104 '
  'wrong type.';

revoke all on function outbound.load_upload_chunk(uuid, integer, integer, jsonb, jsonb) from public;
