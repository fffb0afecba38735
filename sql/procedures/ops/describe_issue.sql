-- Purpose: the DETAIL of an error about a field: the issues that an answer lists.
-- Input -> output: field and what is wrong -> JSON text [{path, message}].
-- Called by: whoever raises an error about a request.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: ops.describe_issue('domain', 'missing or blank').
create or replace function ops.describe_issue(p_path text, p_message text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return jsonb_build_array(jsonb_build_object('path', p_path, 'message', p_message))::text;
end;
$$;

comment on function ops.describe_issue(text, text) is
  'A JSON array with one issue {path, message}, as text, for the DETAIL of an error. Units: none. '
  'Nulls: null in, null out. Errors: none.';

revoke all on function ops.describe_issue(text, text) from public;
