-- Purpose: a required text of a request, or an error that says what to mend.
-- Input -> output: request and field -> the text, cleaned.
-- Called by: api functions.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing or blank; WH104 an object or array.
-- Example: v_name := ops.require_text(p_request, 'name').
create or replace function ops.require_text(p_request jsonb, p_field text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given text := reference.json_text(p_request -> p_field);
begin
  if jsonb_typeof(p_request -> p_field) in ('object', 'array') then
    raise exception using
      errcode = 'WH104',
      message = format('%s must be text', p_field),
      detail = ops.describe_issue(p_field, 'must be text'),
      hint = format('send %s as a JSON string', p_field);
  end if;
  if v_given is null then
    raise exception using
      errcode = 'WH101',
      message = format('%s is required', p_field),
      detail = ops.describe_issue(p_field, 'missing or blank'),
      hint = format('send a value for %s', p_field);
  end if;
  return v_given;
end;
$$;

comment on function ops.require_text(jsonb, text) is
  'The cleaned text in field p_field of a request. Units: none. Nulls: a missing, null or blank '
  'field is an error. Errors: WH101, WH104.';

revoke all on function ops.require_text(jsonb, text) from public;
