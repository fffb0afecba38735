-- Purpose: the canonical company type that a raw value means.
-- Input -> output: a raw value -> the canonical name, by reference.company_type_key.
-- Called by: core.coalesce_company and the extractions; a null is a miss to be recorded.
-- Reads: reference.company_type_lookup.
-- Writes to: nothing.
-- Idempotence: canonical names match themselves.
-- Errors: none.
-- Example: select reference.match_company_type('self-owned');  -- Self-Employed
create or replace function reference.match_company_type(p_value text)
returns text
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_key text collate "C" := reference.company_type_key(p_value);
begin
  return (
    select l.matched_company_type
    from reference.company_type_lookup as l
    where l.raw_value = v_key
  );
end;
$$;

comment on function reference.match_company_type(text) is
  'Canonical company type of a raw value. Units: none. Nulls: null for null and for values that '
  'no row maps. Errors: none.';

revoke all on function reference.match_company_type(text) from public;
