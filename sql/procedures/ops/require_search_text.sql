-- Purpose: the text that is searched for, or an error that says what to mend.
-- Input -> output: request and field -> the text without white space at its ends.
-- Called by: api.search_companies, api.find_company.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing or blank; WH104 no text, or shorter than two characters.
-- Example: v_text := ops.require_search_text(p_request, 'q').
-- Unlike in documents, words such as none are texts here: a company may be called None.
create or replace function ops.require_search_text(p_request jsonb, p_field text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_text text := ops.read_text(p_request, p_field);
begin
  if v_text is null then
    raise exception using
      errcode = 'WH101',
      message = format('%s is required', p_field),
      detail = ops.describe_issue(p_field, 'missing or blank'),
      hint = format('send two characters or more in %s', p_field);
  end if;
  if length(v_text) < 2 then
    raise exception using
      errcode = 'WH104',
      message = format('%s must have at least two characters', p_field),
      detail = ops.describe_issue(p_field, 'shorter than two characters'),
      hint = format('send two characters or more in %s', p_field);
  end if;
  return v_text;
end;
$$;

comment on function ops.require_search_text(jsonb, text) is
  'The trimmed text in field p_field of a request, of two characters or more. Units: characters. '
  'Nulls: a missing, null or blank field is an error. Errors: WH101, WH104.';

revoke all on function ops.require_search_text(jsonb, text) from public;
