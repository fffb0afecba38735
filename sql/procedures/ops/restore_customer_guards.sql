-- Purpose: dirt cannot return: puts the guards of customers and staged case studies up again.
-- Input -> output: whether the rows that stand are checked, too -> how many guards were missing.
-- Called by: ops.cleanup_company_customer_domains; analysts, at any time.
-- Writes to: CHECK constraints of core.company_customers and raw.staging_case_study_urls.
-- Idempotence: yes; guards that stand and were validated are not touched.
-- Errors: WH905 when rows break a guard; with p_validate false they are not looked at, but from
--   then on no such row can be written.
-- Example: select ops.restore_customer_guards();
-- This is the one list of the guards, with ops.drop_customer_guards; the migration made them first,
-- and a test compares the two.
create or replace function ops.restore_customer_guards(p_validate boolean default true)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
set client_min_messages = 'warning'
as $$
declare
  c_tables constant oid[] := array[
    'core.company_customers'::regclass, 'raw.staging_case_study_urls'::regclass
  ];
  c_guards constant integer := 8;
  v_missing integer;
  v_is_valid boolean;
  v_constraint text;
begin
  select c_guards - count(*), coalesce(bool_and(c.convalidated), false)
  into v_missing, v_is_valid
  from pg_catalog.pg_constraint as c
  where c.contype = 'c' and c.conrelid = any (c_tables);

  if v_missing > 0 then
    alter table core.company_customers
      drop constraint if exists company_customers_origin_company_domain_check,
      drop constraint if exists company_customers_customer_name_key_check,
      drop constraint if exists company_customers_customer_domain_check,
      drop constraint if exists company_customers_customer_domain_source_check,
      drop constraint if exists company_customers_case_study_url_check,
      add constraint company_customers_origin_company_domain_check check (
        origin_company_domain
          ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
        and origin_company_domain not like 'www.%.%'
        and length(origin_company_domain) <= 253
      ) not valid,
      add constraint company_customers_customer_name_key_check check (
        customer_name_key is not null and customer_name_key <> ''
      ) not valid,
      add constraint company_customers_customer_domain_check check (
        customer_domain
          ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
        and customer_domain not like 'www.%.%'
        and length(customer_domain) <= 253
      ) not valid,
      add constraint company_customers_customer_domain_source_check check (
        (customer_domain is null) = (customer_domain_source is null)
      ) not valid,
      add constraint company_customers_case_study_url_check check (
        (case_study_url like 'http://%' or case_study_url like 'https://%')
        and split_part(case_study_url, '/', 3) like '_%._%'
        and strpos(case_study_url, ' ') = 0
        and length(case_study_url) <= 2000
      ) not valid;

    alter table raw.staging_case_study_urls
      drop constraint if exists staging_case_study_urls_origin_company_domain_check,
      drop constraint if exists staging_case_study_urls_origin_company_name_check,
      drop constraint if exists staging_case_study_urls_case_study_url_check,
      add constraint staging_case_study_urls_origin_company_domain_check check (
        origin_company_domain
          ~ '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$'
        and origin_company_domain not like 'www.%.%'
        and length(origin_company_domain) <= 253
      ) not valid,
      add constraint staging_case_study_urls_origin_company_name_check check (
        origin_company_name <> ''
      ) not valid,
      add constraint staging_case_study_urls_case_study_url_check check (
        (case_study_url like 'http://%' or case_study_url like 'https://%')
        and split_part(case_study_url, '/', 3) like '_%._%'
        and strpos(case_study_url, ' ') = 0
        and length(case_study_url) <= 2000
      ) not valid;
  end if;

  if p_validate and (v_missing > 0 or not v_is_valid) then
    alter table core.company_customers
      validate constraint company_customers_origin_company_domain_check,
      validate constraint company_customers_customer_name_key_check,
      validate constraint company_customers_customer_domain_check,
      validate constraint company_customers_customer_domain_source_check,
      validate constraint company_customers_case_study_url_check;
    alter table raw.staging_case_study_urls
      validate constraint staging_case_study_urls_origin_company_domain_check,
      validate constraint staging_case_study_urls_origin_company_name_check,
      validate constraint staging_case_study_urls_case_study_url_check;
  end if;

  return v_missing;
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  raise exception using
    errcode = 'WH905',
    message = format('rows break the guard %s', v_constraint),
    hint = 'call ops.cleanup_company_customer_domains(p_dry_run => false), and mend or delete what '
      || 'ops.list_unusable_customers() still lists';
end;
$$;

comment on function ops.restore_customer_guards(boolean) is
  'Adds the CHECK constraints of core.company_customers and raw.staging_case_study_urls that are '
  'missing and, with p_validate, checks the rows that stand. Returns how many were missing. Units: '
  'constraints. Nulls: none allowed. Errors: WH905 when rows break a guard.';

revoke all on function ops.restore_customer_guards(boolean) from public;
grant execute on function ops.restore_customer_guards(boolean) to pipeline_analyst;
