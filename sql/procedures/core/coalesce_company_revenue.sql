-- Purpose: annual revenue per source; the newest document that gives one wins.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_revenue.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: 23503 when the match is not canonical.
-- Example: select core.coalesce_company_revenue(v_claims, true);
create or replace function core.coalesce_company_revenue(
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
  insert into core.company_revenue as t (
    domain, source, raw_revenue_range, raw_revenue_amount, matched_revenue_range
  )
  select
    c.domain, c.source, c.raw_revenue_range, c.raw_revenue_amount, c.matched_revenue_range
  from unnest(p_claims) as c
  where num_nonnulls(c.raw_revenue_range, c.raw_revenue_amount) > 0
  on conflict (domain, source) do update
    set raw_revenue_range = excluded.raw_revenue_range,
        raw_revenue_amount = excluded.raw_revenue_amount,
        matched_revenue_range = excluded.matched_revenue_range,
        updated_at = excluded.updated_at
    where (t.raw_revenue_range, t.raw_revenue_amount, t.matched_revenue_range)
      is distinct from (
        excluded.raw_revenue_range, excluded.raw_revenue_amount, excluded.matched_revenue_range
      );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.company_revenue as t
    using unnest(p_claims) as c
    where t.domain = c.domain
      and t.source = c.source
      and c.is_complete
      and not (num_nonnulls(c.raw_revenue_range, c.raw_revenue_amount) > 0);
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_revenue(core.company_claim[], boolean) is
  'Coalesces claims into core.company_revenue. Newest wins per source, as given and matched '
  'together. p_has_previous: false when the source had claimed nothing before about any of the '
  'companies, so that nothing of its can be left over. Returns the rows written. Units: rows. '
  'Nulls: a null or empty array does nothing. Errors: 23503 when the match is not canonical.';

revoke all on function core.coalesce_company_revenue(core.company_claim[], boolean) from public;
