-- Purpose: how many leads used to work at some companies.
-- Input -> output: domains, filters -> the number.
-- Called by: core.count_leads_by_past_employer, core.count_leads_by_company_customers, the api
--   functions of alumni.
-- Reads: core.company_alumni, through core.find_alumni.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_total := core.count_alumni(array['acme.example'], v_filter).
create or replace function core.count_alumni(p_domains text[], p_filter core.lead_filter)
returns bigint
language plpgsql
stable
set search_path = ''
as $$
declare
  v_page ops.list_page;
begin
  v_page.page_limit := 0;
  v_page.counting := 'exact';
  return coalesce(
    (select max(a.total) from core.find_alumni(p_domains, p_filter, v_page) as a), 0
  );
end;
$$;

comment on function core.count_alumni(text[], core.lead_filter) is
  'The number of leads that core.find_alumni finds. Units: rows. Nulls: a null or empty array '
  'gives 0. Errors: none.';

revoke all on function core.count_alumni(text[], core.lead_filter) from public;
grant execute on function core.count_alumni(text[], core.lead_filter) to pipeline_analyst;
