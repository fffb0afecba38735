-- Purpose: the key under which spellings of one job title or place meet.
-- Input -> output: any text -> reference.clean_label of it in lower case: one line, single spaces,
--   at most 500 characters.
-- Called by: reference.match_job_title, reference.match_location, the look-ups and their updates,
--   the extractions. The look-up tables compute it in their column lookup_key, without this
--   function, so that \copy needs no more than the raw value.
-- Writes to: nothing.
-- Idempotence: lookup_key(lookup_key(x)) = lookup_key(x).
-- Errors: none.
-- Example: select reference.lookup_key(E' VP,  Sales\n');  -- vp, sales
create or replace function reference.lookup_key(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_key text collate "C";
begin
  -- Nearly all of them: plain ASCII on one line with single spaces, and no placeholder.
  if octet_length(p_value) between 5 and 500
    and octet_length(p_value) = length(p_value)
    and left(p_value, 1) collate "C" between '!' and '~'
    and right(p_value, 1) collate "C" between '!' and '~'
    and strpos(p_value collate "C", '  ') = 0
    and translate(p_value collate "C", E'\t\n\u000b\f\r', '') = p_value
  then
    return lower(p_value collate "C");
  end if;
  -- Lower case may have more letters than the text.
  v_key := btrim(
    left(reference.fold_case(reference.clean_label(p_value)), 500), E' \u200c\u200d'
  );
  if octet_length(v_key) <= 4 and v_key in ('', 'null', 'none', 'n/a') then
    return null;
  end if;
  return v_key;
end;
$$;

comment on function reference.lookup_key(text) is
  'Look-up key of a job title or of the name of a place: case and spaces do not count. Units: '
  'characters. Nulls: null for null, blank and placeholders. Errors: none.';

revoke all on function reference.lookup_key(text) from public;
