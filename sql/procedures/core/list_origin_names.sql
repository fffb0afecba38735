-- Purpose: what core calls companies that publish case studies.
-- Input -> output: normalised domains -> one row per domain whose name is known.
-- Called by: extracted.fill_staging_origin_names, ops.fill_staging_origin_names_slice,
--   ops.diagnose_null_origin_names.
-- Reads: core.company_customers (as the newest mention names the vendor), else core.companies, else
--   core.company_names (a cleaned name before a raw one).
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from core.list_origin_names(array['acme.example']);
create or replace function core.list_origin_names(p_domains text[])
returns table (domain text, name text)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  select k.domain, n.name
  from (select distinct d.domain collate "C" as domain from unnest(p_domains) as d (domain)) as k
  cross join lateral (
    select coalesce(
      (
        select reference.clean_text(c.origin_company_name)
        from core.company_customers as c
        where c.origin_company_domain = k.domain
          and reference.clean_text(c.origin_company_name) is not null
        order by c.updated_at desc, c.landing_no desc nulls last, c.id
        limit 1
      ),
      (select reference.clean_text(c.name) from core.companies as c where c.domain = k.domain),
      (
        select reference.clean_text(coalesce(c.cleaned_name, c.raw_name))
        from core.company_names as c
        where c.domain = k.domain
        order by c.cleaned_name is null, c.source
        limit 1
      )
    ) as name
    offset 0
  ) as n
  where n.name is not null;
end;
$$;

comment on function core.list_origin_names(text[]) is
  'Names of the companies p_domains: as the newest mention of a customer gives it, else '
  'core.companies, else core.company_names. Units: none. Nulls: a domain without a name has no '
  'row; a null or empty array gives none. Errors: none.';

revoke all on function core.list_origin_names(text[]) from public;
