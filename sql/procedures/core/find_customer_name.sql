-- Purpose: how a company calls one of its customers.
-- Input -> output: domains of vendor and customer -> the name.
-- Called by: core.get_leads_by_company_customers, api.list_leads_by_company_customers.
-- Reads: core.company_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select core.find_customer_name('acme.example', 'globex.example').
create or replace function core.find_customer_name(
  p_company_domain text,
  p_customer_domain text
)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select min(c.customer_name)
    from core.company_customers as c
    where c.origin_company_domain = p_company_domain and c.customer_domain = p_customer_domain
  );
end;
$$;

comment on function core.find_customer_name(text, text) is
  'The name of the customer p_customer_domain of p_company_domain; of several the first in order. '
  'Units: none. Nulls: null when it is no customer. Errors: none.';

revoke all on function core.find_customer_name(text, text) from public;
grant execute on function core.find_customer_name(text, text) to pipeline_analyst;
