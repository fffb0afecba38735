-- Purpose: the size of a company; the newest matched range of any source wins.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_employee_range.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: 23503 when the range is not canonical.
-- Example: select core.coalesce_company_employee_range(v_claims, true);
create or replace function core.coalesce_company_employee_range(
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
  insert into core.company_employee_range (
    domain, employee_range, source, document_at, landing_no
  )
  select
    c.domain, c.employee_range, c.source, c.employee_range_document_at, c.employee_range_landing_no
  from unnest(p_claims) as c
  left join lateral (
    select t from core.company_employee_range as t where t.domain = c.domain offset 0
  ) as e (stored) on true
  where c.employee_range is not null
    and (
      (e.stored).domain is null
      or ((e.stored).source = c.source and c.is_complete)
      or ((e.stored).document_at, (e.stored).landing_no)
        < (c.employee_range_document_at, c.employee_range_landing_no)
    )
    and (
      (e.stored).employee_range, (e.stored).source, (e.stored).document_at, (e.stored).landing_no
    ) is distinct from (
      c.employee_range, c.source, c.employee_range_document_at, c.employee_range_landing_no
    )
  on conflict (domain) do update
    set employee_range = excluded.employee_range,
        source = excluded.source,
        document_at = excluded.document_at,
        landing_no = excluded.landing_no,
        updated_at = excluded.updated_at;
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.company_employee_range as t
    using unnest(p_claims) as c
    where t.domain = c.domain
      and t.source = c.source
      and c.is_complete
      and c.employee_range is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_employee_range(core.company_claim[], boolean) is
  'Coalesces claims into core.company_employee_range. Newest wins over all sources; an unmatched '
  'range writes nothing. p_has_previous: false when the source had claimed nothing before about '
  'any of the companies, so that nothing of its can be left over. Returns the rows written. '
  'Units: rows. Nulls: a null or empty array does nothing. Errors: 23503 when the range is not '
  'canonical.';

revoke all on function core.coalesce_company_employee_range(core.company_claim[], boolean)
  from public;
