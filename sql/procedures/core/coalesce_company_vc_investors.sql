-- Purpose: investors; every one that any document listed, with the times.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_vc_investors.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_vc_investors(v_claims, true);
create or replace function core.coalesce_company_vc_investors(
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
  insert into core.company_vc_investors (
    company_domain, company_name, vc_name, vc_domain, source, first_seen_at, last_seen_at
  )
  select
    c.domain, e.name, i.vc_name, i.vc_domain, c.source,
    coalesce(i.first_seen_at, c.document_at), i.last_seen_at
  from unnest(p_claims) as c
  cross join lateral unnest(c.investors) as i
  left join lateral (
    select t.name from core.companies as t where t.domain = c.domain offset 0
  ) as e on true
  where (
    select true from core.company_vc_investors as t
    where t.company_domain = c.domain
      and reference.fold_case(i.vc_name) = reference.fold_case(t.vc_name)
    limit 1
  ) is null;
  get diagnostics v_written = row_count;

  if not p_has_previous then
    return v_written;
  end if;

  -- Listed again, in another spelling, with a domain that is known by now, or at other times.
  with wanted as materialized (
    select
      t.company_domain,
      t.vc_name as stored_vc_name,
      case
        when c.is_complete and t.source = c.source then i.vc_name
        else least(t.vc_name, i.vc_name)
      end as vc_name,
      coalesce(i.vc_domain, t.vc_domain) as vc_domain,
      case
        when t.source = c.source then coalesce(i.first_seen_at, t.first_seen_at)
        else t.first_seen_at
      end as first_seen_at,
      case when t.source = c.source then i.last_seen_at else t.last_seen_at end as last_seen_at
    from unnest(p_claims) as c
    cross join lateral unnest(c.investors) as i
    inner join core.company_vc_investors as t
      on t.company_domain = c.domain
      and reference.fold_case(i.vc_name) = reference.fold_case(t.vc_name)
  )
  update core.company_vc_investors as t
  set vc_name = w.vc_name,
      vc_domain = w.vc_domain,
      first_seen_at = w.first_seen_at,
      last_seen_at = w.last_seen_at,
      updated_at = now()
  from wanted as w
  where t.company_domain = w.company_domain
    and t.vc_name = w.stored_vc_name
    and (t.vc_name, t.vc_domain, t.first_seen_at, t.last_seen_at)
      is distinct from (w.vc_name, w.vc_domain, w.first_seen_at, w.last_seen_at);
  get diagnostics v_updated = row_count;

  -- No longer listed.
  update core.company_vc_investors as t
  set last_seen_at = c.previous_document_at,
      updated_at = now()
  from unnest(p_claims) as c
  where t.company_domain = c.domain
    and c.has_previous
    and not c.is_complete
    and t.source = c.source
    and t.last_seen_at is null
    and not exists (
      select from unnest(c.investors) as i
      where reference.fold_case(i.vc_name) = reference.fold_case(t.vc_name)
    );
  get diagnostics v_dropped = row_count;

  -- Never listed by any document that stands.
  delete from core.company_vc_investors as t
  using unnest(p_claims) as c
  where t.company_domain = c.domain
    and c.is_complete
    and t.source = c.source
    and not exists (
      select from unnest(c.investors) as i
      where reference.fold_case(i.vc_name) = reference.fold_case(t.vc_name)
    );
  get diagnostics v_deleted = row_count;

  return v_written + v_updated + v_dropped + v_deleted;
end;
$$;

comment on function core.coalesce_company_vc_investors(core.company_claim[], boolean) is
  'Coalesces claims into core.company_vc_investors. Accumulates: an investor that is no longer '
  'listed keeps last_seen_at. p_has_previous: false when the source had claimed nothing before '
  'about any of the companies, so that nothing of its can be left over. Returns the rows written. '
  'Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_company_vc_investors(core.company_claim[], boolean)
  from public;
