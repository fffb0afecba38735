-- Purpose: the keys by which names match companies.
-- Input -> output: domains -> keys of all levels, of core.companies and
--   extracted.company_discovery, each once.
-- Called by: extracted.rematch_customer_names, extracted.write_company_discovery.
-- Reads: core.companies, extracted.company_discovery.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: core.list_company_keys(array['acme.example']) = '{acme,acme ltd}'.
create or replace function core.list_company_keys(p_domains text[])
returns text[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select distinct k.key
    from unnest(p_domains) as d (domain)
    cross join lateral (
      select array[t.exact_key, t.bare_key, t.weak_key]
      from core.companies as t
      where t.domain = d.domain
      union all
      select array[t.exact_key, t.bare_key, t.weak_key]
      from extracted.company_discovery as t
      where t.domain = d.domain
      offset 0
    ) as e (keys)
    cross join lateral unnest(e.keys) as k (key)
    where k.key is not null
  );
end;
$$;

comment on function core.list_company_keys(text[]) is
  'The keys of the names of p_domains, of both tables. Units: none. Nulls: a null or empty array '
  'gives an empty one. Errors: none.';

revoke all on function core.list_company_keys(text[]) from public;
