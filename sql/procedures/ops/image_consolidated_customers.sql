-- Purpose: the rows of customers that a consolidation touches, for the log.
-- Input -> output: what is done -> {"<vendor> <name key>": {table: [rows]}} of what is not skipped.
-- Called by: ops.consolidate_claygent_customers_slice, before and after.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_before := ops.image_consolidated_customers(v_decided);
create or replace function ops.image_consolidated_customers(
  p_decided core.company_customer_consolidation[]
)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_object_agg(
        k.origin_company_domain || ' ' || k.customer_name_key,
        jsonb_build_object(
          'company_customers', coalesce(c.rows, '[]'),
          'company_customer_consolidations', coalesce(m.rows, '[]')
        )
      ),
      '{}'
    )
    from (
      select distinct
        d.origin_company_domain collate "C" as origin_company_domain,
        d.customer_name_key collate "C" as customer_name_key
      from unnest(p_decided) as d
      where d.outcome <> 'conflict_skipped'
    ) as k
    cross join lateral (
      select jsonb_agg(to_jsonb(t)) as rows
      from core.company_customers as t
      where t.origin_company_domain = k.origin_company_domain
        and t.customer_name_key = k.customer_name_key
    ) as c
    cross join lateral (
      select jsonb_agg(to_jsonb(t) order by t.source) as rows
      from core.company_customer_consolidations as t
      where t.origin_company_domain = k.origin_company_domain
        and t.customer_name_key = k.customer_name_key
    ) as m
  );
end;
$$;

comment on function ops.image_consolidated_customers(core.company_customer_consolidation[]) is
  'The rows of core.company_customers and core.company_customer_consolidations of the customers '
  'that p_decided does not skip, by vendor and name key. Units: none. Nulls: a null or empty array '
  'gives an empty object. Errors: none.';

revoke all on function ops.image_consolidated_customers(core.company_customer_consolidation[])
  from public;
