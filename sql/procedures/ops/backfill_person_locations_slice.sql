-- Purpose: one slice of the backfill of the places of people.
-- Input -> output: where to go on, number of people, whether to only count -> last URL (null:
--   done), people with a place that the look-up knows and that is incomplete in core, rows written.
-- Called by: ops.backfill_person_locations.
-- Reads: extracted.person_profile, reference.location_lookup, core.person_locations.
-- Writes to: core.person_locations, through core.fill_person_locations, under the locks of the
--   people; ops.entities.
-- Idempotence: yes; a complete place is not looked at again.
-- Errors: none.
-- Example: select * from ops.backfill_person_locations_slice('', 1000, true).
create or replace function ops.backfill_person_locations_slice(
  p_after text,
  p_batch_size integer,
  p_dry_run boolean,
  out last_key text,
  out examined integer,
  out filled integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_linkedin_urls text[];
begin
  select max(g.linkedin_url), count(*), array_agg(g.linkedin_url)
  into last_key, examined, v_linkedin_urls
  from (
    select p.linkedin_url
    from extracted.person_profile as p
    inner join reference.location_lookup as l on l.lookup_key = p.location_key
    left join core.person_locations as t on t.linkedin_url = p.linkedin_url
    where p.linkedin_url > p_after collate "C"
      and (
        (t.city is null and l.city is not null)
        or (t.state is null and l.state is not null)
        or (t.country is null and l.country is not null)
      )
    order by p.linkedin_url
    limit p_batch_size
  ) as g;

  filled := 0;
  if examined > 0 and p_dry_run then
    select count(*) into filled from core.list_person_location_fills(v_linkedin_urls);
  elsif examined > 0 then
    perform ops.lock_entities('person', v_linkedin_urls);
    filled := core.fill_person_locations(v_linkedin_urls);
  end if;
end;
$$;

comment on function ops.backfill_person_locations_slice(text, integer, boolean) is
  'Completes the places of the next p_batch_size people after p_after from '
  'reference.location_lookup; with p_dry_run only counts. last_key is null when there are none. '
  'Units: people. Nulls: none allowed. Errors: none.';

revoke all on function ops.backfill_person_locations_slice(text, integer, boolean) from public;
grant execute on function ops.backfill_person_locations_slice(text, integer, boolean)
  to pipeline_analyst;
