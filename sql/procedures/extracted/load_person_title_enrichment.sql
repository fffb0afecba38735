-- Purpose: writes locked title enrichments: documents -> extracted.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, ops.reference_misses, extracted.person_title_enrichment.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_person_title_enrichment(v_candidates);
create or replace function extracted.load_person_title_enrichment(
  p_candidates ops.document_candidate[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_documents extracted.person_title_document[] := '{}';
  v_written integer := 0;
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_documents := extracted.parse_person_title_enrichment(v_work);
    v_written := extracted.write_person_title_enrichment(v_documents);

    perform ops.note_reference_misses(
      'person_title_enrichment', m.dimension, array_agg(m.raw_value),
      array_agg(d.linkedin_url), array_agg(d.raw_id)
    )
    from unnest(v_documents) as d
    cross join lateral extracted.list_person_title_misses(d) as m
    where d.is_new
    group by m.dimension;
  end if;

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      case
        -- Only who asks is answered: describing a payload takes a fifth of its time.
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then extracted.answer_person_title_enrichment(
            p_candidates[1], v_work = '{}', v_written
          )::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_person_title_enrichment(ops.document_candidate[]) is
  'Writes the locked candidates of source person_title_enrichment into ops.documents and '
  'extracted. Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_person_title_enrichment(ops.document_candidate[])
  from public;
