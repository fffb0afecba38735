-- Purpose: the domains of the customers of a company.
-- Input -> output: domain of the vendor, normalised -> domains of its customers, each once.
-- Called by: core.get_leads_by_company_customers and its count, the api function.
-- Reads: core.company_customers. A customer whose domain is not known is found once it is.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select core.list_customer_domains('acme.example').
create or replace function core.list_customer_domains(p_company_domain text)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select distinct c.customer_domain
    from core.company_customers as c
    where c.origin_company_domain = p_company_domain and c.customer_domain is not null
  );
end;
$$;

comment on function core.list_customer_domains(text) is
  'The known domains of the customers of p_company_domain. Units: none. Nulls: no customer gives '
  'an empty array. Errors: none.';

revoke all on function core.list_customer_domains(text) from public;
grant execute on function core.list_customer_domains(text) to pipeline_analyst;
