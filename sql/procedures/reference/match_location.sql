-- Purpose: what the name of a place means.
-- Input -> output: a name -> its city, state and country in reference.location_lookup.
-- Called by: the extractions and core.fill_person_locations, extracted.rematch_locations; a null is
--   a miss to be recorded.
-- Reads: reference.location_lookup.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from reference.match_location('Cork, County Cork, Ireland');
create or replace function reference.match_location(p_location_name text)
returns reference.matched_location
language plpgsql
stable strict parallel safe
set search_path = ''
as $$
declare
  v_key text collate "C" := reference.lookup_key(p_location_name);
  v_match reference.matched_location;
begin
  select
    l.city,
    l.state,
    l.country,
    coalesce(l.has_city, l.city is not null),
    coalesce(l.has_state, l.state is not null),
    coalesce(l.has_country, l.country is not null)
  into v_match
  from reference.location_lookup as l
  where l.lookup_key = v_key;
  if not found then
    return null;
  end if;
  return v_match;
end;
$$;

comment on function reference.match_location(text) is
  'City, state and country of the name of a place, from reference.location_lookup. Units: none. '
  'Nulls: null for null and for names that the look-up does not have; a part is null when the '
  'name has none. Errors: none.';

revoke all on function reference.match_location(text) from public;
