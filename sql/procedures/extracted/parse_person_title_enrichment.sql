-- Purpose: reads title enrichments into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_person_title_enrichment says so in the answer to a single payload).
-- Called by: extracted.load_person_title_enrichment, extracted.answer_person_title_enrichment.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_person_title_enrichment(v_work);
create or replace function extracted.parse_person_title_enrichment(p_work ops.document_work[])
returns extracted.person_title_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.person_title_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.is_new,
      w.is_complete,
      v.latest_title,
      reference.lookup_key(v.latest_title),
      v.cleaned_job_title,
      reference.match_seniority(v.seniority_level),
      v.seniority_level,
      reference.match_job_function(v.job_function),
      v.job_function
    )::extracted.person_title_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload
    from raw.person_title_enrichment_payloads as r
    where r.id = w.raw_id
    offset 0
  ) as p on true
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      reference.clean_label(
        coalesce(
          reference.json_text(p.payload -> 'latest_title'),
          reference.json_text(p.payload -> 'job_title'),
          reference.json_text(p.payload -> 'title')
        )
      ) as latest_title,
      reference.clean_label(reference.json_text(p.payload -> 'cleaned_job_title'))
        as cleaned_job_title,
      reference.clean_label(
        coalesce(
          reference.json_text(p.payload -> 'seniority_level'),
          reference.json_text(p.payload -> 'seniority')
        )
      ) as seniority_level,
      reference.clean_label(reference.json_text(p.payload -> 'job_function')) as job_function
    offset 0
  ) as v;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_person_title_enrichment(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'characters. Nulls: work without a raw row gives a document without values. Errors: none.';

revoke all on function extracted.parse_person_title_enrichment(ops.document_work[]) from public;
