-- Purpose: what the answer to a single title enrichment says about it.
-- Input -> output: the candidate, whether it repeats what stands, rows written -> the fields of the
--   answer. The values are those of the document; written counts changed rows.
-- Called by: extracted.load_person_title_enrichment.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"latest_title": "SDR", "unchanged": false, ...}.
create or replace function extracted.answer_person_title_enrichment(
  p_candidate ops.document_candidate,
  p_is_unchanged boolean,
  p_written integer
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
  v_document extracted.person_title_document;
begin
  v_document := (
    extracted.parse_person_title_enrichment(
      array[
        row(
          p_candidate.key, p_candidate.raw_id, p_candidate.document_at, p_candidate.landing_no,
          p_candidate.document_at, null, false, true, false, true
        )::ops.document_work
      ]
    )
  )[1];

  return jsonb_build_object(
    'linkedin_url', p_candidate.key,
    'latest_title', v_document.latest_title,
    'cleaned_job_title', v_document.cleaned_job_title,
    'seniority_level', v_document.seniority_level,
    'job_function', v_document.job_function,
    'unchanged', p_is_unchanged,
    'written', jsonb_build_object('extracted.person_title_enrichment', p_written),
    'unmapped', (
      select coalesce(
        jsonb_agg(jsonb_build_object('field', m.field, 'value', m.raw_value) order by m.field),
        '[]'
      )
      from extracted.list_person_title_misses(v_document) as m
    ),
    'warnings', (
      select extracted.warn_person_title_enrichment(p.payload)
      from raw.person_title_enrichment_payloads as p
      where p.id = p_candidate.raw_id
    )
  );
end;
$$;

comment on function extracted.answer_person_title_enrichment(
  ops.document_candidate, boolean, integer
) is
  'The fields of the answer to a single payload: what it says, rows written, unmapped values, '
  'warnings. Units: rows. Nulls: a value that the document does not give is null. Errors: none.';

revoke all on function extracted.answer_person_title_enrichment(
  ops.document_candidate, boolean, integer
) from public;
