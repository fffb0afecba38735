-- Purpose: the names of customers whose match is not what it should be, because a name and a
--   company, or two companies, landed at the same time and did not see each other.
-- Input -> output: since when one of the two was written -> the names, to be matched anew.
-- Called by: ops.fill_reference_gaps.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_probes := extracted.list_stale_customer_names(now() - interval '1 day');
create or replace function extracted.list_stale_customer_names(p_since timestamptz)
returns core.name_probe[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_probes core.name_probe[];
begin
  with recent as materialized (
    select row(
      t.origin_company_domain, t.customer_name, t.exact_key, t.bare_key, t.weak_key, t.weak_words
    )::core.name_probe as probe
    from extracted.customer_names as t
    where t.created_at >= p_since
    union
    select u
    from unnest(extracted.list_customer_names(core.list_recent_company_keys(p_since))) as u
  )
  select array_agg(p.probe)
  into v_probes
  from core.match_company_names(array(select r.probe from recent as r)) as m
  cross join lateral (
    select row(
      t.origin_company_domain, t.customer_name, t.exact_key, t.bare_key, t.weak_key, t.weak_words
    )::core.name_probe
    from extracted.customer_names as t
    where t.origin_company_domain = m.origin_company_domain
      and t.customer_name = m.customer_name
      and (t.matched_domain, t.matched_linkedin_url, t.match_method)
        is distinct from (m.matched_domain, m.matched_linkedin_url, m.match_method)
    offset 0
  ) as p (probe);

  return coalesce(v_probes, '{}');
end;
$$;

comment on function extracted.list_stale_customer_names(timestamptz) is
  'The names of extracted.customer_names that match otherwise than they say, among those that are '
  'as new as p_since and those that may mean a company that changed since. Units: none. Nulls: '
  'null gives an empty array. Errors: none.';

revoke all on function extracted.list_stale_customer_names(timestamptz) from public;
