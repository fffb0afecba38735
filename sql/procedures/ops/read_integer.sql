-- Purpose: an optional whole number of a request, or an error that says what to mend.
-- Input -> output: request, field, bounds, what it is when left out -> the number.
-- Called by: api functions with options.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 when it is no whole number within the bounds.
-- Example: v_batch_size := ops.read_integer(p_request, 'batch_size', 1, 20000, 5000).
create or replace function ops.read_integer(
  p_request jsonb,
  p_field text,
  p_least integer,
  p_most integer,
  p_default integer
)
returns integer
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given jsonb := p_request -> p_field;
  v_number integer := reference.json_integer(v_given);
begin
  if v_number between p_least and p_most then
    return v_number;
  end if;
  if ops.is_blank(v_given) then
    return p_default;
  end if;
  raise exception using
    errcode = 'WH104',
    message = format('%s must be a whole number from %s to %s', p_field, p_least, p_most),
    detail = ops.describe_issue(p_field, 'must be a whole number within its bounds'),
    hint = format('send %s as a whole number from %s to %s', p_field, p_least, p_most);
end;
$$;

comment on function ops.read_integer(jsonb, text, integer, integer, integer) is
  'The whole number in field p_field of a request, from p_least to p_most. Units: none. Nulls: a '
  'missing, null or blank field gives p_default, which may be null. Errors: WH104.';

revoke all on function ops.read_integer(jsonb, text, integer, integer, integer) from public;
