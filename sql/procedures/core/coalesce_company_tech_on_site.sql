-- Purpose: technologies; every one that any document listed, with the times.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_tech_on_site.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: 23503 for an unknown technology.
-- Example: select core.coalesce_company_tech_on_site(v_claims, true);
create or replace function core.coalesce_company_tech_on_site(
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
  v_updated integer;
  v_dropped integer;
  v_deleted integer;
begin
  insert into core.company_tech_on_site (
    domain, technology_id, source, first_seen_at, last_seen_at
  )
  select
    c.domain, i.technology_id, c.source, coalesce(i.first_seen_at, c.document_at), i.last_seen_at
  from unnest(p_claims) as c
  cross join lateral unnest(
    c.technology_ids, c.technologies_first_seen_at, c.technologies_last_seen_at
  ) as i (technology_id, first_seen_at, last_seen_at)
  where (
    select true from core.company_tech_on_site as t
    where t.domain = c.domain and t.technology_id = i.technology_id
    limit 1
  ) is null;
  get diagnostics v_written = row_count;

  if not p_has_previous then
    return v_written;
  end if;

  -- Listed again, or at other times. Lists are spread out once, whatever the plan.
  with listed as materialized (
    select c.domain, c.source, i.technology_id, i.first_seen_at, i.last_seen_at
    from unnest(p_claims) as c
    cross join lateral unnest(
      c.technology_ids, c.technologies_first_seen_at, c.technologies_last_seen_at
    ) as i (technology_id, first_seen_at, last_seen_at)
  )
  update core.company_tech_on_site as t
  set first_seen_at = coalesce(l.first_seen_at, t.first_seen_at),
      last_seen_at = l.last_seen_at,
      updated_at = now()
  from listed as l
  where t.domain = l.domain
    and t.technology_id = l.technology_id
    and t.source = l.source
    and (t.first_seen_at, t.last_seen_at)
      is distinct from (coalesce(l.first_seen_at, t.first_seen_at), l.last_seen_at);
  get diagnostics v_updated = row_count;

  -- No longer listed.
  update core.company_tech_on_site as t
  set last_seen_at = c.previous_document_at,
      updated_at = now()
  from unnest(p_claims) as c
  where t.domain = c.domain
    and c.has_previous
    and not c.is_complete
    and t.source = c.source
    and t.last_seen_at is null
    and t.technology_id <> all (c.technology_ids);
  get diagnostics v_dropped = row_count;

  -- Never listed by any document that stands.
  delete from core.company_tech_on_site as t
  using unnest(p_claims) as c
  where t.domain = c.domain
    and c.is_complete
    and t.source = c.source
    and t.technology_id <> all (c.technology_ids);
  get diagnostics v_deleted = row_count;

  return v_written + v_updated + v_dropped + v_deleted;
end;
$$;

comment on function core.coalesce_company_tech_on_site(core.company_claim[], boolean) is
  'Coalesces claims into core.company_tech_on_site. Accumulates: what is no longer listed keeps '
  'last_seen_at. p_has_previous: false when the source had claimed nothing before about any of '
  'the companies, so that nothing of its can be left over. Returns the rows written. Units: rows. '
  'Nulls: a null or empty array does nothing. Errors: 23503 for an unknown technology.';

revoke all on function core.coalesce_company_tech_on_site(core.company_claim[], boolean)
  from public;
