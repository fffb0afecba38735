-- Purpose: the industry of a company; the first document of any source wins.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_industries.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_industries(v_claims, true);
create or replace function core.coalesce_company_industries(
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
  insert into core.company_industries (domain, matched_industry, source, landing_no)
  select c.domain, c.industry, c.source, c.industry_landing_no
  from unnest(p_claims) as c
  left join lateral (
    select t from core.company_industries as t where t.domain = c.domain offset 0
  ) as e (stored) on true
  where c.industry is not null
    and (
      (e.stored).domain is null
      or ((e.stored).source = c.source and c.is_complete)
      or c.industry_landing_no < (e.stored).landing_no
    )
    and ((e.stored).matched_industry, (e.stored).source, (e.stored).landing_no)
      is distinct from (c.industry, c.source, c.industry_landing_no)
  on conflict (domain) do update
    set matched_industry = excluded.matched_industry,
        source = excluded.source,
        landing_no = excluded.landing_no,
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.company_industries as t
    using unnest(p_claims) as c
    where t.domain = c.domain
      and t.source = c.source
      and c.is_complete
      and c.industry is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_industries(core.company_claim[], boolean) is
  'Coalesces claims into core.company_industries. First wins over all sources (lowest landing '
  'number). p_has_previous: false when the source had claimed nothing before about any of the '
  'companies, so that nothing of its can be left over. Returns the rows written. Units: rows. '
  'Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_company_industries(core.company_claim[], boolean) from public;
