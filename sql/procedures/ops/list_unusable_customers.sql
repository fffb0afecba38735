-- Purpose: which customers and staged case studies no clean-up can mend.
-- Input -> output: nothing -> one row per row that has no usable key, and why.
-- Called by: analysts; ops.cleanup_company_customer_domains counts them.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select * from ops.list_unusable_customers();
create or replace function ops.list_unusable_customers()
returns table (
  table_name text,
  id uuid,
  origin_company_domain text,
  customer_name text,
  case_study_url text,
  reason text
)
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  select
    'core.company_customers',
    c.id,
    c.origin_company_domain::text,
    c.customer_name,
    c.case_study_url::text,
    case
      when reference.normalize_domain(c.origin_company_domain) is null
        then 'origin_company_domain is no domain'
      else 'customer_name has neither letters nor digits'
    end
  from core.company_customers as c
  where reference.normalize_domain(c.origin_company_domain) is null
    or reference.name_key(c.customer_name) is null
  union all
  select
    'raw.staging_case_study_urls',
    s.id,
    s.origin_company_domain::text,
    s.customer_company_name,
    s.case_study_url::text,
    case
      when reference.normalize_domain(s.origin_company_domain) is null
        then 'origin_company_domain is no domain'
      else 'case_study_url is no URL'
    end
  from raw.staging_case_study_urls as s
  where reference.normalize_domain(s.origin_company_domain) is null
    or reference.normalize_case_study_url(s.case_study_url) is null;
end;
$$;

comment on function ops.list_unusable_customers() is
  'Rows of core.company_customers and raw.staging_case_study_urls whose key cannot be normalised: '
  'the clean-up leaves them alone, and guards cannot be validated before they are mended or '
  'deleted. Units: none. Nulls: none. Errors: none.';

revoke all on function ops.list_unusable_customers() from public;
grant execute on function ops.list_unusable_customers() to pipeline_analyst;
