-- Purpose: lets rows of the predecessor in, as they are, until they have been cleaned up.
-- Input -> output: nothing -> how many guards were dropped.
-- Called by: the owner in psql, before legacy rows are copied into core.company_customers and
--   raw.staging_case_study_urls, or before a merge of such rows is undone.
-- Writes to: CHECK constraints of the two tables: all they have.
-- Idempotence: yes; a guard that is down is left so.
-- Errors: 42501 for anybody but the owner (set role pipeline_owner).
-- Example: select ops.drop_customer_guards();
-- The pipeline goes on while they are down: what it writes is normal by itself. The call
-- ops.cleanup_company_customer_domains(p_dry_run => false) puts them up again.
create or replace function ops.drop_customer_guards()
returns integer
language plpgsql
volatile
set search_path = ''
set client_min_messages = 'warning'
as $$
declare
  v_dropped integer;
begin
  select count(*)
  into v_dropped
  from pg_catalog.pg_constraint as c
  where c.contype = 'c'
    and c.conrelid in (
      'core.company_customers'::regclass, 'raw.staging_case_study_urls'::regclass
    );

  alter table core.company_customers
    drop constraint if exists company_customers_origin_company_domain_check,
    drop constraint if exists company_customers_customer_name_key_check,
    drop constraint if exists company_customers_customer_domain_check,
    drop constraint if exists company_customers_customer_domain_source_check,
    drop constraint if exists company_customers_case_study_url_check;

  alter table raw.staging_case_study_urls
    drop constraint if exists staging_case_study_urls_origin_company_domain_check,
    drop constraint if exists staging_case_study_urls_origin_company_name_check,
    drop constraint if exists staging_case_study_urls_case_study_url_check;

  return v_dropped;
end;
$$;

comment on function ops.drop_customer_guards() is
  'Drops the CHECK constraints of core.company_customers and raw.staging_case_study_urls, so that '
  'legacy rows can be copied in. For the owner. Returns how many. Units: constraints. Nulls: '
  'none. Errors: 42501 not the owner.';

revoke all on function ops.drop_customer_guards() from public;
