-- Purpose: the canonical employee range that a raw value means.
-- Input -> output: a raw value -> the canonical name, by reference.employee_range_key.
-- Called by: core.coalesce_company and the extractions; a null is a miss to be recorded.
-- Reads: reference.employee_range_lookup.
-- Writes to: nothing.
-- Idempotence: canonical names match themselves.
-- Errors: none.
-- Example: select reference.match_employee_range('501-1k');  -- 501-1000
create or replace function reference.match_employee_range(p_value text)
returns text
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_match text;
  v_key text collate "C";
begin
  -- The values of vendors are their own keys, but for case.
  v_match := (
    select l.size_cleaned
    from reference.employee_range_lookup as l
    where l.size_key = lower(p_value collate "C")
  );
  if v_match is not null then
    return v_match;
  end if;
  v_key := reference.employee_range_key(p_value);
  return (
    select l.size_cleaned
    from reference.employee_range_lookup as l
    where l.size_key = v_key
  );
end;
$$;

comment on function reference.match_employee_range(text) is
  'Canonical employee range of a raw value. Units: none. Nulls: null for null and for values that '
  'no row maps. Errors: none.';

revoke all on function reference.match_employee_range(text) from public;
