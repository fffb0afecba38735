-- Purpose: one slice of the clean-up of customers: all rows of the next vendors.
-- Input -> output: where to go on, number of vendors, whether to only count -> last domain (null:
--   done), and the counts of the slice.
-- Called by: ops.cleanup_company_customer_domains.
-- Writes to: core.company_customers, raw.staging_case_study_urls, ops.merges, under the locks of
--   the vendors; ops.entities.
-- Idempotence: yes; a clean vendor is not written.
-- Errors: none.
-- Example: select * from ops.cleanup_company_customer_domains_slice('', 1000, true).
create or replace function ops.cleanup_company_customer_domains_slice(
  p_after text,
  p_batch_size integer,
  p_dry_run boolean,
  out last_key text,
  out duplicates_deleted integer,
  out updated integer,
  out fields_merged integer,
  out domains_cleaned integer,
  out domains_cleared integer,
  out urls_cleaned integer,
  out keys_filled integer,
  out staging_updated integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_domains text[];
  v_stored_domains text[];
  v_plan core.company_customer_cleanup[];
  v_staging record;
begin
  -- By the normal domain, whatever the spelling: what is merged must be in one slice.
  with spelling as materialized (
    select distinct c.origin_company_domain as stored_domain from core.company_customers as c
    union
    select distinct s.origin_company_domain from raw.staging_case_study_urls as s
  ),
  vendor as (
    select k.domain, array_agg(s.stored_domain) as stored_domains
    from spelling as s
    cross join lateral reference.normalize_domain(s.stored_domain) as k (domain)
    where k.domain > p_after collate "C"
    group by k.domain
    order by k.domain
    limit p_batch_size
  )
  select max(v.domain), array_agg(distinct v.domain), array_agg(d.stored_domain)
  into last_key, v_domains, v_stored_domains
  from vendor as v
  cross join lateral unnest(v.stored_domains) as d (stored_domain);
  if last_key is null then
    return;
  end if;

  if not p_dry_run then
    perform ops.lock_entities('company', v_domains);
  end if;

  v_plan := core.plan_company_customer_cleanup(v_stored_domains);
  select
    count(*) filter (where p.place > 1),
    count(*) filter (where p.place = 1 and p.is_dirty),
    coalesce(sum(p.fields_merged), 0),
    count(*) filter (where p.is_domain_cleaned),
    count(*) filter (where p.is_domain_cleared),
    count(*) filter (where p.is_url_cleaned),
    count(*) filter (where p.is_key_filled)
  into
    duplicates_deleted, updated, fields_merged, domains_cleaned, domains_cleared, urls_cleaned,
    keys_filled
  from unnest(v_plan) as p;

  if not p_dry_run and v_plan <> '{}' then
    perform core.clean_company_customers(v_plan);

    insert into ops.merges (operation, table_name, origin_company_domain, before, after)
    select
      'cleanup_company_customer_domains',
      'core.company_customers',
      g.origin_company_domain,
      jsonb_build_object('company_customers', g.before),
      jsonb_build_object('company_customers', coalesce(g.after, '[]'))
    from (
      select
        p.origin_company_domain,
        p.customer_name_key,
        jsonb_agg(p.before order by p.place) as before,
        jsonb_agg(to_jsonb(t.stored)) filter (where (t.stored).id is not null) as after
      from unnest(v_plan) as p
      left join lateral (
        select c as stored
        from core.company_customers as c
        where p.place = 1
          and c.origin_company_domain = p.origin_company_domain collate "C"
          and c.id = p.id
        offset 0
      ) as t on true
      where p.before is not null
      group by p.origin_company_domain, p.customer_name_key
    ) as g
    order by g.origin_company_domain, g.customer_name_key;
  end if;

  v_staging := ops.clean_staging_case_study_urls(v_stored_domains, p_dry_run);
  staging_updated := v_staging.updated;
  urls_cleaned := urls_cleaned + v_staging.urls_cleaned;
end;
$$;

comment on function ops.cleanup_company_customer_domains_slice(text, integer, boolean) is
  'Cleans up the customers and staged case studies of the next p_batch_size vendors after p_after '
  'and logs what was merged or changed in ops.merges; with p_dry_run only counts. last_key is null '
  'when there are none. Units: rows. Nulls: none allowed. Errors: none.';

revoke all on function ops.cleanup_company_customer_domains_slice(text, integer, boolean)
  from public;
grant execute on function ops.cleanup_company_customer_domains_slice(text, integer, boolean)
  to pipeline_analyst;
