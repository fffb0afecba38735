-- Purpose: the keys of companies of which something that names match by may have changed lately.
-- Input -> output: since when -> keys of all levels, each once.
-- Called by: extracted.list_stale_customer_names.
-- Reads: core.companies, extracted.company_discovery, whole: an index would cost every landing.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_keys := core.list_recent_company_keys(now() - interval '1 day');
create or replace function core.list_recent_company_keys(p_since timestamptz)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select distinct k.key
    from (
      select array[t.exact_key, t.bare_key, t.weak_key]
      from core.companies as t
      where t.updated_at >= p_since
      union all
      select array[t.exact_key, t.bare_key, t.weak_key]
      from extracted.company_discovery as t
      where t.updated_at >= p_since
    ) as e (keys)
    cross join lateral unnest(e.keys) as k (key)
    where k.key is not null
  );
end;
$$;

comment on function core.list_recent_company_keys(timestamptz) is
  'The keys of the rows of core.companies and extracted.company_discovery that were written since '
  'p_since. Units: none. Nulls: null gives an empty array. Errors: none.';

revoke all on function core.list_recent_company_keys(timestamptz) from public;
