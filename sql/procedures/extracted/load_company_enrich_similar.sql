-- Purpose: writes locked answers about similar companies: documents -> extracted -> core.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, extracted.company_enrich_similar,
--   core.company_similar_companies_preview.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_company_enrich_similar(v_candidates);
create or replace function extracted.load_company_enrich_similar(
  p_candidates ops.document_candidate[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_documents extracted.company_enrich_similar_document[];
  v_written integer := 0;
  v_core_written integer := 0;
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_documents := extracted.parse_company_enrich_similar(v_work);
    v_written := extracted.write_company_enrich_similar(v_documents);
    v_core_written := core.coalesce_similar_companies(
      extracted.claim_company_enrich_similar(v_documents),
      array(select d.input_domain from unnest(v_documents) as d where d.is_complete)
    );
  end if;

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      jsonb_build_object(
        'domain', (p_candidates[1]).key,
        'unchanged', v_work = '{}',
        'written', jsonb_build_object(
          'extracted.company_enrich_similar', v_written,
          'core.company_similar_companies_preview', v_core_written
        )
      )::text,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_company_enrich_similar(ops.document_candidate[]) is
  'Writes the locked candidates of source company_enrich_similar into ops.documents, extracted and '
  'core. Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_company_enrich_similar(ops.document_candidate[])
  from public;
