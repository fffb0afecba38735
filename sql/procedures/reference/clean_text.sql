-- Purpose: the text that a field of a document holds, if it holds any.
-- Input -> output: any text -> the text without white space at its ends (Unicode spaces, zero-width
--   characters and byte order marks included); null for what people send instead of nothing.
-- Called by: reference.json_text and every extraction.
-- Writes to: nothing.
-- Idempotence: clean_text(clean_text(x)) = clean_text(x).
-- Errors: none.
-- Example: select reference.clean_text(E'\u00a0 Acme\n');  -- Acme
create or replace function reference.clean_text(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_spaces constant text collate "C" :=
    E'\t\n\u000b\f\r \u0085\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008'
    '\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff';
  v_text text collate "C";
begin
  -- Longer than a placeholder, and visible ASCII at both ends: clean.
  if octet_length(p_value) > 4
    and left(p_value, 1) collate "C" between '!' and '~'
    and right(p_value, 1) collate "C" between '!' and '~'
  then
    return p_value;
  end if;
  v_text := btrim(p_value, c_spaces);
  if octet_length(v_text) <= 4 and lower(v_text) in ('', 'null', 'none', 'n/a') then
    return null;
  end if;
  return v_text;
end;
$$;

comment on function reference.clean_text(text) is
  'Trims Unicode white space and turns placeholders into null; inner line breaks stay. Units: '
  'none. Nulls: null, blank, and null, none, n/a in any case give null. Errors: none.';

revoke all on function reference.clean_text(text) from public;
