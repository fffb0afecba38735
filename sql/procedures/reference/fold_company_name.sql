-- Purpose: a company name without what spelling adds: level 0 of its key.
-- Input -> output: a name -> lower case without accents, dots, apostrophes and trade mark signs;
--   other punctuation and emoji as spaces; &, + and "und", "et", "och", "og", "y", Russian "i"
--   between words as "and"; initials together; no "the" at either end. At most 500 characters.
-- Called by: reference.company_name_keys; reference.legal_forms.form_key is its answer.
-- Writes to: nothing.
-- Idempotence: a folded name is its own folded name.
-- Errors: none.
-- Example: select reference.fold_company_name('The J. P. Müller & Söhne GmbH');
--   -- jp muller and sohne gmbh
create or replace function reference.fold_company_name(p_name text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_ascii constant text collate "C" := E' !"#$%()*,-/:;<=>?@[\\]^_{|}~\x01\x02\x03\x04\x05\x06\x07'
    || E'\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d'
    || E'\x1e\x1f\x7f';
  c_punctuation constant text collate "C" :=
    '[^0-9A-Za-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6'
    || '\u00f8-\u1fff\u2c00-\u2dff\u3005-\u3007\u3040-\ud7ff\uf900-\ufdff\ufe70-\uffef'
    || '\U00010000-\U0001efff\U00020000-\U0010ffff]+';
  c_and constant text[] collate "C" := array['und', 'et', 'och', 'og', 'y', E'\u0438'];
  v_key text collate "C" := left(p_name, 500);
  v_words text[] collate "C";
  v_next text[] collate "C" := '{}';
  v_word text collate "C";
  v_is_initial boolean := false;
  v_from integer := 1;
  v_to integer;
begin
  if octet_length(v_key) <> length(v_key) then
    v_key := normalize(translate(v_key, E'\u2122\u2120\u00ae', ''), nfkd);
    v_key := regexp_replace(v_key, '[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]', '', 'g');
    v_key := reference.fold_case(normalize(v_key, nfkc));
    v_key := regexp_replace(v_key, '[\u0300-\u036f]', '', 'g');
    v_key := translate(v_key, E'\u0142\u00f8\u0111\u0131\u00f0', 'lodid');
    v_key := replace(replace(v_key, E'\u00df', 'ss'), E'\u00e6', 'ae');
    v_key := replace(replace(v_key, E'\u0153', 'oe'), E'\u00fe', 'th');
    v_key := replace(v_key, E'\u03c2', E'\u03c3');
  else
    v_key := lower(v_key);
  end if;
  if strpos(v_key, '&') > 0 then
    v_key := replace(replace(v_key, '&amp;', '&'), '&', ' and ');
  end if;
  if strpos(v_key, '+') > 0 then
    v_key := replace(replace(v_key || ' ', ' + ', ' and '), '+ ', ' plus ');
    v_key := replace(v_key, '+', ' and ');
  end if;
  -- A/S is A.S., J.P.Morgan is J.P. Morgan.
  if strpos(v_key, '/') > 0 then
    v_key := regexp_replace(v_key, '\m([a-z])/(?=[a-z]\M)', '\1', 'g');
  end if;
  if v_key like '%.%.%' then
    v_key := regexp_replace(v_key, '\m((?:[a-z]\.)+[a-z])\.(?=[a-z]{3})', '\1 ', 'g');
  end if;
  -- Hebrew quotes and Arabic punctuation are spaces.
  v_key := translate(
    v_key,
    E'\u05f4\u060c\u061b\u061f.\'`\u05f3\u2018\u2019\u201b\u02bc\u2032\u00b4\u3002\u30fb',
    '    '
  );
  if octet_length(v_key) <> length(v_key) then
    v_key := btrim(regexp_replace(v_key, c_punctuation, ' ', 'g'));
  else
    v_key := translate(v_key, c_ascii, repeat(' ', length(c_ascii)));
  end if;
  v_words := array_remove(string_to_array(v_key, ' '), '');
  v_to := cardinality(v_words);
  if v_to = 0 then
    return null;
  end if;
  if v_to = 1 then
    return left(v_words[1], 500);
  end if;
  v_key := left(array_to_string(v_words, ' '), 500);

  -- A name has few words and what one means depends on its neighbours: loops, not a join.
  if ' ' || v_key || ' ' like '% _ _ %' then
    foreach v_word in array string_to_array(rtrim(v_key), ' ') loop
      if v_is_initial and v_word ~ '^[a-z]$' then
        v_next[cardinality(v_next)] := v_next[cardinality(v_next)] || v_word;
      else
        v_next := v_next || v_word;
        v_is_initial := v_word ~ '^[a-z]$';
      end if;
    end loop;
    v_words := v_next;
  else
    v_words := string_to_array(rtrim(v_key), ' ');
  end if;
  v_to := cardinality(v_words);
  if v_words && c_and then
    for v_index in 2..v_to - 1 loop
      v_word := v_words[v_index];
      if v_word = any (c_and) and (
        length(v_word) > 1 or length(v_words[v_index - 1]) > 1 and length(v_words[v_index + 1]) > 1
      ) then
        v_words[v_index] := 'and';
      end if;
    end loop;
  end if;
  while v_from < v_to and v_words[v_from] = 'the' loop
    v_from := v_from + 1;
  end loop;
  while v_from < v_to and v_words[v_to] = 'the' loop
    v_to := v_to - 1;
  end loop;
  v_key := array_to_string(v_words[v_from:v_to], ' ');
  -- Where a name was cut, words can have come into being that mean something.
  if length(v_key) > 480 and v_key <> p_name then
    return reference.fold_company_name(v_key);
  end if;
  return v_key;
end;
$$;

comment on function reference.fold_company_name(text) is
  'Key of a company name at level 0: without case, accents and punctuation. Units: none. Nulls: '
  'null for null and for names of nothing but punctuation. Errors: none.';

revoke all on function reference.fold_company_name(text) from public;
