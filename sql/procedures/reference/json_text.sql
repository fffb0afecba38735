-- Purpose: reads a text field of a document whatever scalar the sender made of it.
-- Input -> output: a string -> reference.clean_text of it; a number or boolean -> its text.
-- Called by: the extractions.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: select reference.json_text('" 94107 "'), reference.json_text('94107');  -- 94107, 94107
create or replace function reference.json_text(p_value jsonb)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_text text collate "C";
begin
  case jsonb_typeof(p_value)
    when 'string' then
      v_text := p_value #>> '{}';
      -- As in reference.clean_text: most texts are clean, and this is read 60 times a document.
      if octet_length(v_text) > 4
        and left(v_text, 1) between '!' and '~'
        and right(v_text, 1) between '!' and '~'
      then
        return v_text;
      end if;
      return reference.clean_text(v_text);
    when 'number', 'boolean' then
      return p_value #>> '{}';
    else
      return null;
  end case;
end;
$$;

comment on function reference.json_text(jsonb) is
  'Text of a JSON scalar, cleaned. Units: none. Nulls: null for null, JSON null, objects, arrays, '
  'blank strings and placeholders. Errors: none.';

revoke all on function reference.json_text(jsonb) from public;
