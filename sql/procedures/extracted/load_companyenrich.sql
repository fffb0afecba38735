-- Purpose: writes locked CompanyEnrich candidates: documents -> extracted -> core.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, ops.reference_misses, open vocabularies of reference,
--   extracted.companyenrich_*, core.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_companyenrich(v_candidates);
create or replace function extracted.load_companyenrich(p_candidates ops.document_candidate[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_documents extracted.companyenrich_document[] := '{}';
  v_written jsonb := '{}';
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_documents := extracted.parse_companyenrich(v_work);
    perform extracted.ensure_companyenrich_vocabularies(v_documents);
    v_written := extracted.write_companyenrich(v_documents)
      || core.coalesce_company(extracted.claim_companyenrich(v_documents));
    perform ops.note_reference_misses(
      'companyenrich', m.dimension, array_agg(m.raw_value), array_agg(d.domain),
      array_agg(d.raw_id)
    )
    from unnest(v_documents) as d
    cross join lateral extracted.list_companyenrich_misses(d) as m
    where d.is_new
    group by m.dimension;
  end if;

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      case
        -- Only who asks is answered: describing a payload takes a fifth of its time.
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then extracted.answer_companyenrich(p_candidates[1], v_documents, v_written)::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_companyenrich(ops.document_candidate[]) is
  'Writes the locked candidates of source companyenrich into ops.documents, extracted and core. '
  'Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_companyenrich(ops.document_candidate[]) from public;
