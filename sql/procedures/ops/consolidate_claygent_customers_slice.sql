-- Purpose: one slice of the consolidation of customers: all mentions of the next vendors.
-- Input -> output: where to go on, number of vendors, whether a customer needs a matched domain,
--   whether to only count -> last domain (null: done), customers written, and per source
--   {candidates, inserted, domains_filled, conflicts_skipped}.
-- Called by: ops.consolidate_claygent_customers.
-- Writes to: core.company_customers, core.company_customer_consolidations, under the locks of the
--   vendors; ops.merges, ops.entities.
-- Idempotence: yes; what core has is skipped.
-- Errors: none.
-- Example: select * from ops.consolidate_claygent_customers_slice('', 1000, true, true).
create or replace function ops.consolidate_claygent_customers_slice(
  p_after text,
  p_batch_size integer,
  p_require_domain boolean,
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
  v_domains text[];
  v_before jsonb;
  v_decided core.company_customer_consolidation[];
begin
  select max(g.domain), array_agg(g.domain)
  into last_key, v_domains
  from (
    select distinct u.domain
    from (
      (
        select distinct m.origin_company_domain as domain
        from extracted.claygent_customers_structured as m
        where m.origin_company_domain > p_after collate "C"
        order by m.origin_company_domain
        limit p_batch_size
      )
      union all
      (
        select distinct m.origin_company_domain
        from extracted.claygent_customers_v2 as m
        where m.origin_company_domain > p_after collate "C"
        order by m.origin_company_domain
        limit p_batch_size
      )
      union all
      (
        select distinct m.origin_company_domain
        from extracted.claygent_customers as m
        where m.origin_company_domain > p_after collate "C"
        order by m.origin_company_domain
        limit p_batch_size
      )
      union all
      (
        select distinct m.origin_company_domain
        from extracted.company_customer_claygent as m
        where m.origin_company_domain > p_after collate "C"
        order by m.origin_company_domain
        limit p_batch_size
      )
    ) as u
    order by u.domain
    limit p_batch_size
  ) as g;
  if last_key is null then
    return;
  end if;

  if p_dry_run then
    v_decided := core.consolidate_claygent_customers(v_domains, p_require_domain, true);
  else
    perform ops.lock_entities('company', v_domains);
    -- What is to be done is known beforehand: so is what stands before it.
    v_decided := core.consolidate_claygent_customers(v_domains, p_require_domain, true);
    v_before := ops.image_consolidated_customers(v_decided);
    perform core.consolidate_claygent_customers(v_domains, p_require_domain, false);
    perform extracted.fill_staging_origin_names(v_domains);

    insert into ops.merges (operation, table_name, origin_company_domain, before, after)
    select
      'consolidate_claygent_customers',
      'core.company_customers',
      split_part(a.key, ' ', 1),
      b.value,
      a.value
    from jsonb_each(ops.image_consolidated_customers(v_decided)) as a
    inner join jsonb_each(v_before) as b on b.key = a.key
    order by a.key collate "C";
  end if;

  select coalesce(sum(s.inserted + s.domains_filled), 0), coalesce(
    jsonb_object_agg(
      s.source,
      jsonb_build_object(
        'candidates', s.candidates,
        'inserted', s.inserted,
        'domains_filled', s.domains_filled,
        'conflicts_skipped', s.conflicts_skipped
      )
    ),
    '{}'
  )
  into written, counts
  from (
    select
      d.source,
      count(*) as candidates,
      count(*) filter (where d.outcome = 'inserted') as inserted,
      count(*) filter (where d.outcome = 'domain_filled') as domains_filled,
      count(*) filter (where d.outcome = 'conflict_skipped') as conflicts_skipped
    from unnest(v_decided) as d
    group by d.source
  ) as s;
end;
$$;

comment on function ops.consolidate_claygent_customers_slice(text, integer, boolean, boolean) is
  'Consolidates the mentions of the next p_batch_size vendors after p_after and logs the rows in '
  'ops.merges; with p_dry_run only counts. last_key is null when there are none. Units: '
  'customers. Nulls: none allowed. Errors: none.';

revoke all on function ops.consolidate_claygent_customers_slice(text, integer, boolean, boolean)
  from public;
grant execute on function ops.consolidate_claygent_customers_slice(text, integer, boolean, boolean)
  to pipeline_analyst;
