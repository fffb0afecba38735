-- Purpose: forgets the names of customers that nobody mentions any more.
-- Input -> output: customers whose mentions may have gone, the origins locked -> names dropped.
--   Every spelling of a customer stays while there is a mention of the customer.
-- Called by: extracted.refresh_customer_names; sources of customers that lose documents.
-- Writes to: extracted.customer_names.
-- Idempotence: yes.
-- Errors: none.
-- Example: v_dropped := extracted.drop_customer_names(v_gone);
create or replace function extracted.drop_customer_names(p_keys core.company_customer_key[])
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_dropped integer;
begin
  if coalesce(p_keys, '{}') = '{}' then
    return 0;
  end if;

  delete from extracted.customer_names as t
  using (
    select e.origin_company_domain, e.customer_name
    from (select distinct u.* from unnest(p_keys) as u) as k
    cross join lateral (
      select n.origin_company_domain, n.customer_name
      from extracted.customer_names as n
      where n.origin_company_domain = k.origin_company_domain
        and n.customer_name_key = k.customer_name_key
      offset 0
    ) as e
    -- One look-up per customer, not a join with every mention.
    where (
      select true
      from extracted.customer_mentions as m
      where m.origin_company_domain = k.origin_company_domain
        and m.customer_name_key = k.customer_name_key
      limit 1
    ) is null
    offset 0
  ) as g
  where t.origin_company_domain = g.origin_company_domain
    and t.customer_name = g.customer_name;
  get diagnostics v_dropped = row_count;
  return v_dropped;
end;
$$;

comment on function extracted.drop_customer_names(core.company_customer_key[]) is
  'Deletes the rows of extracted.customer_names of those p_keys that no mention has. The caller '
  'holds the locks of the origins. Returns the rows deleted. Units: rows. Nulls: a null or empty '
  'array does nothing. Errors: none.';

revoke all on function extracted.drop_customer_names(core.company_customer_key[]) from public;
