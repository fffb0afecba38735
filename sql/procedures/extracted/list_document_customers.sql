-- Purpose: the customers that core has to look at after documents were written.
-- Input -> output: documents, customers of rows that are gone -> the keys of both, each once.
-- Called by: extracted.load_<source> of the lists of customers.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: core.coalesce_company_customers(
--     extracted.list_document_customers(v_documents, v_gone)
--   ).
create or replace function extracted.list_document_customers(
  p_documents extracted.customer_document[],
  p_gone core.company_customer_key[]
)
returns core.company_customer_key[]
language plpgsql
-- not strict: often nothing is gone
immutable parallel safe
set search_path = ''
as $$
begin
  return array(
    select row(d.origin_company_domain, c.customer_name_key)::core.company_customer_key
    from unnest(p_documents) as d
    cross join lateral unnest(d.customers) as c
    union
    select g::core.company_customer_key from unnest(p_gone) as g
  );
end;
$$;

comment on function extracted.list_document_customers(
  extracted.customer_document[], core.company_customer_key[]
) is
  'The keys of the customers in p_documents and p_gone, each once. Units: none. Nulls: a null or '
  'empty array adds none. Errors: none.';

revoke all on function extracted.list_document_customers(
  extracted.customer_document[], core.company_customer_key[]
) from public;
