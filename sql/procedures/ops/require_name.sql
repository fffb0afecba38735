-- Purpose: the name of a company in a request, or an error that says what to mend.
-- Input -> output: request and field -> the name on one line.
-- Called by: the api functions whose key has a name in it.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing or blank; WH104 no text; WH102 nothing but punctuation.
-- Example: v_name := ops.require_name(p_request, 'customer_company_name').
create or replace function ops.require_name(p_request jsonb, p_field text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_name text := reference.clean_label(ops.require_text(p_request, p_field));
begin
  if reference.name_key(v_name) is null then
    raise exception using
      errcode = 'WH102',
      message = format('%s is not a name', p_field),
      detail = ops.describe_issue(p_field, 'not a name'),
      hint = format('send %s with letters or digits in it', p_field);
  end if;
  return v_name;
end;
$$;

comment on function ops.require_name(jsonb, text) is
  'The name in field p_field of a request, on one line. Units: characters. Nulls: a missing, null '
  'or blank field is an error. Errors: WH101, WH102, WH104.';

revoke all on function ops.require_name(jsonb, text) from public;
