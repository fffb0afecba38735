-- Purpose: lets customers into core that Claygent named and that are not written there on landing.
-- Input -> output: normalised domains of vendors, whether a customer needs a matched domain,
--   whether to only look -> what is done with each customer, per source.
-- Called by: ops.consolidate_claygent_customers_slice, under the locks of the vendors.
-- Reads: extracted.customer_mentions, but for what people entered.
-- Writes to: core.company_customer_consolidations, core.company_customers: missing customers, and
--   customer_domain where it is null.
-- Idempotence: yes; what core has is skipped.
-- Errors: none.
-- Example: select * from core.consolidate_claygent_customers(array['acme.example'], true, true);
-- The sources go one after the other: a customer that one of them brings along is there for the
-- next, which may still give it a domain.
create or replace function core.consolidate_claygent_customers(
  p_domains text[],
  p_require_domain boolean,
  p_dry_run boolean
)
returns core.company_customer_consolidation[]
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_decided core.company_customer_consolidation[];
begin
  with mentioned as (
    select
      m.origin_company_domain,
      m.customer_name_key,
      m.source,
      max(m.landing_no) as landing_no,
      bool_or(m.matched_domain is not null) as has_match
    from (select distinct d.domain from unnest(p_domains) as d (domain)) as d
    cross join lateral (
      select
        n.origin_company_domain, n.customer_name_key, n.source, n.landing_no, n.matched_domain
      from extracted.customer_mentions as n
      where n.origin_company_domain = d.domain collate "C" and n.source <> 'manual'
      offset 0
    ) as m
    group by m.origin_company_domain, m.customer_name_key, m.source
  ),
  candidate as (
    select
      m.*,
      row_number() over w as place,
      count(*) filter (where m.has_match) over w as matches
    from mentioned as m
    where m.has_match or not p_require_domain
    window w as (
      partition by m.origin_company_domain, m.customer_name_key
      order by
        array_position(
          array['claygent_structured', 'claygent_v2', 'claygent', 'claygent_all_customers'],
          m.source::text
        )
    )
  )
  select array_agg(
    row(
      c.origin_company_domain,
      c.customer_name_key,
      c.source,
      case
        when not e.is_known and c.place = 1 then 'inserted'
        -- The first match counts, where nothing else gives a domain.
        when c.has_match and c.matches = 1 and not e.has_domain then 'domain_filled'
        else 'conflict_skipped'
      end,
      c.landing_no
    )::core.company_customer_consolidation
    order by c.origin_company_domain, c.customer_name_key, c.place
  )
  into v_decided
  from candidate as c
  cross join lateral (
    select
      count(*) > 0 as is_known,
      coalesce(
        bool_or(t.customer_domain is not null),
        exists (
          select
          from extracted.customer_domain_claims as n
          where n.origin_company_domain = c.origin_company_domain
            and n.customer_name_key = c.customer_name_key
            and n.evidence <> 'name_match'
        )
      ) as has_domain
    from core.company_customers as t
    where t.origin_company_domain = c.origin_company_domain
      and t.customer_name_key = c.customer_name_key
  ) as e;

  if v_decided is null or p_dry_run then
    return coalesce(v_decided, '{}');
  end if;

  insert into core.company_customer_consolidations as t (
    origin_company_domain, customer_name_key, source, landing_no, domain_landing_no
  )
  select
    d.origin_company_domain,
    d.customer_name_key,
    d.source,
    case when d.outcome = 'inserted' then d.landing_no end,
    case when d.outcome = 'domain_filled' then d.landing_no end
  from unnest(v_decided) as d
  where d.outcome <> 'conflict_skipped' and d.source <> 'claygent_structured'
  on conflict (origin_company_domain, customer_name_key, source) do update
    set landing_no = greatest(t.landing_no, excluded.landing_no),
        domain_landing_no = greatest(t.domain_landing_no, excluded.domain_landing_no),
        updated_at = excluded.updated_at;

  perform core.coalesce_company_customers(
    array(
      select row(d.origin_company_domain, d.customer_name_key)::core.company_customer_key
      from unnest(v_decided) as d
      where d.outcome <> 'conflict_skipped'
    )
  );
  return v_decided;
end;
$$;

comment on function core.consolidate_claygent_customers(text[], boolean, boolean) is
  'Lets the mentions of the vendors p_domains into core.company_customers where it lacks the '
  'customer, or its domain; p_require_domain leaves out customers without a matched domain, '
  'p_dry_run only looks. Returns what is done per customer and source. Units: none. Nulls: none '
  'allowed; a vendor without mentions gives nothing. Errors: none.';

revoke all on function core.consolidate_claygent_customers(text[], boolean, boolean) from public;
