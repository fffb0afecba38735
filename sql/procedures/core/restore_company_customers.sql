-- Purpose: puts customers back as they were before a merge or a consolidation.
-- Input -> output: rows before and after, {table: [rows]} as in ops.merges -> whether the rows
--   still were as after. If not, nothing is written.
-- Called by: ops.undo_merge.
-- Writes to: core.company_customers, core.company_customer_consolidations.
-- Idempotence: no; the second call finds the rows changed.
-- Errors: 23514 when a guard forbids the rows, 23505 when others have taken their keys.
-- Example: v_is_done := core.restore_company_customers(v_merge.before, v_merge.after);
create or replace function core.restore_company_customers(p_before jsonb, p_after jsonb)
returns boolean
language plpgsql
volatile
set search_path = ''
as $$
begin
  if exists (
      select
      from jsonb_array_elements(p_after -> 'company_customers') as a (image)
      where not exists (
        select
        from core.company_customers as t
        where t.origin_company_domain = a.image ->> 'origin_company_domain' collate "C"
          and t.id = (a.image ->> 'id')::uuid
          and to_jsonb(t) - 'updated_at' = a.image - 'updated_at'
      )
    )
    or exists (
      select
      from jsonb_array_elements(p_after -> 'company_customer_consolidations') as a (image)
      where not exists (
        select
        from core.company_customer_consolidations as t
        where t.origin_company_domain = a.image ->> 'origin_company_domain' collate "C"
          and t.customer_name_key = a.image ->> 'customer_name_key' collate "C"
          and t.source = a.image ->> 'source' collate "C"
          and to_jsonb(t) - 'updated_at' = a.image - 'updated_at'
      )
    )
  then
    return false;
  end if;

  delete from core.company_customers as t
  using jsonb_array_elements(p_after -> 'company_customers') as a (image)
  where t.origin_company_domain = a.image ->> 'origin_company_domain' collate "C"
    and t.id = (a.image ->> 'id')::uuid;

  -- Every column there is, whichever migration added it.
  insert into core.company_customers
  select b.*
  from jsonb_populate_recordset(
    null::core.company_customers, p_before -> 'company_customers'
  ) as b;

  delete from core.company_customer_consolidations as t
  using jsonb_array_elements(p_after -> 'company_customer_consolidations') as a (image)
  where t.origin_company_domain = a.image ->> 'origin_company_domain' collate "C"
    and t.customer_name_key = a.image ->> 'customer_name_key' collate "C"
    and t.source = a.image ->> 'source' collate "C";

  insert into core.company_customer_consolidations
  select b.*
  from jsonb_populate_recordset(
    null::core.company_customer_consolidations, p_before -> 'company_customer_consolidations'
  ) as b;

  return true;
end;
$$;

comment on function core.restore_company_customers(jsonb, jsonb) is
  'Replaces the rows p_after by the rows p_before, if they still are as p_after says (updated_at '
  'aside); returns whether they were. Units: none. Nulls: a table that is missing has no rows. '
  'Errors: 23514, 23505.';

revoke all on function core.restore_company_customers(jsonb, jsonb) from public;
