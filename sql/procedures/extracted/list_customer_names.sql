-- Purpose: the names of customers that have one of these keys, at any level.
-- Input -> output: keys -> the names with all their keys, each once, to be matched.
-- Called by: extracted.rematch_changed_names, extracted.rematch_customer_names,
--   extracted.list_stale_customer_names.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_probes := extracted.list_customer_names(array['acme ltd', 'acme']);
create or replace function extracted.list_customer_names(p_keys text[])
returns core.name_probe[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_probes core.name_probe[];
begin
  select array_agg(distinct n.probe)
  into v_probes
  from unnest(p_keys) as k (key)
  cross join lateral (
    select row(
      t.origin_company_domain, t.customer_name, t.exact_key, t.bare_key, t.weak_key, t.weak_words
    )::core.name_probe
    from extracted.customer_names as t
    where t.exact_key = k.key
    union all
    select row(
      t.origin_company_domain, t.customer_name, t.exact_key, t.bare_key, t.weak_key, t.weak_words
    )::core.name_probe
    from extracted.customer_names as t
    where t.bare_key = k.key
    union all
    select row(
      t.origin_company_domain, t.customer_name, t.exact_key, t.bare_key, t.weak_key, t.weak_words
    )::core.name_probe
    from extracted.customer_names as t
    where t.weak_key = k.key
    offset 0
  ) as n (probe);

  return coalesce(v_probes, '{}');
end;
$$;

comment on function extracted.list_customer_names(text[]) is
  'The rows of extracted.customer_names with a key among p_keys, to be matched. Units: none. '
  'Nulls: a null or empty array gives an empty one. Errors: none.';

revoke all on function extracted.list_customer_names(text[]) from public;
