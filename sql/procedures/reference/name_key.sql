-- Purpose: the key under which two spellings of one name meet, without interpreting the name.
-- Input -> output: a name -> lower case, NFKC, runs of white space as one space, straight quotes,
--   trade mark signs and trailing punctuation dropped; at most 500 characters.
-- Called by: customer identity, investor aliases.
-- Writes to: nothing.
-- Idempotence: name_key(name_key(x)) = name_key(x).
-- Errors: none.
-- Example: select reference.name_key(E'  O\u2019Neil  Foods, ');  -- o'neil foods
create or replace function reference.name_key(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_marks constant text collate "C" := E'\u2122\u00ae\u00a9\u2120';
  c_quotes constant text collate "C" :=
    E'\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`\u201c\u201d\u201e\u201f\u2033';
  v_key text collate "C" := reference.fold_case(left(p_value, 500));
begin
  if octet_length(v_key) <> length(v_key) then
    v_key := normalize(translate(v_key, c_marks, ''), nfkc);
    v_key := normalize(reference.fold_case(v_key), nfkc);
  end if;
  -- A plain name is its own key.
  if v_key ~ '^[a-z0-9]+( [a-z0-9]+)*$' then
    return v_key;
  end if;
  v_key := regexp_replace(
    translate(v_key, c_quotes, repeat('''', 8) || repeat('"', 5)),
    '[\t\n\v\f\r \u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+',
    ' ', 'g'
  );
  v_key := regexp_replace(
    left(v_key, 500), '^ |[ .,;:!?\u2026\u3002\u00b7*_/\u2013\u2014-]+$', '', 'g'
  );
  return nullif(v_key, '');
end;
$$;

comment on function reference.name_key(text) is
  'Key of a name: customer_name_key, top_vcs.name_key. Units: none. Nulls: null for null and for '
  'names of nothing but punctuation. Errors: none.';

revoke all on function reference.name_key(text) from public;
