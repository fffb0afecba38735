-- Purpose: folds what is said about customers into one row per vendor and customer name.
-- Input -> output: keys of customers whose vendors are locked -> rows inserted, updated, deleted.
-- Called by: the landing of customers, case studies and inferred domains; the matching of names;
--   consolidation and clean-up.
-- Reads: extracted.customer_mentions (live ones, and those that were consolidated),
--   extracted.customer_domain_claims, core.company_customer_consolidations.
-- Writes to: core.company_customers. The rules are in the comments of its columns.
-- Idempotence: yes; the row is a function of what is read, and one that would not change is not
--   written. What came from outside the pipeline (no landing number) counts as the oldest.
-- Errors: none.
-- Example: select * from core.coalesce_company_customers(v_keys);
create or replace function core.coalesce_company_customers(
  p_keys core.company_customer_key[],
  out inserted integer,
  out updated integer,
  out deleted integer
)
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_gone_domains text[];
  v_gone_ids uuid[];
begin
  inserted := 0;
  updated := 0;
  deleted := 0;
  if coalesce(p_keys, '{}') = '{}' then
    return;
  end if;

  with vendor as (
    select
      k.origin_company_domain collate "C" as domain,
      array_agg(distinct k.customer_name_key collate "C") as name_keys
    from unnest(p_keys) as k
    where k.origin_company_domain is not null and k.customer_name_key is not null
    group by k.origin_company_domain collate "C"
  ),
  -- Most vendors are known from one source: a table that says nothing about a vendor is not asked
  -- about each of its customers.
  known as (
    select v.domain, v.name_keys, s.sources, e.evidence
    from vendor as v
    cross join lateral (
      select array[
        case
          when exists (
            select from extracted.claygent_customers_structured as t
            where t.origin_company_domain = v.domain
          ) then 'claygent_structured'
        end,
        case
          when exists (
            select from extracted.claygent_customers_v2 as t
            where t.origin_company_domain = v.domain
          ) then 'claygent_v2'
        end,
        case
          when exists (
            select from extracted.claygent_customers as t
            where t.origin_company_domain = v.domain
          ) then 'claygent'
        end,
        case
          when exists (
            select from extracted.company_customer_claygent as t
            where t.origin_company_domain = v.domain
          ) then 'claygent_all_customers'
        end,
        case
          when exists (
            select from extracted.manual_company_customers as t
            where t.origin_company_domain = v.domain
          ) then 'manual'
        end
      ] as sources
      offset 0
    ) as s
    cross join lateral (
      select array_remove(
        array[
          s.sources[5],
          case
            when exists (
              select from extracted.case_study_details as t
              where t.origin_company_domain = v.domain
            ) then 'case_study_details'
          end,
          case
            when exists (
              select from extracted.case_study_buyer_pages as t
              where t.origin_company_domain = v.domain
            ) then 'case_study_buyers'
          end,
          case
            when exists (
              select from extracted.gemini_domain_inference as t
              where t.origin_company_domain = v.domain
            ) then 'gemini_inference'
          end,
          case
            when exists (
              select from extracted.orphan_customer_domain as t
              where t.origin_company_domain = v.domain
            ) then 'orphan'
          end
        ],
        null
      ) as evidence
      offset 0
    ) as e
  ),
  mentioned as (
    select
      v.domain,
      k.name_key,
      v.evidence,
      e.stored,
      (e.stored).id is not null as is_known,
      (e.stored).id is not null and (e.stored).landing_no is null as is_legacy,
      coalesce(cardinality(m.mentions), 0) as mention_count,
      m.mentions,
      m.matches,
      m.landing_no,
      m.has_case_study
    from known as v
    cross join lateral unnest(v.name_keys) as k (name_key)
    cross join lateral (
      select
        array_agg(c.mention) filter (where c.is_counted) as mentions,
        array_agg(c.mention) filter (where c.is_match_counted) as matches,
        min(c.first_landing_no) filter (where c.is_counted) as landing_no,
        bool_or(c.has_case_study) filter (where c.is_counted) as has_case_study
      from (
        select
          m as mention,
          m.first_landing_no,
          m.has_case_study,
          m.is_live or exists (
            select
            from core.company_customer_consolidations as l
            where l.origin_company_domain = v.domain
              and l.customer_name_key = k.name_key
              and l.source = m.source
              and l.landing_no >= m.first_landing_no
          ) as is_counted,
          m.matched_domain is not null and (
            m.is_live or exists (
              select
              from core.company_customer_consolidations as l
              where l.origin_company_domain = v.domain
                and l.customer_name_key = k.name_key
                and l.source = m.source
                and greatest(l.landing_no, l.domain_landing_no) >= m.first_landing_no
            )
          ) as is_match_counted
        from extracted.customer_mentions as m
        where m.origin_company_domain = v.domain
          and m.customer_name_key = k.name_key
          and m.source = any (v.sources)
        order by m.document_at desc, m.landing_no desc
      ) as c
    ) as m
    left join lateral (
      select t
      from core.company_customers as t
      where t.origin_company_domain = v.domain and t.customer_name_key = k.name_key
      offset 0
    ) as e (stored) on true
  ),
  -- The newest mention is the first of the array; what it lacks is looked for in the others.
  folded as (
    select
      m.domain,
      m.name_key,
      m.evidence,
      m.stored,
      m.is_known,
      m.is_legacy,
      m.mention_count,
      case when not m.is_legacy then m.landing_no end as landing_no,
      case
        when m.is_legacy then (m.stored).customer_name
        when m.mention_count = 1 then (m.mentions[1]).customer_name
        else (
          select o.customer_name from unnest(m.mentions) as o order by o.first_landing_no limit 1
        )
      end as customer_name,
      coalesce(
        (m.mentions[1]).origin_company_name,
        case
          when m.mention_count > 1 then (
            select o.origin_company_name
            from unnest(m.mentions) with ordinality as o
            where o.origin_company_name is not null
            order by o.ordinality
            limit 1
          )
        end,
        case when m.is_legacy then (m.stored).origin_company_name end
      ) as origin_company_name,
      coalesce(
        (m.mentions[1]).case_study_url,
        case
          when m.mention_count > 1 then (
            select o.case_study_url
            from unnest(m.mentions) with ordinality as o
            where o.case_study_url is not null
            order by o.ordinality
            limit 1
          )
        end,
        case when m.is_legacy then (m.stored).case_study_url end
      ) as case_study_url,
      case
        when m.is_legacy and (m.stored).has_case_study is not null
          then (m.stored).has_case_study or coalesce(m.has_case_study, false)
        else m.has_case_study
      end as has_case_study,
      coalesce((m.mentions[1]).source, (m.stored).source) as source,
      case
        when m.mention_count > 0 then (m.mentions[1]).id
        else (m.stored).source_id
      end as source_id,
      case
        when cardinality(m.matches) > 1
          then (select o from unnest(m.matches) as o order by o.first_landing_no limit 1)
        else m.matches[1]
      end as match,
      case when m.matches is not null then 3 end as match_precedence,
      case
        when (m.stored).customer_domain is not null
          and (m.stored).customer_domain_landing_no is null
          then (m.stored).customer_domain
        else (m.stored).legacy_customer_domain
      end as legacy_domain,
      case
        when (m.stored).customer_domain is not null
          and (m.stored).customer_domain_landing_no is null
          then (m.stored).customer_domain_source
        else (m.stored).legacy_customer_domain_source
      end as legacy_domain_source
    from mentioned as m
    where m.mention_count > 0 or m.is_known
  ),
  wanted as (
    select
      f.*,
      f.mention_count = 0 and not f.is_legacy as is_gone,
      d.winner,
      case d.winner
        when 'legacy' then f.legacy_domain
        when 'claim' then c.customer_domain
        when 'match' then (f.match).matched_domain
      end as customer_domain,
      case d.winner
        when 'legacy' then f.legacy_domain_source
        when 'claim' then c.customer_domain_source
        when 'match' then 'name-match'
      end as customer_domain_source,
      case d.winner
        when 'claim' then c.landing_no
        when 'match' then (f.match).first_landing_no
      end as customer_domain_landing_no
    from folded as f
    left join lateral (
      select a.precedence, a.customer_domain, a.customer_domain_source, a.landing_no
      from (
        select n.precedence, n.customer_domain, n.customer_domain_source, n.landing_no
        from extracted.customer_domain_claims as n
        where n.origin_company_domain = f.domain
          and n.customer_name_key = f.name_key
          and n.evidence = any (f.evidence)
          and n.evidence <> 'name_match'
        union all
        select n.precedence, n.customer_domain, n.customer_domain_source, n.landing_no
        from extracted.customer_domain_claims as n
        where n.case_study_key = f.case_study_url
          and n.origin_company_domain = f.domain
          and n.evidence = any (f.evidence)
          and n.evidence in ('case_study_details', 'case_study_buyers')
        offset 0
      ) as a
      where f.evidence <> '{}'
        and (
          a.customer_domain <> f.domain
          or reference.name_key(f.origin_company_name) = f.name_key
        )
        and not reference.is_blocked_domain(a.customer_domain)
      order by a.precedence, a.landing_no, a.customer_domain
      limit 1
    ) as c on true
    cross join lateral (
      select case
        when f.legacy_domain is not null
          and core.customer_domain_source_rank(f.legacy_domain_source)
            <= least(c.precedence, f.match_precedence, 9)
          then 'legacy'
        when c.precedence < coalesce(f.match_precedence, 9) then 'claim'
        when f.match_precedence is not null then 'match'
      end as winner
      offset 0
    ) as d
  ),
  changed as materialized (
    select w.*
    from (
      select
        w.*,
        case when w.winner is distinct from 'legacy' then w.legacy_domain end
          as legacy_customer_domain,
        case when w.winner is distinct from 'legacy' then w.legacy_domain_source end
          as legacy_customer_domain_source
      from wanted as w
      offset 0
    ) as w
    where not w.is_known
      or w.is_gone
      or (
        w.origin_company_name, w.customer_name, w.customer_domain, w.customer_domain_source,
        w.customer_domain_landing_no, w.legacy_customer_domain, w.legacy_customer_domain_source,
        w.case_study_url, w.has_case_study, w.source, w.source_id, w.landing_no
      ) is distinct from (
        (w.stored).origin_company_name, (w.stored).customer_name, (w.stored).customer_domain,
        (w.stored).customer_domain_source, (w.stored).customer_domain_landing_no,
        (w.stored).legacy_customer_domain, (w.stored).legacy_customer_domain_source,
        (w.stored).case_study_url, (w.stored).has_case_study, (w.stored).source,
        (w.stored).source_id, (w.stored).landing_no
      )
  ),
  written as (
    insert into core.company_customers (
      id,
      origin_company_domain,
      customer_name_key,
      origin_company_name,
      customer_name,
      customer_domain,
      customer_domain_source,
      customer_domain_landing_no,
      legacy_customer_domain,
      legacy_customer_domain_source,
      case_study_url,
      has_case_study,
      source,
      source_id,
      landing_no
    )
    select
      case
        when w.is_known then (w.stored).id
        else reference.entity_id('company_customer', w.domain || ' ' || w.name_key)
      end,
      w.domain,
      w.name_key,
      w.origin_company_name,
      w.customer_name,
      w.customer_domain,
      w.customer_domain_source,
      w.customer_domain_landing_no,
      w.legacy_customer_domain,
      w.legacy_customer_domain_source,
      w.case_study_url,
      w.has_case_study,
      w.source,
      w.source_id,
      w.landing_no
    from changed as w
    where not w.is_gone
    on conflict (origin_company_domain, customer_name_key) do update
      set origin_company_name = excluded.origin_company_name,
          customer_name = excluded.customer_name,
          customer_domain = excluded.customer_domain,
          customer_domain_source = excluded.customer_domain_source,
          customer_domain_landing_no = excluded.customer_domain_landing_no,
          legacy_customer_domain = excluded.legacy_customer_domain,
          legacy_customer_domain_source = excluded.legacy_customer_domain_source,
          case_study_url = excluded.case_study_url,
          has_case_study = excluded.has_case_study,
          source = excluded.source,
          source_id = excluded.source_id,
          landing_no = excluded.landing_no,
          updated_at = excluded.updated_at
  )
  select
    count(*) filter (where not w.is_known),
    count(*) filter (where w.is_known and not w.is_gone),
    count(*) filter (where w.is_gone),
    array_agg(w.domain) filter (where w.is_gone),
    array_agg((w.stored).id) filter (where w.is_gone)
  into inserted, updated, deleted, v_gone_domains, v_gone_ids
  from changed as w;

  if deleted > 0 then
    delete from core.company_customers as t
    using unnest(v_gone_domains, v_gone_ids) as g (domain, id)
    where t.origin_company_domain = g.domain collate "C" and t.id = g.id;
  end if;
end;
$$;

comment on function core.coalesce_company_customers(core.company_customer_key[]) is
  'Folds mentions and domain claims of the customers p_keys into core.company_customers. The '
  'caller holds the locks of the vendors. Units: rows. Nulls: a null or empty array and keys with '
  'a null in them do nothing. Errors: none.';

revoke all on function core.coalesce_company_customers(core.company_customer_key[]) from public;
