-- Purpose: which model is asked for a task, and how: the member ask of the body of a delivery. It
--   is frozen when the delivery is enqueued, since who makes the call knows no database.
-- Input -> output: task -> {model, temperature, max_output_tokens, max_prompt_bytes,
--   timeout_seconds}.
-- Called by: whoever enqueues calls of Gemini.
-- Writes to: nothing.
-- Idempotence: stable: tasks are a table.
-- Errors: none.
-- Example: json_build_object('ask', reference.describe_ai_task('orphan_domain'), ...).
create or replace function reference.describe_ai_task(p_task text)
returns jsonb
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'model', t.model,
      'temperature', t.temperature,
      'max_output_tokens', t.max_output_tokens,
      'max_prompt_bytes', t.max_prompt_bytes,
      'timeout_seconds', t.timeout_seconds
    )
    from reference.ai_tasks as t
    where t.task = p_task collate "C"
  );
end;
$$;

comment on function reference.describe_ai_task(text) is
  'Model, temperature and caps of p_task, for the body of a delivery. Units: tokens, bytes, '
  'seconds. Nulls: null for null and for an unknown task; temperature null is that of the model. '
  'Errors: none.';

revoke all on function reference.describe_ai_task(text) from public;
