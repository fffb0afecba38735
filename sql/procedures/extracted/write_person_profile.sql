-- Purpose: writes what the documents of people say into the three extracted tables.
-- Input -> output: sums of documents, one per person -> {table: rows written}, those that the
--   triggers of extracted.person_experience wrote included.
-- Called by: extracted.load_person_profile.
-- Writes to: extracted.person_profile, person_experience, person_education,
--   core.person_work_history
--   and core.person_promotions, through one function per table.
-- Idempotence: yes; what stands is not written.
-- Errors: none.
-- Example: v_written := extracted.write_person_profile(v_people);
create or replace function extracted.write_person_profile(p_people extracted.person_document[])
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_has_previous boolean := exists (
    select from unnest(p_people) as d where d.has_previous
  );
  v_written jsonb;
  v_recomputed text[];
begin
  perform set_config('pipeline.synced', '{}', true);
  v_written := jsonb_build_object(
    'extracted.person_profile',
      extracted.write_person_profile_row(p_people, v_has_previous),
    'extracted.person_experience',
      extracted.write_person_experience(p_people, v_has_previous),
    'extracted.person_education',
      extracted.write_person_education(p_people, v_has_previous)
  ) || current_setting('pipeline.synced')::jsonb;

  -- The triggers follow what changed in extracted; a recomputed person is compared as a whole.
  v_recomputed := array(
    select d.linkedin_url from unnest(p_people) as d where d.is_complete
  );
  if v_recomputed <> '{}' then
    perform core.coalesce_person_work_history(v_recomputed, 'INSERT');
    perform core.coalesce_person_work_history(v_recomputed, 'DELETE');
    perform core.coalesce_person_promotions(v_recomputed);
  end if;
  return v_written;
end;
$$;

comment on function extracted.write_person_profile(extracted.person_document[]) is
  'Writes sums of documents, one per person, into extracted.person_*; returns the rows written '
  'per table. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.write_person_profile(extracted.person_document[]) from public;
