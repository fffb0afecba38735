-- Purpose: reads a whole number that may have arrived as text.
-- Input -> output: a JSON number or numeric string without a fraction -> bigint.
-- Called by: the extractions.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none: what has a fraction or does not fit is null, never rounded.
-- Example: select reference.json_bigint('"1,250"'), reference.json_bigint('2.5');  -- 1250, null
create or replace function reference.json_bigint(p_value jsonb)
returns bigint
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_number numeric := reference.json_number(p_value);
begin
  if v_number between -9223372036854775808 and 9223372036854775807
    and v_number = trunc(v_number)
  then
    return v_number::bigint;
  end if;
  return null;
end;
$$;

comment on function reference.json_bigint(jsonb) is
  'Whole number of a JSON number or numeric string. Units: as given. Nulls: null for null, other '
  'types, fractions and numbers outside bigint. Errors: none.';

revoke all on function reference.json_bigint(jsonb) from public;
