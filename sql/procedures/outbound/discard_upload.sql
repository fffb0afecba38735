-- Purpose: forgets the rows of a file that is not sent after all.
-- Input -> output: upload -> nothing.
-- Called by: api.discard_upload; api.export_salesnav for a repeated request.
-- Writes to: outbound.upload_chunks.
-- Idempotence: yes.
-- Errors: none.
-- Example: perform outbound.discard_upload(v_upload_id).
create or replace function outbound.discard_upload(p_upload_id uuid)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  delete from outbound.upload_chunks as c
  where c.upload_id = p_upload_id;
end;
$$;

comment on function outbound.discard_upload(uuid) is
  'Deletes what was received of an upload. Units: none. Nulls: null deletes nothing. Errors: none.';

revoke all on function outbound.discard_upload(uuid) from public;
