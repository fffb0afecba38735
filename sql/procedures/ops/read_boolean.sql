-- Purpose: an optional yes or no of a request, or an error that says what to mend.
-- Input -> output: request, field, what it is when left out -> true or false.
-- Called by: api functions with options.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 when it is neither.
-- Example: v_dry_run := ops.read_boolean(p_request, 'dry_run', false).
create or replace function ops.read_boolean(p_request jsonb, p_field text, p_default boolean)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given jsonb := p_request -> p_field;
  v_flag boolean := reference.json_boolean(v_given);
begin
  if v_flag is not null then
    return v_flag;
  end if;
  if ops.is_blank(v_given) then
    return p_default;
  end if;
  raise exception using
    errcode = 'WH104',
    message = format('%s must be true or false', p_field),
    detail = ops.describe_issue(p_field, 'must be true or false'),
    hint = format('send %s as true or false', p_field);
end;
$$;

comment on function ops.read_boolean(jsonb, text, boolean) is
  'The yes or no in field p_field of a request. Units: none. Nulls: a missing, null or blank field '
  'gives p_default. Errors: WH104.';

revoke all on function ops.read_boolean(jsonb, text, boolean) from public;
