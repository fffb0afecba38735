-- Purpose: reads a yes or no of a document whatever the sender made of it.
-- Input -> output: a boolean, 1 or 0, or a text that says so -> the boolean.
-- Called by: the extractions and the landing functions.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.json_boolean('"True"'), reference.json_boolean('0');  -- true, false
create or replace function reference.json_boolean(p_value jsonb)
returns boolean
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return case
    when jsonb_typeof(p_value) = 'boolean' then p_value = 'true'
    when jsonb_typeof(p_value) in ('string', 'number') then
      case lower(btrim(p_value #>> '{}') collate "C")
        when 'true' then true
        when 'yes' then true
        when '1' then true
        when 'false' then false
        when 'no' then false
        when '0' then false
      end
  end;
end;
$$;

comment on function reference.json_boolean(jsonb) is
  'Boolean of a JSON scalar: true, yes, 1, false, no, 0 in any case. Units: none. Nulls: null for '
  'null and for anything else. Errors: none.';

revoke all on function reference.json_boolean(jsonb) from public;
