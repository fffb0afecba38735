-- Purpose: reads JSON text without ever failing, on servers without pg_input_is_valid.
-- Input -> output: JSON text -> the document; NUL escapes and halves of surrogate pairs, which
--   jsonb refuses, become U+FFFD.
-- Called by: reference.json_object, reference.json_array.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none: text that is not JSON, nested too deep or too long is null. Not parallel safe: it
--   needs a subtransaction, which parallel workers cannot start before PostgreSQL 17.
-- Example: select reference.parse_json('{"a": [1]}');  -- {"a": [1]}
create or replace function reference.parse_json(p_value text)
returns jsonb
language plpgsql
immutable strict parallel unsafe
set search_path = ''
as $$
begin
  begin
    return ltrim(p_value, E'\ufeff')::jsonb;
  exception
    when untranslatable_character or invalid_text_representation then
      -- A NUL escape or half a surrogate pair: jsonb refuses them, the rest may be good.
      return regexp_replace(
        regexp_replace(
          regexp_replace(
            ltrim(p_value, E'\ufeff'),
            '(?<!\\)((?:\\\\)*)\\u(?:0000|[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F]))',
            '\1\\ufffd', 'g'
          ),
          '(?<!\\)((?:\\\\)*)(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})',
          '\1\2', 'g'
        ),
        '(?<!\\u[dD][89abAB][0-9a-fA-F]{2})(?<!\\)((?:\\\\)*)\\u[dD][c-fC-F][0-9a-fA-F]{2}',
        '\1\\ufffd', 'g'
      )::jsonb;
  end;
exception
  when data_exception or program_limit_exceeded then
    return null;
end;
$$;

comment on function reference.parse_json(text) is
  'JSON document of a text. Units: none. Nulls: null for null and for text that is not JSON. '
  'Errors: none.';

revoke all on function reference.parse_json(text) from public;
