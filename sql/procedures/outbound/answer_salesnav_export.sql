-- Purpose: the answer to an export that was accepted.
-- Input -> output: the export and its job -> {success, export_id, job_id, total_rows, message,
--   errors, warnings}.
-- Called by: api.export_salesnav.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_answer := outbound.answer_salesnav_export(v_export, v_job).
create or replace function outbound.answer_salesnav_export(
  p_export raw.salesnav_exports,
  p_job outbound.jobs
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_more integer := p_export.error_count - jsonb_array_length(p_export.errors);
begin
  return jsonb_build_object(
    'success', true,
    'export_id', p_export.export_id,
    'job_id', p_job.job_id,
    'total_rows', p_export.total_rows,
    'message', format(
      '%s of %s rows are on their way; GET /run/salesnav/export/%s says how far they are',
      p_job.total,
      p_export.total_rows,
      p_export.export_id
    ),
    'errors', p_export.errors
      || case
        when v_more > 0 then jsonb_build_array(format('and %s more lines like these', v_more))
        else '[]'
      end
      || coalesce(
        (
          select
            jsonb_agg(
              format(
                'row %s is not sent: %s',
                split_part(s.skipped ->> 'subject', '/', 2),
                s.skipped ->> 'reason'
              )
              order by s.position
            )
          from jsonb_array_elements(p_job.skipped_rows) with ordinality as s (skipped, position)
        ),
        '[]'
      )
      || case
        when p_job.skipped > jsonb_array_length(p_job.skipped_rows) then
          jsonb_build_array(
            format(
              'and %s more rows are not sent',
              p_job.skipped - jsonb_array_length(p_job.skipped_rows)
            )
          )
        else '[]'
      end,
    'warnings', (
      select coalesce(jsonb_agg('{"field": "webhook_url"}' || w.warning), '[]')
      from jsonb_array_elements(p_job.warnings) as w (warning)
    )
  );
end;
$$;

comment on function outbound.answer_salesnav_export(raw.salesnav_exports, outbound.jobs) is
  'What the sender of an export is told. Units: rows, from 0. Nulls: none. Errors: none.';

revoke all on function outbound.answer_salesnav_export(raw.salesnav_exports, outbound.jobs)
  from public;
