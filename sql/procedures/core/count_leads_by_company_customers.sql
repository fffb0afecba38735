-- Purpose: how many leads core.get_leads_by_company_customers has.
-- Input -> output: its arguments without the page -> the number.
-- Called by: analysts.
-- Reads: core.company_alumni, through core.find_alumni.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select core.count_leads_by_company_customers('acme.example').
create or replace function core.count_leads_by_company_customers(
  p_company_domain text,
  p_include_incomplete boolean default true
)
returns bigint
language plpgsql
stable
set search_path = ''
as $$
declare
  v_filter core.lead_filter;
begin
  v_filter.include_incomplete := p_include_incomplete;
  return core.count_alumni(
    core.list_customer_domains(reference.normalize_domain(p_company_domain)), v_filter
  );
end;
$$;

comment on function core.count_leads_by_company_customers(text, boolean) is
  'The number of rows of core.get_leads_by_company_customers. Units: rows. Nulls: as '
  'there. Errors: none.';

revoke all on function core.count_leads_by_company_customers(text, boolean) from public;
grant execute on function core.count_leads_by_company_customers(text, boolean) to pipeline_analyst;
