-- Purpose: keeps a payload that could not be taken where an operator finds it.
-- Input -> output: what failed and why -> failure_id. The answer to a single request reads it from
--   the transaction-local setting pipeline.landed.
-- Called by: ops.lock_documents (set-based, in a select), ops.load_isolated.
-- Writes to: ops.failures.
-- Idempotence: one row per raw row; failing again counts an attempt and reopens it, unless a mended
--   payload has taken its place.
-- Errors: 23503 for an unknown source.
-- Example: select ops.record_failure('companyenrich', v_raw_id, 'load', '22003', 'out of range');
create or replace function ops.record_failure(
  p_source text,
  p_raw_id uuid,
  p_stage text,
  p_sqlstate text,
  p_message text,
  p_detail text default null,
  p_hint text default null,
  p_context text default null
)
returns uuid
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_failure_id uuid;
begin
  insert into ops.failures as f
    (source, raw_id, stage, sqlstate, message, detail, hint, context)
  values
    (p_source, p_raw_id, p_stage, p_sqlstate, p_message, p_detail, p_hint, p_context)
  on conflict (source, raw_id) do update
    set stage = excluded.stage,
        sqlstate = excluded.sqlstate,
        message = excluded.message,
        detail = excluded.detail,
        hint = excluded.hint,
        context = excluded.context,
        attempts = f.attempts + 1,
        last_failed_at = excluded.last_failed_at,
        -- A mended payload that took its place still stands.
        resolved_at = case when f.resolved_by_raw_id is not null then f.resolved_at end
  returning f.failure_id into v_failure_id;

  perform set_config(
    'pipeline.landed',
    jsonb_build_object(
      'failure_id', v_failure_id,
      'error', ops.describe_quarantine(v_failure_id, p_message)
    )::text,
    true
  );

  return v_failure_id;
end;
$$;

comment on function ops.record_failure(text, uuid, text, text, text, text, text, text) is
  'Records that a raw row could not be taken; again for the same row counts an attempt and '
  'reopens it, unless a mended payload has taken its place. Units: none. Nulls: p_detail, p_hint '
  'and p_context may be null. Errors: 23503 unknown source.';

revoke all on function ops.record_failure(text, uuid, text, text, text, text, text, text)
  from public;
