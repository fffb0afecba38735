-- Purpose: fills the missing parts of the places of people from the location look-up.
-- Input -> output: LinkedIn URLs of locked people -> rows written.
-- Called by: ops.backfill_person_locations_slice.
-- Writes to: core.person_locations: missing rows, and nulls of rows whose parts agree with the
--   look-up (core.list_person_location_fills); what core.refresh_leads writes.
-- Idempotence: yes; what stands is not written.
-- Errors: none.
-- Example: select core.fill_person_locations(array['https://www.linkedin.com/in/jo-doe']).
create or replace function core.fill_person_locations(p_linkedin_urls text[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
begin
  insert into core.person_locations as t (
    id, linkedin_url, city, state, country, location_name, lookup_status, source, first_landing_no
  )
  select
    reference.entity_id('person_location', f.linkedin_url),
    f.linkedin_url,
    f.city,
    f.state,
    f.country,
    f.location_name,
    case when f.is_found then 'found' end,
    'person_profile',
    d.landing_no
  from core.list_person_location_fills(p_linkedin_urls) as f
  cross join lateral (
    select n.landing_no
    from ops.documents as n
    where n.source = 'person_profile' and n.key = f.linkedin_url
    order by n.document_at desc, n.landing_no desc
    limit 1
  ) as d
  order by f.linkedin_url
  on conflict (linkedin_url) do update
    set city = excluded.city,
        state = excluded.state,
        country = excluded.country,
        location_name = excluded.location_name,
        lookup_status = coalesce(excluded.lookup_status, t.lookup_status),
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  if v_written > 0 then
    perform core.refresh_leads(p_linkedin_urls);
  end if;
  return v_written;
end;
$$;

comment on function core.fill_person_locations(text[]) is
  'Inserts or completes the places of p_linkedin_urls from reference.location_lookup; returns the '
  'rows written. Units: rows. Nulls: only nulls are filled; a null or empty array does nothing. '
  'Errors: none.';

revoke all on function core.fill_person_locations(text[]) from public;
