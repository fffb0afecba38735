-- Purpose: the key under which company names match, at three levels of tolerance.
-- Input -> output: a name and a level -> 0: no accents, case, punctuation or leading "the", & is
--   "and"; 1: also no trailing legal forms, whole words only, never leaving under 3 characters;
--   2: also no trailing group, company, holding(s), international, where two words or five
--   characters are left. An "and" before what is dropped goes with it.
-- Keys have at most 500 characters.
-- Called by: customer name matching, which tries 0, 1, 2 and accepts a single candidate only.
-- Writes to: nothing.
-- Idempotence: a key is its own key at the same level, save that a second leading "the" goes.
-- Errors: none.
-- Example: select reference.company_name_key('Müller & Co. KG', 1);  -- muller
create or replace function reference.company_name_key(p_name text, p_level integer)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  c_punctuation constant text collate "C" :=
    '[^0-9A-Za-z\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6'
    || '\u00f8-\u1fff\u2c00-\u2dff\u3005-\u3007\u3040-\ud7ff\uf900-\ufdff\ufe70-\uffef'
    || '\U00010000-\U0010ffff]+';
  c_legal constant text[] := array[
    'inc', 'incorporated', 'llc', 'ltd', 'limited', 'corp', 'corporation', 'co', 'plc', 'ag', 'sa',
    'sas', 'sarl', 'srl', 'spa', 'gmbh', 'bv', 'nv', 'ab', 'oy', 'as', 'kk', 'lp', 'llp', 'pllc',
    'pty', 'pte', 'kg'
  ];
  c_weak constant text[] := array['group', 'company', 'holding', 'holdings', 'international'];
  v_key text collate "C" := left(p_name, 500);
  v_rest text collate "C";
  v_last text collate "C";
begin
  if octet_length(v_key) <> length(v_key) then
    v_key := normalize(v_key, nfkd);
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
  v_key := replace(v_key, '&', ' and ');
  v_key := translate(v_key, E'.\'`\u2018\u2019\u201b\u02bc\u2032\u00b4\u3002\u2122\u00ae', '');
  v_key := btrim(regexp_replace(v_key, c_punctuation, ' ', 'g'));
  v_key := regexp_replace(v_key, '^the +(?=.)', '');
  v_key := rtrim(left(v_key, 500));
  if v_key = '' then
    return null;
  end if;

  -- One trailing word a turn: what may go depends on what would be left.
  while p_level >= 1 loop
    v_last := substring(v_key from '[^ ]+$');
    v_rest := regexp_replace(v_key, '(?: and)? [^ ]+$', '');
    exit when v_rest = v_key or length(v_rest) < 3;
    exit when not (
      v_last = any (c_legal)
      or p_level >= 2 and v_last = any (c_weak) and (length(v_rest) >= 5 or v_rest like '% %')
    );
    v_key := v_rest;
  end loop;
  return v_key;
end;
$$;

comment on function reference.company_name_key(text, integer) is
  'Key of a company name at level 0, 1 (no legal forms) or 2 (no weak suffixes either). Units: '
  'none. Nulls: null for null and for names of nothing but punctuation. Errors: none.';

revoke all on function reference.company_name_key(text, integer) from public;
