-- Purpose: what a sender answers about the job it has made.
-- Input -> output: job (null: none was made), subjects chosen, whether this was a dry run, what to
--   say when nothing was chosen -> {success, total_rows, queued, sent, job_id, message, warnings}.
-- Called by: api functions that send.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: return outbound.answer_sender(v_job, v_subjects, false, 'No unsent rows found.').
create or replace function outbound.answer_sender(
  p_job outbound.jobs,
  p_subjects text[],
  p_is_dry_run boolean,
  p_nothing text
)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_total integer := coalesce(cardinality(p_subjects), 0);
begin
  return jsonb_build_object(
    'success', true,
    'dry_run', p_is_dry_run,
    'total_rows', v_total,
    'queued', coalesce((p_job).total, 0),
    'sent', 0,
    'job_id', (p_job).job_id,
    'warnings', coalesce((p_job).warnings, '[]'),
    'message', case
      when v_total = 0 then p_nothing
      when p_is_dry_run then format('%s rows would be sent.', v_total)
      else format('%s rows are on their way: GET /run/outbound/jobs/%s', (p_job).total,
        (p_job).job_id)
    end
  );
end;
$$;

comment on function outbound.answer_sender(outbound.jobs, text[], boolean, text) is
  'The answer of a sender: total_rows chosen, queued of them (bodies over the limit are not), sent '
  '0 since sending has not begun. Units: rows. Nulls: p_job null where no job was made. Errors: '
  'none.';

revoke all on function outbound.answer_sender(outbound.jobs, text[], boolean, text) from public;
