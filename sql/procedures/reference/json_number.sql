-- Purpose: reads a number that may have arrived as text.
-- Input -> output: a JSON number -> itself; a string of a number, with or without thousands
--   separators (comma, space, underscore, apostrophe) -> the number.
-- Called by: the extractions, reference.json_integer, reference.json_bigint.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none: exponents over 999 and texts over 400 characters are no numbers.
-- Example: select reference.json_number('"1,250.5"');  -- 1250.5
create or replace function reference.json_number(p_value jsonb)
returns numeric
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_text text collate "C";
begin
  case jsonb_typeof(p_value)
    when 'number' then
      return p_value::numeric;
    when 'string' then
      v_text := reference.clean_text(p_value #>> '{}');
      if octet_length(v_text) > 400 then
        return null;
      elsif v_text ~ '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$' then
        return v_text::numeric;
      elsif v_text ~ '^[+-]?[0-9]{1,3}([,_ \u00a0\u202f''’][0-9]{3})+(\.[0-9]+)?$' then
        return regexp_replace(v_text, '[,_ \u00a0\u202f''’]', '', 'g')::numeric;
      end if;
      return null;
    else
      return null;
  end case;
end;
$$;

comment on function reference.json_number(jsonb) is
  'Number of a JSON number or numeric string. Units: as given. Nulls: null for null, other types '
  'and text that is no number. Errors: none.';

revoke all on function reference.json_number(jsonb) from public;
