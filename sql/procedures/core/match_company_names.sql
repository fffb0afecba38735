-- Purpose: which company a customer's name means. Never a guess.
-- Input -> output: names with their keys -> one row per name. Six steps in this order, each over
--   all companies: equal names in core.companies, then in extracted.company_discovery; likewise
--   without legal forms; likewise without weak words too, where these are equal or one side has
--   none. The first step that finds anything decides: one domain is the match, several are none,
--   and the origin's own is none.
-- Called by: extracted.ensure_customer_names, extracted.rematch_customer_names,
--   ops.match_customer_names_slice.
-- Reads: core.companies, extracted.company_discovery.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from core.match_company_names(array[row('vendor.example', 'Acme Ltd',
--   'acme ltd', 'acme', 'acme', null)::core.name_probe]);
create or replace function core.match_company_names(p_probes core.name_probe[])
returns setof core.name_match
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  select
    p.origin_company_domain,
    p.customer_name,
    m.domain,
    case
      when m.domain is null then null
      when m.is_core then coalesce(
        m.linkedin_url,
        (select t.linkedin_url from extracted.company_discovery as t where t.domain = m.domain)
      )
      else coalesce(
        m.linkedin_url,
        (select t.linkedin_url from core.companies as t where t.domain = m.domain)
      )
    end,
    case when m.domain is not null then m.method end,
    m.is_ambiguous is true,
    p.exact_key,
    p.bare_key,
    p.weak_key,
    p.weak_words
  from unnest(p_probes) as p
  left join lateral (
    select
      s.method,
      s.is_core,
      s.least <> s.greatest as is_ambiguous,
      case when s.least = s.greatest then nullif(s.least, p.origin_company_domain) end as domain,
      s.linkedin_url
    from (
      -- Two companies are as ambiguous as a thousand.
      select
        1 as step, 'core-exact' as method, true as is_core,
        min(c.domain) as least, max(c.domain) as greatest, min(c.linkedin_url) as linkedin_url
      from (
        select t.domain, t.linkedin_url
        from core.companies as t
        where t.exact_key = p.exact_key
        limit 2
      ) as c
      union all
      select
        2, 'discovery-exact', false, min(c.domain), max(c.domain), min(c.linkedin_url)
      from (
        select t.domain, t.linkedin_url
        from extracted.company_discovery as t
        where t.exact_key = p.exact_key
        limit 2
      ) as c
      union all
      select
        3, 'core-suffix', true, min(c.domain), max(c.domain), min(c.linkedin_url)
      from (
        select t.domain, t.linkedin_url
        from core.companies as t
        where t.bare_key = p.bare_key
        limit 2
      ) as c
      union all
      select
        4, 'discovery-suffix', false, min(c.domain), max(c.domain), min(c.linkedin_url)
      from (
        select t.domain, t.linkedin_url
        from extracted.company_discovery as t
        where t.bare_key = p.bare_key
        limit 2
      ) as c
      union all
      select
        5, 'core-weak-suffix', true, min(c.domain), max(c.domain), min(c.linkedin_url)
      from (
        select t.domain, t.linkedin_url
        from core.companies as t
        where t.weak_key = p.weak_key
          and (t.weak_words = p.weak_words or t.weak_words is null or p.weak_words is null)
        limit 2
      ) as c
      union all
      select
        6, 'discovery-weak-suffix', false, min(c.domain), max(c.domain), min(c.linkedin_url)
      from (
        select t.domain, t.linkedin_url
        from extracted.company_discovery as t
        where t.weak_key = p.weak_key
          and (t.weak_words = p.weak_words or t.weak_words is null or p.weak_words is null)
        limit 2
      ) as c
    ) as s
    where s.least is not null
    order by s.step
    limit 1
  ) as m on true;
end;
$$;

comment on function core.match_company_names(core.name_probe[]) is
  'The company that each name means, by the first of six steps that finds any: domain, page, '
  'method; is_ambiguous where that step finds several. Units: none. Nulls: a name without keys '
  'matches nothing; a null or empty array gives no rows. Errors: none.';

revoke all on function core.match_company_names(core.name_probe[]) from public;
