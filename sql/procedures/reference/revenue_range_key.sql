-- Purpose: the key under which spellings of one revenue or funding range meet.
-- Input -> output: a range -> lower case, without currency signs, commas and spaces, with plain
--   dashes, "<" and "less than" as under-, ">" and "more than" as over-, million as m, billion
--   as b.
-- Called by: reference.match_revenue_range; the rows of reference.revenue_range_lookup and
--   reference.funding_range_lookup hold it.
-- Writes to: nothing.
-- Idempotence: the keys that the table holds are their own keys.
-- Errors: none.
-- Example: select reference.revenue_range_key('$1M – $5M');  -- 1m-5m
create or replace function reference.revenue_range_key(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_key text collate "C" := lower(p_value collate "C");
begin
  v_key := regexp_replace(v_key, '\yusd|usd\y|\yrevenue\y|\yannual\y|\yus(?=\$)', '', 'g');
  v_key := regexp_replace(v_key, '[\u2010-\u2015\u2212\ufe58\ufe63\uff0d~]|\yto\y', '-', 'g');
  v_key := replace(replace(replace(v_key, 'million', 'm'), 'billion', 'b'), 'trillion', 't');
  v_key := regexp_replace(v_key, '[^a-z0-9+<>.-]+', '', 'g');
  v_key := btrim(regexp_replace(v_key, '-+', '-', 'g'), '-.');
  v_key := regexp_replace(v_key, '^(?:over|morethan|>)-?', 'over-');
  v_key := regexp_replace(v_key, '^(?:under|lessthan|<)-?', 'under-');
  return nullif(btrim(v_key, '-.'), '');
end;
$$;

comment on function reference.revenue_range_key(text) is
  'Look-up key of a revenue or funding range. Units: US dollars. Nulls: null for null and for '
  'text without letters or digits. Errors: none.';

revoke all on function reference.revenue_range_key(text) from public;
