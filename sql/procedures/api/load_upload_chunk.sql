-- Purpose: takes a piece of a file ahead of the request that will use it.
-- Input -> output: {upload_id, chunk_no, first_row, columns, rows} -> {success}.
-- Called by: the edge functions, while they receive a file.
-- Writes to: outbound.upload_chunks.
-- Idempotence: yes, per upload and number.
-- Errors: WH104 wrong type.
-- Example: select api.load_upload_chunk('{"upload_id": "...", "chunk_no": 0, "first_row": 0,
--   "columns": ["Email"], "rows": [["jo@acme.example"]]}').
create or replace function api.load_upload_chunk(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  perform outbound.load_upload_chunk(
    (p_request ->> 'upload_id')::uuid,
    (p_request ->> 'chunk_no')::integer,
    (p_request ->> 'first_row')::integer,
    p_request -> 'columns',
    p_request -> 'rows'
  );
  return '{"success": true}';
end;
$$;

comment on function api.load_upload_chunk(jsonb, jsonb) is
  'Keeps a piece of a file that is being received; nothing is sent before the request that uses '
  'it. Units: rows and pieces, from 0. Nulls: every field is required. Errors: WH104 wrong type.';

revoke all on function api.load_upload_chunk(jsonb, jsonb) from public;
grant execute on function api.load_upload_chunk(jsonb, jsonb) to pipeline_edge, service_role;
