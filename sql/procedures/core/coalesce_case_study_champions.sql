-- Purpose: folds what the sources say about the people in case studies into one row per vendor,
--   case study and name.
-- Input -> output: keys of people whose vendors are locked, whether to only count -> per source
--   (the first that named the person) rows inserted, updated, deleted; no row where none is.
-- Called by: extracted.coalesce_case_studies, ops.promote_case_study_people_slice.
-- Reads: extracted.case_study_champions with extracted.case_study_details,
--   extracted.case_study_buyers.
-- Writes to: core.case_study_champions. The rules are in the comments of its columns.
-- Idempotence: yes; the row is a function of what is read, and one that would not change is not
--   written. A row from outside the pipeline (no landing number) counts as the oldest, and stays.
-- Errors: none.
-- Example: select * from core.coalesce_case_study_champions(v_keys);
create or replace function core.coalesce_case_study_champions(
  p_keys core.case_study_champion_key[],
  p_dry_run boolean default false,
  out source text,
  out inserted integer,
  out updated integer,
  out deleted integer
)
returns setof record
language plpgsql
volatile
set search_path = ''
as $$
begin
  if coalesce(p_keys, '{}') = '{}' then
    return;
  end if;

  return query
  with person as (
    select p.origin_company_domain, p.full_name_key, p.case_study_url, t.stored
    from (
      select distinct
        k.origin_company_domain collate "C" as origin_company_domain,
        k.full_name_key collate "C" as full_name_key,
        k.case_study_url collate "C" as case_study_url
      from unnest(p_keys) as k
    ) as p
    -- Asked in two ways, each of which an index answers.
    left join lateral (
      select s as stored
      from core.case_study_champions as s
      where s.origin_company_domain = p.origin_company_domain
        and s.full_name_key = p.full_name_key
        and s.case_study_url = p.case_study_url
      union all
      select s
      from core.case_study_champions as s
      where p.case_study_url is null
        and s.origin_company_domain = p.origin_company_domain
        and s.full_name_key = p.full_name_key
        and s.case_study_url is null
      offset 0
    ) as t on true
  ),
  claim as (
    select
      k.origin_company_domain,
      k.full_name_key,
      k.case_study_url,
      k.stored,
      m.*,
      row_number() over (
        partition by k.origin_company_domain, k.full_name_key, k.case_study_url, m.source
        order by m.landing_no
      ) = 1 as is_first
    from person as k
    left join lateral (
      -- What was copied in by hand counts as landed before everything else.
      select
        'case_study_champions'::text collate "C" as source,
        coalesce(x.landing_no, 0) as landing_no,
        x.full_name,
        x.job_title,
        coalesce(x.company_name, y.company_customer_name) as company_name,
        case
          when x.company_name is null
            or not reference.is_other_company_name(x.company_name, y.company_customer_name)
            then y.company_customer_domain
        end as company_domain
      from extracted.case_study_champions as x
      inner join extracted.case_study_details as y on y.case_study_url = x.case_study_url
      where x.case_study_url = k.case_study_url
        and x.full_name_key = k.full_name_key
        and y.origin_company_domain = k.origin_company_domain
      union all
      select
        'case_study_buyers'::text collate "C",
        coalesce(x.landing_no, 0),
        x.buyer_full_name,
        x.buyer_job_title,
        x.customer_company_name,
        x.customer_company_domain
      from (
        -- Asked in two ways, each of which an index answers.
        select b.*
        from extracted.case_study_buyers as b
        where b.origin_company_domain = k.origin_company_domain
          and b.buyer_full_name_key = k.full_name_key
          and b.case_study_key = k.case_study_url
        union all
        select b.*
        from extracted.case_study_buyers as b
        where k.case_study_url is null
          and b.origin_company_domain = k.origin_company_domain
          and b.buyer_full_name_key = k.full_name_key
          and b.case_study_url is null
      ) as x
      union all
      -- What stands from outside the pipeline is the oldest of all.
      select
        (k.stored).source,
        -1,
        (k.stored).full_name,
        (k.stored).job_title,
        (k.stored).company_name,
        (k.stored).company_domain
      where (k.stored).id is not null and (k.stored).landing_no is null
      offset 0
    ) as m on true
  ),
  folded as (
    select
      c.origin_company_domain,
      c.full_name_key,
      c.case_study_url,
      (array_agg(c.stored))[1] as stored,
      bool_or(c.landing_no = -1) as is_outside,
      min(c.landing_no) as landing_no,
      (array_agg(c.full_name order by c.landing_no, c.source))[1] as full_name,
      (array_agg(c.job_title order by c.landing_no, c.source)
        filter (where c.job_title is not null))[1] as job_title,
      (array_agg(c.company_name order by c.landing_no, c.source)
        filter (where c.company_name is not null))[1] as company_name,
      array_agg(c.company_name order by c.landing_no, c.source)
        filter (where c.company_domain is not null) as domain_names,
      array_agg(c.company_domain order by c.landing_no, c.source)
        filter (where c.company_domain is not null) as domains,
      array_agg(c.source order by c.landing_no, c.source)
        filter (where c.is_first and c.source is not null) as sources
    from claim as c
    group by c.origin_company_domain, c.full_name_key, c.case_study_url
  ),
  decided as materialized (
    select
      f.origin_company_domain,
      f.full_name_key,
      f.case_study_url,
      f.full_name,
      f.job_title,
      f.company_name,
      e.company_domain,
      f.sources,
      case when not f.is_outside then f.landing_no end as landing_no,
      case
        when (f.stored).company_domain is not distinct from e.company_domain
          then (f.stored).core_person_id
      end as core_person_id,
      coalesce(
        reference.entity_id('company', e.company_domain),
        case when f.is_outside then (f.stored).core_company_id end
      ) as core_company_id,
      (f.stored).id as stored_id,
      (f.stored).source as stored_source,
      case
        when f.sources is null then case when (f.stored).source is not null then 'delete' end
        when (f.stored).source is null then 'insert'
        when (
          (f.stored).full_name, (f.stored).job_title, (f.stored).company_name,
          (f.stored).company_domain, (f.stored).source, (f.stored).sources, (f.stored).landing_no
        ) is distinct from (
          f.full_name, f.job_title, f.company_name, e.company_domain, f.sources[1], f.sources,
          case when not f.is_outside then f.landing_no end
        )
        or (f.stored).core_company_id is distinct from coalesce(
          reference.entity_id('company', e.company_domain),
          case when f.is_outside then (f.stored).core_company_id end
        ) then 'update'
      end as action
    from folded as f
    -- A domain goes with the name of its company: it does not fill a row that names another one.
    cross join lateral (
      select (
        select d.domain
        from unnest(f.domains, f.domain_names) with ordinality as d (domain, name, place)
        where not coalesce(reference.is_other_company_name(d.name, f.company_name), false)
        order by d.place
        limit 1
      ) as company_domain
      offset 0
    ) as e
  ),
  written as (
    insert into core.case_study_champions as t (
      id, origin_company_domain, full_name_key, case_study_url, full_name, job_title,
      company_name, company_domain, source, sources, core_person_id, core_company_id, landing_no
    )
    select
      reference.entity_id(
        'case_study_champion',
        concat_ws(' ', d.origin_company_domain, d.case_study_url, d.full_name_key)
      ),
      d.origin_company_domain,
      d.full_name_key,
      d.case_study_url,
      d.full_name,
      d.job_title,
      d.company_name,
      d.company_domain,
      d.sources[1],
      d.sources,
      d.core_person_id,
      d.core_company_id,
      d.landing_no
    from decided as d
    where d.action in ('insert', 'update') and not p_dry_run
    on conflict (origin_company_domain, full_name_key, case_study_url) do update
      set full_name = excluded.full_name,
          job_title = excluded.job_title,
          company_name = excluded.company_name,
          company_domain = excluded.company_domain,
          source = excluded.source,
          sources = excluded.sources,
          core_person_id = excluded.core_person_id,
          core_company_id = excluded.core_company_id,
          landing_no = excluded.landing_no,
          updated_at = excluded.updated_at
  ),
  gone as (
    delete from core.case_study_champions as t
    using decided as d
    cross join lateral (
      select s.ctid
      from core.case_study_champions as s
      where s.origin_company_domain = d.origin_company_domain and s.id = d.stored_id
      offset 0
    ) as g
    where d.action = 'delete' and not p_dry_run and t.ctid = g.ctid
  )
  select
    coalesce(d.sources[1], d.stored_source)::text,
    (count(*) filter (where d.action = 'insert'))::integer,
    (count(*) filter (where d.action = 'update'))::integer,
    (count(*) filter (where d.action = 'delete'))::integer
  from decided as d
  where d.action is not null
  group by 1
  order by 1;
end;
$$;

comment on function core.coalesce_case_study_champions(
  core.case_study_champion_key[], boolean
) is
  'Folds what extracted says about the people p_keys into core.case_study_champions; with '
  'p_dry_run only counts. The caller holds the locks of the vendors. Units: rows. Nulls: a null or '
  'empty array does nothing. Errors: none.';

revoke all on function core.coalesce_case_study_champions(core.case_study_champion_key[], boolean)
  from public;
