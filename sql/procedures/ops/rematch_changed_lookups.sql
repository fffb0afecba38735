-- Purpose: reaches the rows that a change of a look-up did not see, because they were not committed
--   then. A miss among them is in ops.reference_misses; what had matched an older row is not.
-- Input -> output: since when look-up rows changed -> nothing.
-- Called by: ops.fill_reference_gaps.
-- Writes to: what extracted.rematch_job_titles and extracted.rematch_locations write.
-- Idempotence: yes; what matches is not touched.
-- Errors: those of extracted.rematch_locations.
-- Example: perform ops.rematch_changed_lookups(now() - interval '1 day');
create or replace function ops.rematch_changed_lookups(p_since timestamptz)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_titles text[] := extracted.list_stale_titles(p_since);
  v_places text[] := core.list_stale_places(p_since);
begin
  if v_titles is not null then
    perform extracted.rematch_job_titles(v_titles);
  end if;
  if v_places is not null then
    perform extracted.rematch_locations(v_places);
  end if;
end;
$$;

comment on function ops.rematch_changed_lookups(timestamptz) is
  'Matches the titles and places anew whose look-up rows changed since p_since and that are '
  'matched otherwise. Units: none. Nulls: null does nothing. Errors: those of '
  'extracted.rematch_locations.';

revoke all on function ops.rematch_changed_lookups(timestamptz) from public;
