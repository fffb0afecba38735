-- Purpose: the places whose people are older than their row in the look-up. An ingest that runs
--   beside an update reads the look-up before it and is not seen by it.
-- Input -> output: since when look-up rows changed -> look-up keys.
-- Called by: ops.rematch_changed_lookups.
-- Reads: reference.location_lookup, extracted.person_profile, core.person_locations.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_keys := core.list_stale_places(now() - interval '1 day');
create or replace function core.list_stale_places(p_since timestamptz)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select array_agg(distinct l.lookup_key)
    from reference.location_lookup as l
    inner join extracted.person_profile as p on p.location_key = l.lookup_key
    inner join core.person_locations as t on t.linkedin_url = p.linkedin_url
    where l.updated_at >= p_since
      and t.source = 'person_profile'
      and reference.lookup_key(t.location_name) = l.lookup_key
      and (
        t.lookup_status = 'missing'
        or t.city is distinct from coalesce(l.city, t.city)
        or t.state is distinct from coalesce(l.state, t.state)
        or t.country is distinct from coalesce(l.country, t.country)
      )
  );
end;
$$;

comment on function core.list_stale_places(timestamptz) is
  'The keys of reference.location_lookup rows that changed since p_since and whose people have '
  'other parts in core.person_locations. Units: none. Nulls: null when there are none. Errors: '
  'none.';

revoke all on function core.list_stale_places(timestamptz) from public;
