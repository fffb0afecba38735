-- Purpose: an optional text of a request, or an error that says what to mend.
-- Input -> output: request and field -> the text without white space at its ends.
-- Called by: the api functions that list.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 an object, an array or a parameter given several times.
-- Example: v_name := ops.read_text(p_request, 'company_name').
-- Unlike in documents, words such as none are texts here: whoever searches them means them.
create or replace function ops.read_text(p_request jsonb, p_field text)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  if jsonb_typeof(p_request -> p_field) in ('object', 'array') then
    raise exception using
      errcode = 'WH104',
      message = format('%s must be one text', p_field),
      detail = ops.describe_issue(p_field, 'must be one text'),
      hint = format('send %s once', p_field);
  end if;
  return nullif(btrim(p_request ->> p_field, E' \t\n\r\f\u000b\u00a0'), '');
end;
$$;

comment on function ops.read_text(jsonb, text) is
  'The trimmed text in field p_field of a request. Units: none. Nulls: null when the field is '
  'missing, null or blank. Errors: WH104.';

revoke all on function ops.read_text(jsonb, text) from public;
