-- Purpose: writes locked lists of customers (customers-of-3): documents -> extracted -> core.
-- Input -> output: candidates of at most one slice -> nothing. For a single candidate, what the
--   answer needs is left in the transaction-local setting pipeline.landed.
-- Called by: ops.load_isolated.
-- Writes to: ops.documents, extracted.customer_names, extracted.claygent_customers_structured,
--   core.company_customers.
-- Idempotence: yes.
-- Errors: those of its data; ops.load_isolated sorts them.
-- Example: select extracted.load_claygent_customers_structured(v_candidates);
create or replace function extracted.load_claygent_customers_structured(
  p_candidates ops.document_candidate[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_work ops.document_work[];
  v_documents extracted.customer_document[] := '{}';
  v_gone core.company_customer_key[];
  v_rows integer := 0;
  v_written jsonb := '{}';
begin
  v_work := ops.register_documents(p_candidates);

  if v_work <> '{}' then
    v_documents := extracted.parse_claygent_customers('claygent_customers_structured', v_work);
    perform extracted.ensure_customer_names(extracted.list_document_names(v_documents));
    select w.written, w.gone
    into v_rows, v_gone
    from extracted.write_claygent_customers_structured(v_documents) as w;
    v_written := jsonb_build_object('extracted.claygent_customers_structured', v_rows);
    v_written := v_written || jsonb_build_object(
      'core.company_customers',
      (
        select c.inserted + c.updated + c.deleted
        from core.coalesce_company_customers(
          extracted.list_document_customers(v_documents, v_gone)
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
          then extracted.answer_claygent_customers(
            p_candidates[1], v_documents, v_work = '{}', v_written
          )::text
        else '{}'
      end,
      true
    );
  end if;
end;
$$;

comment on function extracted.load_claygent_customers_structured(ops.document_candidate[]) is
  'Writes the locked candidates of source claygent_customers_structured into ops.documents, '
  'extracted and core. Units: none. Nulls: none allowed. Errors: those of its data.';

revoke all on function extracted.load_claygent_customers_structured(ops.document_candidate[])
  from public;
