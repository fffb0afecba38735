-- Purpose: what the sender of a payload is told that landed and could not be taken.
-- Input -> output: failure and its message -> the error of the answer.
-- Called by: ops.record_failure; the answers to batches.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: ops.describe_quarantine(v_failure_id, 'the domain is missing or blank').
create or replace function ops.describe_quarantine(p_failure_id uuid, p_message text)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'code', 'WH201',
    'message', 'the payload landed and is quarantined: ' || p_message,
    'hint', 'nothing is lost; an operator mends or replays failure ' || p_failure_id,
    'issues', '[]'::jsonb
  );
end;
$$;

comment on function ops.describe_quarantine(uuid, text) is
  'The error object (code, message, hint, issues) of a payload in ops.failures. Units: none. '
  'Nulls: a null argument leaves its member null. Errors: none.';

revoke all on function ops.describe_quarantine(uuid, text) from public;
