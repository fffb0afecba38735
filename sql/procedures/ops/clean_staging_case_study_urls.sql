-- Purpose: normal domains and URLs for staged case studies; no row goes, since the URL is the key.
-- Input -> output: domains of publishers as they are stored, whether to only count -> rows with
--   another domain, rows with another URL.
-- Called by: ops.cleanup_company_customer_domains_slice.
-- Writes to: raw.staging_case_study_urls, ops.merges. A URL whose normal form stands in another row
--   is kept as it is.
-- Idempotence: yes; a clean row is not written.
-- Errors: none.
-- Example: select * from ops.clean_staging_case_study_urls(array['www.acme.example'], true);
create or replace function ops.clean_staging_case_study_urls(
  p_stored_domains text[],
  p_dry_run boolean,
  out updated integer,
  out urls_cleaned integer
)
language plpgsql
volatile
set search_path = ''
as $$
begin
  with spelling as materialized (
    select distinct d.stored_domain, reference.normalize_domain(d.stored_domain) as domain
    from unnest(p_stored_domains) as d (stored_domain)
  ),
  staged as (
    select
      t.stored,
      s.domain,
      reference.normalize_case_study_url((t.stored).case_study_url) as url
    from spelling as s
    cross join lateral (
      select u as stored
      from raw.staging_case_study_urls as u
      where u.origin_company_domain = s.stored_domain collate "C"
      offset 0
    ) as t
    where s.domain is not null
  ),
  wanted as (
    select
      s.stored,
      s.domain,
      nullif(btrim((s.stored).origin_company_name), '') as name,
      case
        when s.url = (s.stored).case_study_url then s.url
        when s.url is not null
          and row_number() over (
            partition by s.url order by (s.stored).created_at, (s.stored).id
          ) = 1
          and not exists (
            select
            from raw.staging_case_study_urls as o
            where o.case_study_url = s.url
          ) then s.url
        else (s.stored).case_study_url
      end as url
    from staged as s
  ),
  changed as materialized (
    select w.*
    from wanted as w
    where (w.domain, w.name, w.url) is distinct from (
      (w.stored).origin_company_domain, (w.stored).origin_company_name, (w.stored).case_study_url
    )
  ),
  written as (
    update raw.staging_case_study_urls as s
    set origin_company_domain = c.domain,
        origin_company_name = c.name,
        case_study_url = c.url,
        updated_at = now()
    from changed as c
    where not p_dry_run and s.id = (c.stored).id
    returning s.id, s as row
  ),
  logged as (
    insert into ops.merges (operation, table_name, origin_company_domain, before, after)
    select
      'cleanup_company_customer_domains',
      'raw.staging_case_study_urls',
      c.domain,
      jsonb_build_object('staging_case_study_urls', jsonb_build_array(to_jsonb(c.stored))),
      jsonb_build_object('staging_case_study_urls', jsonb_build_array(to_jsonb(w.row)))
    from changed as c
    inner join written as w on w.id = (c.stored).id
    order by c.domain, c.url
  )
  select
    count(*) filter (where c.domain <> (c.stored).origin_company_domain),
    count(*) filter (where c.url <> (c.stored).case_study_url)
  into updated, urls_cleaned
  from changed as c;
end;
$$;

comment on function ops.clean_staging_case_study_urls(text[], boolean) is
  'Normalises publisher and URL of the rows of raw.staging_case_study_urls whose publisher is '
  'stored as one of p_stored_domains, and logs them; p_dry_run only counts. Units: rows. Nulls: '
  'what cannot be normalised is left alone; a null or empty array does nothing. Errors: none.';

revoke all on function ops.clean_staging_case_study_urls(text[], boolean) from public;
