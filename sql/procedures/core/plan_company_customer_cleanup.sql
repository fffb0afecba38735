-- Purpose: what is to be done so that customers of vendors have normal domains and one row each.
-- Input -> output: domains of vendors as they are stored, in every spelling that means the same ->
--   one element per row that goes or changes. Rows of one customer (normalised vendor, name key)
--   are merged into one: a row under the normal domain first, then one with a customer_domain, then
--   one with a case_study_url, then the oldest. It gets what it lacks from the others, in this
--   order.
-- Called by: ops.cleanup_company_customer_domains_slice.
-- Writes to: nothing.
-- Idempotence: a clean vendor gives nothing.
-- Errors: none.
-- Example: v_plan := core.plan_company_customer_cleanup(array['acme.example', 'www.acme.example']);
create or replace function core.plan_company_customer_cleanup(p_stored_domains text[])
returns core.company_customer_cleanup[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    with spelling as materialized (
      select distinct d.stored_domain, reference.normalize_domain(d.stored_domain) as domain
      from unnest(p_stored_domains) as d (stored_domain)
    ),
    customer as (
      select
        s.domain,
        k.name_key,
        t.stored,
        t.stored_domain = s.domain as is_clean,
        -- No domain, a shortener, or the vendor's own under another name: none.
        case
          when n.customer_domain <> s.domain
            or reference.name_key((t.stored).origin_company_name) = k.name_key
            then n.customer_domain
        end as customer_domain,
        reference.normalize_case_study_url((t.stored).case_study_url) as case_study_url
      from spelling as s
      cross join lateral (
        select c as stored, c.origin_company_domain as stored_domain
        from core.company_customers as c
        where c.origin_company_domain = s.stored_domain collate "C"
        offset 0
      ) as t
      cross join lateral reference.name_key((t.stored).customer_name) as k (name_key)
      cross join lateral (
        select case when not reference.is_blocked_domain(d.domain) then d.domain end
          as customer_domain
        from reference.normalize_domain((t.stored).customer_domain) as d (domain)
        offset 0
      ) as n
      where s.domain is not null and k.name_key is not null
    ),
    ranked as (
      select
        c.*,
        row_number() over w as place,
        count(*) over (partition by c.domain, c.name_key) as size
      from customer as c
      window w as (
        partition by c.domain, c.name_key
        order by
          c.is_clean desc,
          (c.customer_domain is not null) desc,
          (c.case_study_url is not null) desc,
          (c.stored).created_at,
          (c.stored).id
      )
    ),
    -- What the first of several is to be.
    merged as (
      select
        r.domain,
        r.name_key,
        (
          array_agg((r.stored).origin_company_name order by r.place)
            filter (where (r.stored).origin_company_name is not null)
        )[1] as origin_company_name,
        min(r.place) filter (where r.customer_domain is not null) as domain_place,
        -- What came from outside stays known beside what the pipeline found.
        min(r.place) filter (
          where r.customer_domain is not null and (r.stored).customer_domain_landing_no is null
        ) as outside_place,
        (
          array_agg(r.case_study_url order by r.place) filter (where r.case_study_url is not null)
        )[1] as case_study_url,
        bool_or((r.stored).has_case_study) as has_case_study,
        case when bool_and((r.stored).landing_no is not null) then min((r.stored).landing_no) end
          as landing_no
      from ranked as r
      group by r.domain, r.name_key
    ),
    planned as (
      select
        r.domain,
        r.name_key,
        r.place,
        r.size,
        r.stored,
        r.is_clean,
        r.customer_domain as own_domain,
        r.case_study_url as own_url,
        m.origin_company_name,
        g.customer_domain,
        case
          when g.customer_domain is not null
            then coalesce((g.stored).customer_domain_source, 'legacy')
        end as customer_domain_source,
        (g.stored).customer_domain_landing_no,
        case
          when (g.stored).customer_domain_landing_no is not null
            then coalesce(o.customer_domain, (r.stored).legacy_customer_domain)
          when g.customer_domain is null then (r.stored).legacy_customer_domain
        end as legacy_customer_domain,
        case
          when (g.stored).customer_domain_landing_no is not null and o.customer_domain is not null
            then coalesce((o.stored).customer_domain_source, 'legacy')
          when (g.stored).customer_domain_landing_no is not null or g.customer_domain is null
            then (r.stored).legacy_customer_domain_source
        end as legacy_customer_domain_source,
        m.case_study_url,
        m.has_case_study,
        m.landing_no
      from ranked as r
      inner join merged as m on m.domain = r.domain and m.name_key = r.name_key
      left join ranked as g
        on g.domain = m.domain and g.name_key = m.name_key and g.place = m.domain_place
      left join ranked as o
        on o.domain = m.domain and o.name_key = m.name_key and o.place = m.outside_place
    ),
    judged as (
      select
        p.*,
        p.place = 1 and (
          p.domain, p.name_key, p.origin_company_name, p.customer_domain,
          p.customer_domain_source, p.customer_domain_landing_no, p.legacy_customer_domain,
          p.legacy_customer_domain_source, p.case_study_url, p.has_case_study, p.landing_no
        ) is distinct from (
          (p.stored).origin_company_domain, (p.stored).customer_name_key,
          (p.stored).origin_company_name, (p.stored).customer_domain,
          (p.stored).customer_domain_source, (p.stored).customer_domain_landing_no,
          (p.stored).legacy_customer_domain, (p.stored).legacy_customer_domain_source,
          (p.stored).case_study_url, (p.stored).has_case_study, (p.stored).landing_no
        ) as is_changed,
        -- What follows from the row itself needs no log.
        p.size > 1
          or not p.is_clean
          or p.own_domain is distinct from (p.stored).customer_domain
          or p.own_url is distinct from (p.stored).case_study_url as is_logged
      from planned as p
    )
    select coalesce(
      array_agg(
        row(
          j.domain,
          j.name_key,
          j.place,
          (j.stored).origin_company_domain,
          (j.stored).id,
          case when j.is_logged then to_jsonb(j.stored) end,
          j.origin_company_name,
          j.customer_domain,
          j.customer_domain_source,
          j.customer_domain_landing_no,
          j.legacy_customer_domain,
          j.legacy_customer_domain_source,
          j.case_study_url,
          j.has_case_study,
          j.landing_no,
          j.is_changed,
          not j.is_clean or j.place > 1,
          case
            when j.place = 1 and j.size > 1
              then num_nonnulls(
                nullif(
                  (j.stored).origin_company_name is distinct from j.origin_company_name, false
                ),
                nullif(j.own_domain is distinct from j.customer_domain, false),
                nullif(j.own_url is distinct from j.case_study_url, false),
                nullif((j.stored).has_case_study is distinct from j.has_case_study, false)
              )
            else 0
          end,
          j.place = 1 and j.own_domain <> (j.stored).customer_domain,
          j.place = 1 and j.own_domain is null and (j.stored).customer_domain is not null,
          j.place = 1 and j.own_url is distinct from (j.stored).case_study_url,
          j.place = 1 and (j.stored).customer_name_key is null
        )::core.company_customer_cleanup
        order by j.domain, j.name_key, j.place
      ),
      '{}'
    )
    from judged as j
    where j.place > 1 or j.is_changed
  );
end;
$$;

comment on function core.plan_company_customer_cleanup(text[]) is
  'Plans the clean-up of the customers whose vendors are stored as p_stored_domains: which rows '
  'go, and what the others become. Units: none. Nulls: an array without usable domains gives an '
  'empty one; a row whose name has no key is left out. Errors: none.';

revoke all on function core.plan_company_customer_cleanup(text[]) from public;
