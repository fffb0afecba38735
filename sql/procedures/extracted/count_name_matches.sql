-- Purpose: what matching comes to, per table of mentions.
-- Input -> output: matches of names, one of the sources of mentions (null: all), counts so far ->
--   {table: {scanned, matched: {method: mentions}, ambiguous, match_rate}}, all of it added up.
-- Called by: ops.match_customer_names_slice.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: {"extracted.claygent_customers": {"scanned": 4, "matched": {"core-exact": 1, ...},
--   "ambiguous": 1, "match_rate": 0.25}}.
create or replace function extracted.count_name_matches(
  p_matches core.name_match[],
  p_source text,
  p_counts jsonb
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    with mention as materialized (
      select v.source, m.match_method, m.is_ambiguous
      from unnest(p_matches) as m
      cross join lateral (
        select n.customer_name_key
        from extracted.customer_names as n
        where n.origin_company_domain = m.origin_company_domain
          and n.customer_name = m.customer_name
        offset 0
      ) as n
      cross join lateral (
        select c.source
        from extracted.customer_mentions as c
        where c.origin_company_domain = m.origin_company_domain
          and c.customer_name_key = n.customer_name_key
          and c.customer_name = m.customer_name
        offset 0
      ) as v
    ),
    counted as (
      select
        t.name,
        coalesce((p_counts -> t.name ->> 'scanned')::bigint, 0) + c.scanned as scanned,
        coalesce((p_counts -> t.name ->> 'ambiguous')::bigint, 0) + c.ambiguous as ambiguous,
        w.matched,
        w.total
      from (
        values
          ('extracted.claygent_customers_structured', 'claygent_structured'),
          ('extracted.claygent_customers_v2', 'claygent_v2'),
          ('extracted.claygent_customers', 'claygent'),
          ('extracted.company_customer_claygent', 'claygent_all_customers'),
          ('extracted.manual_company_customers', 'manual')
      ) as t (name, source)
      cross join lateral (
        select count(*) as scanned, count(*) filter (where m.is_ambiguous) as ambiguous
        from mention as m
        where m.source = t.source
      ) as c
      cross join lateral (
        select
          coalesce(jsonb_object_agg(k.method, k.mentions) filter (where k.mentions > 0), '{}')
            as matched,
          sum(k.mentions) as total
        from (
          select
            d.method,
            coalesce((p_counts -> t.name -> 'matched' ->> d.method)::bigint, 0)
              + (
                select count(*)
                from mention as m
                where m.source = t.source and m.match_method = d.method
              ) as mentions
          from unnest(
            array[
              'core-exact', 'discovery-exact', 'core-suffix', 'discovery-suffix',
              'core-weak-suffix', 'discovery-weak-suffix'
            ]
          ) as d (method)
        ) as k
      ) as w
      where p_source is null or t.source = p_source
    )
    select jsonb_object_agg(
      c.name,
      jsonb_build_object(
        'scanned', c.scanned,
        'matched', c.matched,
        'ambiguous', c.ambiguous,
        'match_rate', round(c.total / nullif(c.scanned, 0), 4)
      )
    )
    from counted as c
  );
end;
$$;

comment on function extracted.count_name_matches(core.name_match[], text, jsonb) is
  'Adds the mentions of the names in p_matches to p_counts, per table and method. Units: mentions; '
  'match_rate between 0 and 1. Nulls: p_source null counts every table; match_rate is null where '
  'none was scanned. Errors: none.';

revoke all on function extracted.count_name_matches(core.name_match[], text, jsonb) from public;
