-- Purpose: the places of people that the location look-up makes more complete.
-- Input -> output: LinkedIn URLs -> per person the place as it would be: what is stored, and its
--   missing parts from the look-up. A place whose stored parts are not those of the look-up is
--   another place: parts are never mixed.
-- Called by: core.fill_person_locations, ops.backfill_person_locations_slice for a dry run.
-- Reads: extracted.person_profile, reference.location_lookup, core.person_locations.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from core.list_person_location_fills(v_linkedin_urls);
create or replace function core.list_person_location_fills(
  p_linkedin_urls text[],
  out linkedin_url text,
  out location_name text,
  out city text,
  out state text,
  out country text,
  out is_found boolean
)
returns setof record
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  select
    p.linkedin_url,
    coalesce(t.location_name, p.location_name),
    coalesce(t.city, l.city),
    coalesce(t.state, l.state),
    coalesce(t.country, l.country),
    t.location_name is null or reference.lookup_key(t.location_name) = l.lookup_key
  from extracted.person_profile as p
  inner join reference.location_lookup as l on l.lookup_key = p.location_key
  left join core.person_locations as t on t.linkedin_url = p.linkedin_url
  where p.linkedin_url = any (p_linkedin_urls)
    and num_nonnulls(l.city, l.state, l.country) > 0
    and (
      t.linkedin_url is null
      or (t.city is null and l.city is not null)
      or (t.state is null and l.state is not null)
      or (t.country is null and l.country is not null)
    )
    and (
      t.city is null
      or coalesce(reference.fold_case(t.city) = reference.fold_case(l.city), false)
    )
    and (
      t.state is null
      or coalesce(reference.fold_case(t.state) = reference.fold_case(l.state), false)
    )
    and (
      t.country is null
      or coalesce(reference.fold_case(t.country) = reference.fold_case(l.country), false)
    );
end;
$$;

comment on function core.list_person_location_fills(text[]) is
  'The places of p_linkedin_urls with the parts that core.person_locations lacks and '
  'reference.location_lookup has; is_found: the look-up knows the name that the row shows. Units: '
  'none. Nulls: a null or empty array gives no rows. Errors: none.';

revoke all on function core.list_person_location_fills(text[]) from public;
