-- Purpose: the customers of vendors that carry one of these case studies.
-- Input -> output: normalised domains of vendors, normalised URLs -> keys of customers.
-- Called by: the landing of case studies and buyers, before core.coalesce_company_customers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: core.list_case_study_customers(array['acme.example'], array['https://acme.example/x'])
create or replace function core.list_case_study_customers(p_origins text[], p_urls text[])
returns core.company_customer_key[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return coalesce(
    (
      select array_agg(
        row(c.origin_company_domain, c.customer_name_key)::core.company_customer_key
      )
      from (select distinct l.url collate "C" as url from unnest(p_urls) as l (url)) as u
      cross join lateral (
        select t.origin_company_domain, t.customer_name_key
        from core.company_customers as t
        where t.case_study_url = u.url and t.customer_name_key is not null
        offset 0
      ) as c
      where c.origin_company_domain = any (p_origins)
    ),
    '{}'
  );
end;
$$;

comment on function core.list_case_study_customers(text[], text[]) is
  'Keys of the rows of core.company_customers of one of the vendors p_origins whose case_study_url '
  'is one of p_urls. Units: none. Nulls: null arrays and elements find nothing. Errors: none.';

revoke all on function core.list_case_study_customers(text[], text[]) from public;
