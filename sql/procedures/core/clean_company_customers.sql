-- Purpose: carries a planned clean-up out.
-- Input -> output: plan, made under the locks of the vendors -> nothing.
-- Called by: ops.cleanup_company_customer_domains_slice.
-- Writes to: core.company_customers: rows that were merged into others are deleted before these
--   get their keys; then the customers are folded like any other.
-- Idempotence: by the plan.
-- Errors: none.
-- Example: perform core.clean_company_customers(v_plan);
create or replace function core.clean_company_customers(
  p_plan core.company_customer_cleanup[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  delete from core.company_customers as t
  using unnest(p_plan) as p
  where t.origin_company_domain = p.stored_domain collate "C" and t.id = p.id and p.place > 1;

  update core.company_customers as t
  set origin_company_domain = p.origin_company_domain,
      customer_name_key = p.customer_name_key,
      origin_company_name = p.origin_company_name,
      customer_domain = p.customer_domain,
      customer_domain_source = p.customer_domain_source,
      customer_domain_landing_no = p.customer_domain_landing_no,
      legacy_customer_domain = p.legacy_customer_domain,
      legacy_customer_domain_source = p.legacy_customer_domain_source,
      case_study_url = p.case_study_url,
      has_case_study = p.has_case_study,
      landing_no = p.landing_no,
      updated_at = now()
  from unnest(p_plan) as p
  where t.origin_company_domain = p.stored_domain collate "C"
    and t.id = p.id
    and p.place = 1
    and p.is_changed;

  perform core.coalesce_company_customers(
    array(
      select row(p.origin_company_domain, p.customer_name_key)::core.company_customer_key
      from unnest(p_plan) as p
      where p.place = 1
    )
  );
end;
$$;

comment on function core.clean_company_customers(core.company_customer_cleanup[]) is
  'Deletes, merges and mends rows of core.company_customers as planned, then folds them. Units: '
  'none. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.clean_company_customers(core.company_customer_cleanup[]) from public;
