-- Purpose: whether a field of a request was left out, in any of the ways in which senders do that.
-- Input -> output: the field -> true when it is missing, null, blank or a placeholder.
-- Called by: ops.require_document, ops.read_boolean, ops.read_integer.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: ops.is_blank('"N/A"') and not ops.is_blank('0').
create or replace function ops.is_blank(p_value jsonb)
returns boolean
language plpgsql
-- not strict: a missing field is blank
immutable
set search_path = ''
as $$
begin
  return p_value is null
    or jsonb_typeof(p_value) = 'null'
    or (jsonb_typeof(p_value) = 'string' and reference.json_text(p_value) is null);
end;
$$;

comment on function ops.is_blank(jsonb) is
  'Whether a request field is missing, null, blank or a placeholder. Units: none. Nulls: null is '
  'blank. Errors: none.';

revoke all on function ops.is_blank(jsonb) from public;
