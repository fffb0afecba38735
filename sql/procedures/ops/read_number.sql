-- Purpose: an optional number of a request, or an error that says what to mend.
-- Input -> output: request, field, bounds, what it is when left out -> the number.
-- Called by: api functions with options.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 when it is no number within the bounds.
-- Example: v_weight := ops.read_number(p_request, 'similarity_weight', -1, 1, 0).
create or replace function ops.read_number(
  p_request jsonb,
  p_field text,
  p_least numeric,
  p_most numeric,
  p_default numeric
)
returns numeric
language plpgsql
stable
set search_path = ''
as $$
declare
  v_given jsonb := p_request -> p_field;
  v_number numeric := reference.json_number(v_given);
begin
  if v_number between p_least and p_most then
    return v_number;
  end if;
  if ops.is_blank(v_given) then
    return p_default;
  end if;
  raise exception using
    errcode = 'WH104',
    message = format('%s must be a number from %s to %s', p_field, p_least, p_most),
    detail = ops.describe_issue(p_field, 'must be a number within its bounds'),
    hint = format('send %s as a number from %s to %s', p_field, p_least, p_most);
end;
$$;

comment on function ops.read_number(jsonb, text, numeric, numeric, numeric) is
  'The number in field p_field of a request, from p_least to p_most. Units: none. Nulls: a '
  'missing, null or blank field gives p_default, which may be null. Errors: WH104.';

revoke all on function ops.read_number(jsonb, text, numeric, numeric, numeric) from public;
