-- Purpose: one slice of the promotion of people in case studies.
-- Input -> output: where to go on, number of vendors, source (null: all), whether to only count ->
--   last domain (null: done), rows written, counts per source.
-- Called by: ops.promote_case_study_people.
-- Writes to: extracted.case_study_buyer_pages, core.case_study_champions, core.company_customers,
--   through their functions, under the locks of the vendors; ops.entities.
-- Idempotence: yes; what stands is not written again.
-- Errors: none.
-- Example: select * from ops.promote_case_study_people_slice('', 1000, null, true);
create or replace function ops.promote_case_study_people_slice(
  p_after text,
  p_batch_size integer,
  p_source text,
  p_dry_run boolean,
  out last_key text,
  out written integer,
  out counts jsonb
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  c_nothing constant jsonb := '{"inserted": 0, "updated": 0, "deleted": 0}';
  v_origins text[];
  v_keys core.case_study_champion_key[];
  v_customers record;
  v_linked integer;
begin
  select max(g.domain), array_agg(g.domain)
  into last_key, v_origins
  from (
    select u.domain
    from (
      (
        select distinct d.origin_company_domain as domain
        from extracted.case_study_details as d
        where d.origin_company_domain > p_after collate "C"
        order by d.origin_company_domain
        limit p_batch_size
      )
      union
      (
        select distinct b.origin_company_domain
        from extracted.case_study_buyers as b
        where b.origin_company_domain > p_after collate "C"
        order by b.origin_company_domain
        limit p_batch_size
      )
      union
      (
        select distinct c.origin_company_domain
        from core.case_study_champions as c
        where c.origin_company_domain > p_after collate "C"
        order by c.origin_company_domain
        limit p_batch_size
      )
    ) as u
    order by u.domain
    limit p_batch_size
  ) as g;
  written := 0;
  counts := '{}';
  if last_key is null then
    return;
  end if;

  if not p_dry_run then
    perform ops.lock_entities('company', v_origins);
  end if;
  perform extracted.fill_case_study_buyer_pages(v_origins, p_dry_run);

  select
    array_agg(
      distinct row(p.origin_company_domain, p.full_name_key, p.case_study_url)
        ::core.case_study_champion_key
    ),
    jsonb_build_object(
      'case_study_champions',
      jsonb_build_object('examined', count(*) filter (where p.source = 'case_study_champions'))
      || c_nothing,
      'case_study_buyers',
      jsonb_build_object('examined', count(*) filter (where p.source = 'case_study_buyers'))
      || c_nothing
    )
  into v_keys, counts
  from (
    select 'case_study_champions' as source, d.origin_company_domain, c.full_name_key,
      c.case_study_url
    from extracted.case_study_details as d
    inner join extracted.case_study_champions as c on c.case_study_url = d.case_study_url
    where d.origin_company_domain = any (v_origins)
    union all
    select 'case_study_buyers', b.origin_company_domain, b.buyer_full_name_key, b.case_study_url
    from extracted.case_study_buyers as b
    where b.origin_company_domain = any (v_origins)
    union all
    -- Whom nobody names any more.
    select c.source, c.origin_company_domain, c.full_name_key, c.case_study_url
    from core.case_study_champions as c
    where c.origin_company_domain = any (v_origins)
      and c.landing_no is not null
      and not exists (
        select
        from extracted.case_study_champions as x
        inner join extracted.case_study_details as y on y.case_study_url = x.case_study_url
        where x.case_study_url = c.case_study_url
          and x.full_name_key = c.full_name_key
          and y.origin_company_domain = c.origin_company_domain
      )
      and not exists (
        select
        from extracted.case_study_buyers as x
        where x.origin_company_domain = c.origin_company_domain
          and x.buyer_full_name_key = c.full_name_key
          and x.case_study_url is not distinct from c.case_study_url
      )
  ) as p
  where p_source is null or p.source = p_source;

  select
    coalesce(sum(c.inserted + c.updated + c.deleted), 0),
    ops.add_counts(
      counts,
      jsonb_object_agg(
        c.source,
        jsonb_build_object('inserted', c.inserted, 'updated', c.updated, 'deleted', c.deleted)
      ) filter (where c.source is not null)
    )
  into written, counts
  from core.coalesce_case_study_champions(v_keys, p_dry_run) as c;

  v_linked := core.link_case_study_people(v_origins, p_dry_run);
  written := written + v_linked;
  counts := ops.add_counts(
    counts, jsonb_build_object('core_person_id', jsonb_build_object('changed', v_linked))
  );

  -- The domains that they bring along, for the customers that core has.
  if not p_dry_run then
    select c.inserted + c.updated + c.deleted as changed
    into v_customers
    from core.coalesce_company_customers(
      array(
        select row(k.origin_company_domain, k.customer_name_key)::core.company_customer_key
        from (
          select d.origin_company_domain, d.customer_name_key
          from extracted.case_study_details as d
          where d.origin_company_domain = any (v_origins)
          union
          select p.origin_company_domain, p.customer_name_key
          from extracted.case_study_buyer_pages as p
          where p.origin_company_domain = any (v_origins) and p.customer_name_key is not null
        ) as k
      ) || core.list_case_study_customers(
        v_origins,
        array(
          select d.case_study_url
          from extracted.case_study_details as d
          where d.origin_company_domain = any (v_origins)
          union
          select p.case_study_url
          from extracted.case_study_buyer_pages as p
          where p.origin_company_domain = any (v_origins)
        )
      )
    ) as c;
    written := written + v_customers.changed;
    counts := ops.add_counts(
      counts,
      jsonb_build_object('company_customers', jsonb_build_object('changed', v_customers.changed))
    );
  end if;
end;
$$;

comment on function ops.promote_case_study_people_slice(text, integer, text, boolean) is
  'Promotes the people in the case studies of the next p_batch_size vendors after p_after, of '
  'p_source only where it is given; with p_dry_run only counts. last_key is null when there are '
  'none. Units: rows. Nulls: p_source null is every source. Errors: none.';

revoke all on function ops.promote_case_study_people_slice(text, integer, text, boolean)
  from public;
grant execute on function ops.promote_case_study_people_slice(text, integer, text, boolean)
  to pipeline_analyst;
