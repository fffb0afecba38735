-- Purpose: reads an array that may have arrived as a JSON string, as Clay often sends it.
-- Input -> output: an array, or a string that holds one -> an array.
-- Called by: the landing functions and the extractions.
-- Writes to: nothing.
-- Idempotence: json_array(json_array(x)) = json_array(x).
-- Errors: none. Not parallel safe, since reference.parse_json is not.
-- Example: select reference.json_array('"[1, 2]"');  -- [1, 2]
create or replace function reference.json_array(p_value jsonb)
returns jsonb
language plpgsql
immutable strict parallel unsafe
set search_path = ''
as $$
declare
  v_parsed jsonb;
begin
  if jsonb_typeof(p_value) = 'array' then
    return p_value;
  elsif jsonb_typeof(p_value) = 'string' and (p_value #>> '{}') ~ '^[\s\ufeff]*\[' then
    v_parsed := reference.parse_json(p_value #>> '{}');
    if jsonb_typeof(v_parsed) = 'array' then
      return v_parsed;
    end if;
  end if;
  return null;
end;
$$;

comment on function reference.json_array(jsonb) is
  'JSON array, also out of a JSON string. Units: none. Nulls: null for null and for anything '
  'else. Errors: none.';

revoke all on function reference.json_array(jsonb) from public;
