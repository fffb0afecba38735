-- Purpose: forgets what was received of a file whose request is refused.
-- Input -> output: {upload_id} -> {success}.
-- Called by: the edge functions.
-- Writes to: outbound.upload_chunks.
-- Idempotence: yes.
-- Errors: none.
-- Example: select api.discard_upload('{"upload_id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e"}').
create or replace function api.discard_upload(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
begin
  perform outbound.discard_upload((p_request ->> 'upload_id')::uuid);
  return '{"success": true}';
end;
$$;

comment on function api.discard_upload(jsonb, jsonb) is
  'Deletes what was received of the upload p_request.upload_id. Units: none. Nulls: null deletes '
  'nothing. Errors: none.';

revoke all on function api.discard_upload(jsonb, jsonb) from public;
grant execute on function api.discard_upload(jsonb, jsonb) to pipeline_edge, service_role;
