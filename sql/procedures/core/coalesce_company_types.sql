-- Purpose: type per source; the newest document that gives one wins.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_types.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: 23503 when the match is not canonical.
-- Example: select core.coalesce_company_types(v_claims, true);
create or replace function core.coalesce_company_types(
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
  insert into core.company_types as t (
    domain, source, raw_type, matched_type
  )
  select
    c.domain, c.source, c.raw_type, c.matched_type
  from unnest(p_claims) as c
  where c.raw_type is not null
  on conflict (domain, source) do update
    set raw_type = excluded.raw_type,
        matched_type = excluded.matched_type,
        updated_at = excluded.updated_at
    where (t.raw_type, t.matched_type)
      is distinct from (
        excluded.raw_type, excluded.matched_type
      );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from core.company_types as t
    using unnest(p_claims) as c
    where t.domain = c.domain
      and t.source = c.source
      and c.is_complete
      and not (c.raw_type is not null);
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function core.coalesce_company_types(core.company_claim[], boolean) is
  'Coalesces claims into core.company_types. Newest wins per source, as given and matched '
  'together. p_has_previous: false when the source had claimed nothing before about any of the '
  'companies, so that nothing of its can be left over. Returns the rows written. Units: rows. '
  'Nulls: a null or empty array does nothing. Errors: 23503 when the match is not canonical.';

revoke all on function core.coalesce_company_types(core.company_claim[], boolean) from public;
