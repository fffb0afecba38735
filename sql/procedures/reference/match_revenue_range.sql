-- Purpose: the canonical revenue range that a raw value means.
-- Input -> output: a raw value -> the canonical name, by reference.revenue_range_key.
-- Called by: core.coalesce_company and the extractions; a null is a miss to be recorded.
-- Reads: reference.revenue_range_lookup.
-- Writes to: nothing.
-- Idempotence: canonical names match themselves.
-- Errors: none.
-- Example: select reference.match_revenue_range('10m-50m');  -- $25M - $50M
create or replace function reference.match_revenue_range(p_value text)
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
    select l.matched_revenue_range
    from reference.revenue_range_lookup as l
    where l.raw_key = lower(p_value collate "C")
  );
  if v_match is not null then
    return v_match;
  end if;
  v_key := reference.revenue_range_key(p_value);
  return (
    select l.matched_revenue_range
    from reference.revenue_range_lookup as l
    where l.raw_key = v_key
  );
end;
$$;

comment on function reference.match_revenue_range(text) is
  'Canonical revenue range of a raw value. Units: none. Nulls: null for null and for values that '
  'no row maps. Errors: none.';

revoke all on function reference.match_revenue_range(text) from public;
