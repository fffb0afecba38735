-- Purpose: one line of text for list items and names: keywords, cities, technologies.
-- Input -> output: any text -> reference.clean_text of it with every run of white space as one
--   space and zero-width characters removed, cut at 500 characters.
-- Called by: the extractions, reference.industry_key, reference.company_type_key.
-- Writes to: nothing.
-- Idempotence: clean_label(clean_label(x)) = clean_label(x).
-- Errors: none; a caller that must warn of a cut compares lengths.
-- Example: select reference.clean_label(E'data \n  lake');  -- data lake
create or replace function reference.clean_label(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_unusual constant text collate "C" :=
    '  |[\t\n\v\f\r\u0085\u00a0\u1680\u180e\u2000-\u200b'
    || '\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]';
  c_spaces constant text collate "C" :=
    '[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+';
  v_text text collate "C" := reference.clean_text(p_value);
begin
  if v_text ~ c_unusual then
    v_text := regexp_replace(v_text, '[\u180e\u200b\u2060\ufeff]+', '', 'g');
    v_text := regexp_replace(v_text, c_spaces, ' ', 'g');
  end if;
  if octet_length(v_text) > 500 and length(v_text) > 500 then
    return reference.clean_text(left(v_text, 500));
  end if;
  return v_text;
end;
$$;

comment on function reference.clean_label(text) is
  'Clean text on one line, at most 500 characters. Units: characters. Nulls: null for null, blank '
  'and placeholders. Errors: none.';

revoke all on function reference.clean_label(text) from public;
