-- Purpose: reads an object that may have arrived as a JSON string, as Clay often sends it.
-- Input -> output: an object, or a string that holds one -> an object.
-- Called by: the landing functions and the extractions.
-- Writes to: nothing.
-- Idempotence: json_object(json_object(x)) = json_object(x).
-- Errors: none. Not parallel safe, since reference.parse_json is not.
-- Example: select reference.json_object('"{\\"a\\": 1}"');  -- {"a": 1}
create or replace function reference.json_object(p_value jsonb)
returns jsonb
language plpgsql
immutable strict parallel unsafe
set search_path = ''
as $$
declare
  v_parsed jsonb;
begin
  if jsonb_typeof(p_value) = 'object' then
    return p_value;
  elsif jsonb_typeof(p_value) = 'string' and (p_value #>> '{}') ~ '^[\s\ufeff]*\{' then
    v_parsed := reference.parse_json(p_value #>> '{}');
    if jsonb_typeof(v_parsed) = 'object' then
      return v_parsed;
    end if;
  end if;
  return null;
end;
$$;

comment on function reference.json_object(jsonb) is
  'JSON object, also out of a JSON string. Units: none. Nulls: null for null and for anything '
  'else. Errors: none.';

revoke all on function reference.json_object(jsonb) from public;
