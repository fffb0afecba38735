-- Purpose: matches every name of a customer anew that may mean one of these companies as they are
--   now. What landing changes of them is seen to by extracted.rematch_changed_names.
-- Input -> output: companies, locked -> nothing.
-- Called by: whoever has changed names or pages of companies by hand.
-- Writes to: what extracted.match_customer_names and extracted.fill_staging_origin_names write.
-- Idempotence: yes.
-- Errors: those of core.coalesce_company_customers.
-- Example: perform extracted.rematch_customer_names(array['acme.example']);
create or replace function extracted.rematch_customer_names(p_domains text[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  perform extracted.fill_staging_origin_names(p_domains);
  perform extracted.match_customer_names(
    extracted.list_customer_names(core.list_company_keys(p_domains))
  );
end;
$$;

comment on function extracted.rematch_customer_names(text[]) is
  'Matches the names of customers anew that have a key of p_domains, and fills the names of '
  'publishers among them that case studies wait for. The caller holds the locks of p_domains. '
  'Units: none. Nulls: a null or empty array does nothing. Errors: those of '
  'core.coalesce_company_customers.';

revoke all on function extracted.rematch_customer_names(text[]) from public;
