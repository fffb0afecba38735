-- Purpose: sends the rows of a Sales Navigator export to a Clay webhook.
-- Input -> output: {webhook_url, export_title, export_timestamp, notes, file: {name, sha256, bytes,
--   encoding, delimiter, header, total_rows, errors, error_count}, columns, rows} -> {success,
--   export_id, job_id, total_rows, message, errors, warnings}. Rows before `first_row` were given
--   to api.load_upload_chunk under the same upload_id.
-- Called by: POST /run/salesnav/export/to-clay.
-- Writes to: raw.salesnav_exports; through outbound.enqueue the job and its deliveries.
-- Idempotence: by Idempotency-Key over the fields and the hash of the file; without one every
--   request makes a job.
-- Errors: WH101 no webhook_url, WH104 wrong type, WH105, WH703 over the limit of the webhook, WH711
--   and WH712 not allowed, WH723 no rows, WH724 rows are missing.
-- Example: select api.export_salesnav('{"webhook_url": "https://api.clay.com/v3/...",
--   "columns": ["Email"], "rows": [["jo@acme.example"]]}').
create or replace function api.export_salesnav(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
set jit = 'off'
as $$
declare
  c_own constant text[] := array[
    'webhook_url', 'export_title', 'export_timestamp', 'notes', 'file', 'columns', 'rows',
    'upload_id', 'chunk_no', 'first_row'
  ];
  v_file jsonb := case
    when jsonb_typeof(p_request -> 'file') = 'object' then p_request -> 'file'
    else '{}'
  end;
  v_upload_id uuid := coalesce((p_request ->> 'upload_id')::uuid, gen_random_uuid());
  v_first_row integer := coalesce((p_request ->> 'first_row')::integer, 0);
  v_export raw.salesnav_exports;
  v_webhook_url text;
  v_members text[];
  v_subjects text[];
  v_bodies json[];
  v_job outbound.jobs;
  v_answer jsonb;
begin
  v_answer := ops.claim_idempotency_key(
    p_context,
    case
      when v_file ? 'sha256' then
        (p_request - array['file', 'columns', 'rows', 'upload_id', 'chunk_no', 'first_row'])
          || jsonb_build_object('file', v_file -> 'sha256')
      else p_request
    end
  );
  if v_answer is not null then
    perform outbound.discard_upload(v_upload_id);
    return v_answer;
  end if;

  v_webhook_url := ops.require_text(p_request, 'webhook_url');
  perform outbound.load_upload_chunk(
    v_upload_id,
    coalesce((p_request ->> 'chunk_no')::integer, 0),
    v_first_row,
    p_request -> 'columns',
    p_request -> 'rows'
  );
  v_members := outbound.take_upload(
    v_upload_id, v_first_row + jsonb_array_length(p_request -> 'rows')
  );
  if cardinality(v_members) = 0 then
    raise exception using
      errcode = 'WH723',
      message = 'No data rows found in file',
      detail = ops.describe_issue('file', 'No data rows found in file'),
      hint = 'send a header line and at least one row';
  end if;

  v_export.export_id := gen_random_uuid();
  select
    array_agg(v_export.export_id || '/' || (m.position - 1) order by m.position),
    array_agg(('{' || m.member || s.suffix || (m.position - 1) || '}')::json order by m.position)
  into v_subjects, v_bodies
  from unnest(v_members) with ordinality as m (member, position)
  cross join (
    select
      ',"_export_title":' || coalesce((p_request -> 'export_title')::text, 'null')
      || ',"_export_timestamp":' || coalesce((p_request -> 'export_timestamp')::text, 'null')
      || ',"_notes":' || coalesce((p_request -> 'notes')::text, 'null')
      || ',"_row_index":' as suffix
  ) as s;

  v_job := outbound.enqueue(
    p_kind => 'salesnav_export',
    p_webhook_url => v_webhook_url,
    p_subjects => v_subjects,
    p_bodies => v_bodies,
    p_options => jsonb_build_object('export_id', v_export.export_id),
    p_context => p_context
  );
  if v_job.total = 0 then
    raise exception using
      errcode = 'WH723',
      message = 'no row of the file can be sent: ' || (v_job.skipped_rows #>> '{0,reason}'),
      detail = ops.describe_issue('file', v_job.skipped_rows #>> '{0,reason}'),
      hint = 'send shorter rows';
  end if;

  insert into raw.salesnav_exports as e (
    export_id, job_id, webhook_url, file_name, file_sha256, file_bytes, encoding, delimiter,
    header, columns, export_title, export_timestamp, notes, total_rows, skipped_rows, errors,
    error_count, envelope, api_key_id
  )
  values (
    v_export.export_id,
    v_job.job_id,
    v_webhook_url,
    v_file ->> 'name',
    v_file ->> 'sha256',
    (v_file ->> 'bytes')::bigint,
    v_file ->> 'encoding',
    v_file ->> 'delimiter',
    coalesce(v_file -> 'header', p_request -> 'columns'),
    p_request -> 'columns',
    p_request ->> 'export_title',
    p_request ->> 'export_timestamp',
    p_request ->> 'notes',
    cardinality(v_members),
    v_job.skipped,
    coalesce(v_file -> 'errors', '[]'),
    coalesce((v_file ->> 'error_count')::integer, 0),
    p_request - c_own,
    (p_context ->> 'api_key_id')::uuid
  )
  returning e.* into v_export;

  return ops.keep_idempotent_answer(
    p_context, outbound.answer_salesnav_export(v_export, v_job)
  );
end;
$$;

comment on function api.export_salesnav(jsonb, jsonb) is
  'Makes a job that sends every row of a file to p_request.webhook_url. Units: rows, bytes. Nulls: '
  'webhook_url, columns and rows are required; a title, timestamp or note that is not given is '
  'sent as null. Errors: WH101 webhook_url is missing, WH104 wrong type, WH105 Idempotency-Key '
  'used before, WH703 over the limit of the webhook, WH711 and WH712 the webhook is not allowed, '
  'WH723 no rows, WH724 rows are missing.';

revoke all on function api.export_salesnav(jsonb, jsonb) from public;
grant execute on function api.export_salesnav(jsonb, jsonb) to pipeline_edge, service_role;
