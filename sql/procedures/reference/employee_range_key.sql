-- Purpose: the key under which spellings of one company size meet.
-- Input -> output: a size -> lower case, without "employees", commas and spaces, with plain dashes.
-- Called by: reference.match_employee_range; the rows of reference.employee_range_lookup hold it.
-- Writes to: nothing.
-- Idempotence: the keys that the table holds are their own keys.
-- Errors: none.
-- Example: select reference.employee_range_key('1,001 – 5,000 employees');  -- 1001-5000
create or replace function reference.employee_range_key(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_key text collate "C" := lower(p_value collate "C");
begin
  v_key := regexp_replace(v_key, '\y(?:employees?|people|staff|members)\y', '', 'g');
  v_key := regexp_replace(v_key, '[\u2010-\u2015\u2212\ufe58\ufe63\uff0d~]|\yto\y', '-', 'g');
  v_key := regexp_replace(v_key, '[^a-z0-9+<>.-]+', '', 'g');
  v_key := btrim(regexp_replace(v_key, '-+', '-', 'g'), '-.');
  v_key := regexp_replace(v_key, '^(?:over|morethan|>)-?', 'over-');
  return nullif(btrim(v_key, '-.'), '');
end;
$$;

comment on function reference.employee_range_key(text) is
  'Look-up key of a company size. Units: employees. Nulls: null for null and for text without '
  'letters or digits. Errors: none.';

revoke all on function reference.employee_range_key(text) from public;
