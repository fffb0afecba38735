-- Purpose: a required JSON object of a request, or an error that says what to mend.
-- Input -> output: request and field -> the object; a JSON string that holds one is read.
-- Called by: api functions of ingests.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, null or blank; WH104 not an object.
-- Example: v_payload := ops.require_document(p_request, 'raw_payload').
create or replace function ops.require_document(p_request jsonb, p_field text)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given jsonb := p_request -> p_field;
  v_document jsonb := reference.json_object(v_given);
begin
  if v_document is not null then
    return v_document;
  end if;
  if ops.is_blank(v_given) then
    raise exception using
      errcode = 'WH101',
      message = format('%s is required', p_field),
      detail = ops.describe_issue(p_field, 'missing or blank'),
      hint = format('send the vendor''s document as %s', p_field);
  end if;
  raise exception using
    errcode = 'WH104',
    message = format('%s must be a JSON object', p_field),
    detail = ops.describe_issue(p_field, 'must be a JSON object, or a JSON string of one'),
    hint = format('send the vendor''s document as %s, as it came', p_field);
end;
$$;

comment on function ops.require_document(jsonb, text) is
  'The JSON object in field p_field of a request; a JSON string that holds one is read. Units: '
  'none. Nulls: a missing, null or blank field is an error. Errors: WH101, WH104.';

revoke all on function ops.require_document(jsonb, text) from public;
