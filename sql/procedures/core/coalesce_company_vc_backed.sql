-- Purpose: how many investors a company has, over all sources and times.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_vc_backed.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_vc_backed(v_claims, true);
create or replace function core.coalesce_company_vc_backed(
  p_claims core.company_claim[],
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
  insert into core.company_vc_backed as t (domain, vc_count)
  select c.domain, n.vc_count
  from unnest(p_claims) as c
  cross join lateral (
    select count(*)::integer as vc_count
    from core.company_vc_investors as v
    where v.company_domain = c.domain
  ) as n
  where n.vc_count > 0
  on conflict (domain) do update
    set vc_count = excluded.vc_count,
        updated_at = excluded.updated_at
    where t.vc_count <> excluded.vc_count;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.company_vc_backed as t
    using unnest(p_claims) as c
    where t.domain = c.domain
      and c.is_complete
      and not exists (
        select from core.company_vc_investors as v where v.company_domain = c.domain
      );
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_vc_backed(core.company_claim[], boolean) is
  'Counts core.company_vc_investors into core.company_vc_backed; one investor has one row there, '
  'whatever its spelling. p_has_previous: false when the source had claimed nothing before about '
  'any of the companies, so that nothing of its can be left over. Returns the rows written. '
  'Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_company_vc_backed(core.company_claim[], boolean) from public;
