-- Purpose: writes locked candidates for the domains of customers: documents -> extracted -> core.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, extracted.gemini_domain_inference, core.company_customers.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_gemini_domain_inference(v_candidates);
create or replace function extracted.load_gemini_domain_inference(
  p_candidates ops.document_candidate[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_documents extracted.gemini_domain_inference_document[];
  v_written integer := 0;
  v_core_updated integer := 0;
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_documents := extracted.parse_gemini_domain_inference(v_work);
    v_written := extracted.write_gemini_domain_inference(v_documents);
    -- Domains create no customers: what core lacks waits for one that names it.
    v_core_updated := (
      select c.updated
      from core.coalesce_company_customers(
        array(
          select distinct
            row(d.origin_company_domain, d.customer_name_key)::core.company_customer_key
          from unnest(v_documents) as d
          -- A customer of no known vendor is nobody's in core.
          where d.origin_company_domain <> ''
        )
      ) as c
    );
  end if;

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      case
        -- Only who asks is answered: describing a payload takes a fifth of its time.
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then extracted.answer_gemini_domain_inference(
            p_candidates[1], v_work = '{}', v_written, v_core_updated
          )::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_gemini_domain_inference(ops.document_candidate[]) is
  'Writes the locked candidates of source gemini_domain_inference into ops.documents, extracted '
  'and core. Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_gemini_domain_inference(ops.document_candidate[])
  from public;
