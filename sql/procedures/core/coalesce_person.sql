-- Purpose: makes claims of one source part of the canonical records of their people.
-- Input -> output: claims, one per person, the people locked -> rows written per table.
-- Called by: extracted.load_<source>.
-- Writes to: core.people, person_locations, person_tenure, person_past_employer and
--   person_job_titles, through one function per table.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: none.
-- Example: v_written := core.coalesce_person(v_claims);
create or replace function core.coalesce_person(p_claims core.person_claim[])
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_has_previous boolean := exists (
    select from unnest(p_claims) as c where c.has_previous
  );
begin
  return jsonb_build_object(
    'core.people', core.coalesce_people(p_claims, v_has_previous),
    'core.person_locations', core.coalesce_person_locations(p_claims, v_has_previous),
    'core.person_tenure', core.coalesce_person_tenure(p_claims, v_has_previous),
    'core.person_past_employer', core.coalesce_person_past_employer(p_claims, v_has_previous),
    'core.person_job_titles', core.coalesce_person_job_titles(p_claims, v_has_previous)
  );
end;
$$;

comment on function core.coalesce_person(core.person_claim[]) is
  'Coalesces claims of one source, one per person, into core. The caller holds the locks of the '
  'people. Returns the rows written per table. Units: rows. Nulls: a null or empty array does '
  'nothing. Errors: none.';

revoke all on function core.coalesce_person(core.person_claim[]) from public;
