-- Purpose: writes locked documents of what models read in case studies: documents -> extracted ->
--   core.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, extracted.case_study_details, extracted.case_study_champions,
--   core.case_study_champions, core.company_customers.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_gemini_case_study(v_candidates);
create or replace function extracted.load_gemini_case_study(p_candidates ops.document_candidate[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_documents extracted.case_study_document[];
  v_stored extracted.case_study_document[];
  v_written jsonb := '{}';
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_documents := extracted.parse_gemini_case_study(v_work);
    v_stored := extracted.list_case_study_details(
      array(select w.key from unnest(v_work) as w)
    );
    v_documents := extracted.merge_case_studies(v_documents, v_stored);
    v_written := jsonb_build_object(
      'extracted.case_study_details', extracted.write_case_study_details(v_documents),
      'extracted.case_study_champions',
      extracted.write_case_study_champions(v_documents, v_stored)
    );
    -- A statement of its own: it reads what was written by now.
    v_written := v_written || extracted.coalesce_case_studies(v_documents, v_stored);
  end if;

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      case
        -- Only who asks is answered: describing a payload takes a fifth of its time.
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then extracted.answer_gemini_case_study(p_candidates[1], v_work = '{}', v_written)::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_gemini_case_study(ops.document_candidate[]) is
  'Writes the locked candidates of source gemini_case_study into ops.documents, extracted and '
  'core. Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_gemini_case_study(ops.document_candidate[]) from public;
