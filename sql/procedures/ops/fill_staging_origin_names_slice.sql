-- Purpose: one slice of the filling of publishers' names: the next publishers without a name.
-- Input -> output: where to go on, number of publishers, whether to only count -> last domain
--   (null: done), staged case studies without a name, rows filled.
-- Called by: ops.fill_staging_origin_names.
-- Reads: raw.staging_case_study_urls, core.list_origin_names.
-- Writes to: raw.staging_case_study_urls, through extracted.fill_staging_origin_names, under the
--   locks of the publishers; ops.entities.
-- Idempotence: yes; only nulls are filled.
-- Errors: none.
-- Example: select * from ops.fill_staging_origin_names_slice('', 1000, true).
create or replace function ops.fill_staging_origin_names_slice(
  p_after text,
  p_batch_size integer,
  p_dry_run boolean,
  out last_key text,
  out examined integer,
  out filled integer
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_domains text[];
begin
  select max(g.domain), array_agg(g.domain), coalesce(sum(g.rows), 0)
  into last_key, v_domains, examined
  from (
    select s.origin_company_domain as domain, count(*) as rows
    from raw.staging_case_study_urls as s
    where s.origin_company_name is null and s.origin_company_domain > p_after collate "C"
    group by s.origin_company_domain
    order by s.origin_company_domain
    limit p_batch_size
  ) as g;

  filled := 0;
  if last_key is not null and p_dry_run then
    select count(*)
    into filled
    from core.list_origin_names(v_domains) as n
    inner join raw.staging_case_study_urls as s
      on s.origin_company_domain = n.domain collate "C" and s.origin_company_name is null;
  elsif last_key is not null then
    perform ops.lock_entities('company', v_domains);
    filled := extracted.fill_staging_origin_names(v_domains);
  end if;
end;
$$;

comment on function ops.fill_staging_origin_names_slice(text, integer, boolean) is
  'Fills the names of the next p_batch_size publishers after p_after that '
  'raw.staging_case_study_urls lacks, from core; with p_dry_run only counts. last_key is null when '
  'there are none. Units: rows. Nulls: none allowed. Errors: none.';

revoke all on function ops.fill_staging_origin_names_slice(text, integer, boolean) from public;
grant execute on function ops.fill_staging_origin_names_slice(text, integer, boolean)
  to pipeline_analyst;
