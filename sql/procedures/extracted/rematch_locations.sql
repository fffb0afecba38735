-- Purpose: carries changes of the location look-up to everybody whose documents name one of the
--   places.
-- Input -> output: look-up keys -> {table: rows changed}.
-- Called by: api.update_location.
-- Writes to: what ops.take_documents writes for source person_profile; ops.reference_misses.
-- Idempotence: yes; what matches already is not written.
-- Errors: those of extracted.take_person_profile.
-- Example: select extracted.rematch_locations(array['cork, county cork, ireland']);
-- Which document says where a person is depends on how complete its place is, so that the people
-- are recomputed from all their documents.
create or replace function extracted.rematch_locations(p_lookup_keys text[])
returns jsonb
language plpgsql
volatile
set search_path = ''
set enable_seqscan = 'off'
as $$
declare
  -- Listed before the people: whose miss is seen here is seen below. Who misses later, while this
  -- waits for locks, stays open for ops.fill_reference_gaps.
  v_miss_nos bigint[] := ops.list_reference_misses('location', p_lookup_keys);
  v_raw_ids uuid[];
  v_linkedin_urls text[];
  v_filled jsonb := '{}';
begin
  -- The newest document names the place, or an older one did and missed.
  select array_agg(distinct p.raw_id), array_agg(distinct p.linkedin_url)
  into v_raw_ids, v_linkedin_urls
  from (
    select f.raw_id, f.linkedin_url
    from extracted.person_profile as f
    where f.location_key = any (p_lookup_keys)
    union all
    select m.raw_id, m.key
    from ops.reference_misses as m
    where m.miss_no = any (v_miss_nos) and m.source = 'person_profile'
  ) as p;

  if v_raw_ids is not null then
    perform ops.take_documents('person_profile', v_raw_ids);
    v_filled := jsonb_build_object(
      'core.person_locations', core.count_locations_written(v_linkedin_urls)
    );
  end if;

  perform ops.resolve_reference_misses(v_miss_nos);
  return v_filled;
end;
$$;

comment on function extracted.rematch_locations(text[]) is
  'Recomputes the people whose documents name a place under p_lookup_keys, and resolves its '
  'misses; returns the rows changed per table. Units: rows. Nulls: a null or empty array does '
  'nothing. Errors: those of extracted.take_person_profile.';

revoke all on function extracted.rematch_locations(text[]) from public;
