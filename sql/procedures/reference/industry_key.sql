-- Purpose: the key under which spellings of one industry meet.
-- Input -> output: an industry -> lower case, single spaces, "&" as "and".
-- Called by: reference.match_industry; the rows of reference.industry_lookup hold it.
-- Writes to: nothing.
-- Idempotence: industry_key(industry_key(x)) = industry_key(x).
-- Errors: none.
-- Example: select reference.industry_key('Food & Beverages');  -- food and beverages
create or replace function reference.industry_key(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return nullif(
    btrim(regexp_replace(
      replace(reference.fold_case(reference.clean_label(p_value)) collate "C", '&', ' and '),
      ' +', ' ', 'g'
    )),
    ''
  );
end;
$$;

comment on function reference.industry_key(text) is
  'Look-up key of an industry. Units: none. Nulls: null for null, blank and placeholders. Errors: '
  'none.';

revoke all on function reference.industry_key(text) from public;
