-- Purpose: writes locked customers that people entered: documents -> extracted -> core.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, extracted.customer_names, extracted.manual_company_customers,
--   core.company_customers.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_manual_company_customers(v_candidates);
create or replace function extracted.load_manual_company_customers(
  p_candidates ops.document_candidate[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_documents extracted.manual_customer_document[];
  v_written jsonb := '{}';
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_documents := extracted.parse_manual_company_customers(v_work);
    perform extracted.ensure_customer_names(
      array(
        select distinct row(d.origin_company_domain, d.customer_name)::extracted.customer_name
        from unnest(v_documents) as d
        where d.raw_id is not null
      )
    );
    v_written := jsonb_build_object(
      'extracted.manual_company_customers',
      extracted.write_manual_company_customers(v_documents)
    );
    -- A statement of its own: it reads the rows that were written by now.
    v_written := v_written || jsonb_build_object(
      'core.company_customers',
      (
        select c.inserted + c.updated + c.deleted
        from core.coalesce_company_customers(
          array(
            select distinct
              row(d.origin_company_domain, d.customer_name_key)::core.company_customer_key
            from unnest(v_documents) as d
          )
        ) as c
      )
    );
  end if;

  if cardinality(p_candidates) = 1 then
    perform set_config(
      'pipeline.landed',
      case
        -- Only who asks is answered: describing a payload takes a fifth of its time.
        when current_setting('pipeline.is_answer_wanted', true) = 'true'
          then extracted.answer_manual_company_customers(
            p_candidates[1], v_work = '{}', v_written
          )::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_manual_company_customers(ops.document_candidate[]) is
  'Writes the locked candidates of source manual_company_customers into ops.documents, extracted '
  'and core. Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_manual_company_customers(ops.document_candidate[])
  from public;
