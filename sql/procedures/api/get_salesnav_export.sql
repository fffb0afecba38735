-- Purpose: how far an export is.
-- Input -> output: {export_id} -> {success, export_id, file_name, total_rows, errors, ...} and all
--   of outbound.describe_job.
-- Called by: GET /run/salesnav/export/:export_id.
-- Reads: raw.salesnav_exports.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH104 no uuid, WH725 unknown export.
-- Example: select api.get_salesnav_export(
--   '{"export_id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e"}').
create or replace function api.get_salesnav_export(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  v_given text := ops.require_text(p_request, 'export_id');
  v_export raw.salesnav_exports;
begin
  if v_given !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    raise exception using
      errcode = 'WH104',
      message = 'export_id must be a uuid',
      detail = ops.describe_issue('export_id', 'must be a uuid'),
      hint = 'use the export_id of the answer to the upload';
  end if;

  select e.*
  into v_export
  from raw.salesnav_exports as e
  where e.export_id = v_given::uuid;
  if not found then
    raise exception using
      errcode = 'WH725',
      message = 'the export does not exist',
      hint = 'use the export_id of the answer to the upload; raw.salesnav_exports lists them';
  end if;

  return outbound.describe_job(v_export.job_id) || jsonb_build_object(
    'success', true,
    'export_id', v_export.export_id,
    'file_name', v_export.file_name,
    'export_title', v_export.export_title,
    'export_timestamp', v_export.export_timestamp,
    'total_rows', v_export.total_rows,
    'errors', v_export.errors,
    'error_count', v_export.error_count,
    'received_at', v_export.received_at
  );
end;
$$;

comment on function api.get_salesnav_export(jsonb, jsonb) is
  'The export p_request.export_id with state, counts, rate and time left of its job. Units: rows, '
  'seconds; times are UTC. Nulls: export_id is required. Errors: WH101 missing, WH104 no uuid, '
  'WH725 unknown export.';

revoke all on function api.get_salesnav_export(jsonb, jsonb) from public;
grant execute on function api.get_salesnav_export(jsonb, jsonb) to pipeline_edge, service_role;
