-- Purpose: writes locked person profiles: documents -> extracted -> core.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, ops.reference_misses, extracted.person_profile, person_experience and
--   person_education, core.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_person_profile(v_candidates);
create or replace function extracted.load_person_profile(p_candidates ops.document_candidate[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_documents extracted.person_document[];
  v_people extracted.person_document[];
  v_written jsonb := '{}';
  v_is_single boolean := cardinality(p_candidates) = 1;
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_documents := extracted.parse_person_profile(v_work);
    v_people := extracted.merge_person_profiles(v_documents);
    v_written := extracted.write_person_profile(v_people);
    -- A statement of its own: it reads the jobs that were written by now.
    v_written := v_written || core.coalesce_person(extracted.claim_person_profile(v_people));
    perform extracted.note_person_profile_misses(v_people, v_documents);
  end if;

  if v_is_single then
    if v_work <> '{}' then
      v_written := v_written || jsonb_build_object(
        'core.companies',
        extracted.write_employers(
          extracted.claim_person_employers(p_candidates), array[p_candidates[1].key]
        )
      );
      perform core.refresh_leads(array[p_candidates[1].key]);
    end if;
    perform set_config(
      'pipeline.landed',
      case
        -- Only who asks is answered: describing a payload takes a fifth of its time.
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then extracted.answer_person_profile(p_candidates[1], v_work = '{}', v_written)::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_person_profile(ops.document_candidate[]) is
  'Writes the locked candidates of source person_profile into ops.documents, extracted and core. '
  'Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_person_profile(ops.document_candidate[]) from public;
