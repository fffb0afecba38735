-- Purpose: mirrors who invested in which round of the newest document.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_vc_investments.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_vc_investments(v_documents, true);
create or replace function extracted.write_companyenrich_vc_investments(
  p_documents extracted.companyenrich_document[],
  p_has_previous boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer := 0;
begin
  with investment as (
    select distinct on (d.domain, i.investor_name, r.funding_date, r.funding_type)
      d.domain, i.investor_name, r.funding_date, r.funding_type, r.amount
    from unnest(p_documents) as d
    cross join lateral unnest(d.funding_rounds) as r
    cross join lateral unnest(r.investor_names) as n (name)
    cross join lateral (
      -- The spelling of the document, as in companyenrich_investors.
      select case
        when n.name = any (d.investor_list) then n.name
        else (
          select u.name
          from unnest(d.investor_list) as u (name)
          where reference.fold_case(u.name) = reference.fold_case(n.name)
        )
      end as investor_name
      offset 0
    ) as i
    where d.is_newest
    order by d.domain, i.investor_name, r.funding_date, r.funding_type, r.ordinal
  )
  insert into extracted.companyenrich_vc_investments as t (
    domain, investor_name, funding_date, funding_type, amount
  )
  select i.domain, i.investor_name, i.funding_date, i.funding_type, i.amount
  from investment as i
  on conflict (domain, investor_name, funding_date, funding_type) do update
    set amount = excluded.amount,
        updated_at = excluded.updated_at
    where t.amount is distinct from excluded.amount;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.companyenrich_vc_investments as t
    using unnest(p_documents) as d
    where t.domain = d.domain
      and d.is_newest
      and d.has_previous
      and not exists (
        select
        from unnest(d.funding_rounds) as r
        cross join lateral unnest(r.investor_names) as n (name)
        where r.funding_date is not distinct from t.funding_date
          and r.funding_type is not distinct from t.funding_type
          and t.investor_name = any (d.investor_list)
          and reference.fold_case(n.name) = reference.fold_case(t.investor_name)
      );
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_vc_investments(
  extracted.companyenrich_document[], boolean
) is
  'Mirrors the newest documents into extracted.companyenrich_vc_investments: one row per '
  'investor, date and type of round. Returns the rows written and deleted. p_has_previous: false '
  'when no company of the documents had one before, so that nothing can be left over. Units: '
  'rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.write_companyenrich_vc_investments(
  extracted.companyenrich_document[], boolean
) from public;
