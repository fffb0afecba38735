-- Purpose: the people of a document about a case study, for its answer.
-- Input -> output: typed people -> jsonb array of {full_name, job_title, company_name}.
-- Called by: extracted.answer_gemini_case_study.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: extracted.describe_case_study_people(v_document.people).
create or replace function extracted.describe_case_study_people(
  p_people extracted.case_study_person[]
)
returns jsonb
language plpgsql
immutable strict
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'full_name', p.full_name, 'job_title', p.job_title, 'company_name', p.company_name
        )
        order by p.place
      ),
      '[]'
    )
    from unnest(p_people) with ordinality as p (
      full_name, full_name_key, job_title, company_name, landing_no, place
    )
  );
end;
$$;

comment on function extracted.describe_case_study_people(extracted.case_study_person[]) is
  'People as a JSON array of {full_name, job_title, company_name}. Units: none. Nulls: null in, '
  'null out; what is not known of a person is null. Errors: none.';

revoke all on function extracted.describe_case_study_people(extracted.case_study_person[])
  from public;
