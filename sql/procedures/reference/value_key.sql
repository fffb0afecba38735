-- Purpose: the key under which spellings of one seniority or job function meet.
-- Input -> output: any text -> reference.lookup_key of it without . , ( ), with - _ / as spaces and
--   & as and.
-- Called by: reference.match_seniority, reference.match_job_function. reference.value_aliases
--   computes it in its column value_key, without this function.
-- Writes to: nothing.
-- Idempotence: value_key(value_key(x)) = value_key(x).
-- Errors: none.
-- Example: select reference.value_key('Security, Risk & Compliance');
--   -- security risk and compliance
create or replace function reference.value_key(p_value text)
returns text
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return reference.lookup_key(
    translate(replace(p_value, '&', ' and '), '-_/.,()', '   ')
  );
end;
$$;

comment on function reference.value_key(text) is
  'Look-up key of a seniority or job function: case, spaces and punctuation do not count. Units: '
  'characters. Nulls: null for null, blank and placeholders. Errors: none.';

revoke all on function reference.value_key(text) from public;
