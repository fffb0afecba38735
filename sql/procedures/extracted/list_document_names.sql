-- Purpose: the names that documents of customers use, to be matched to companies.
-- Input -> output: documents -> names with their vendors, each once.
-- Called by: extracted.load_<source> of the lists of customers.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: extracted.ensure_customer_names(extracted.list_document_names(v_documents)).
create or replace function extracted.list_document_names(
  p_documents extracted.customer_document[]
)
returns extracted.customer_name[]
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
begin
  return array(
    select distinct row(d.origin_company_domain, c.customer_name)::extracted.customer_name
    from unnest(p_documents) as d
    cross join lateral unnest(d.customers) as c
  );
end;
$$;

comment on function extracted.list_document_names(extracted.customer_document[]) is
  'The names of customers in p_documents with their vendors, each once. Units: none. Nulls: null '
  'in, null out; no names give an empty array. Errors: none.';

revoke all on function extracted.list_document_names(extracted.customer_document[]) from public;
