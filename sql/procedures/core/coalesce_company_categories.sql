-- Purpose: categories; every value that any document listed, with the times.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_categories.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_categories(v_claims, true);
create or replace function core.coalesce_company_categories(
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
  v_respelled integer;
  v_dropped integer;
  v_deleted integer;
begin
  -- The entity is locked, so an anti-join needs no conflict check; most companies are new. Of the
  -- others every spelling that stands is folded once: thousands of values are still no work.
  insert into core.company_categories (domain, category, source, first_seen_at, last_seen_at)
  select
    c.domain, i.category, c.source, coalesce(i.first_seen_at, c.document_at), i.last_seen_at
  from unnest(p_claims) as c
  cross join lateral (
    select jsonb_object_agg(reference.fold_case(t.category), t.category) as spellings
    from core.company_categories as t
    where t.domain = c.domain
    offset 0
  ) as known
  cross join lateral unnest(c.categories, c.categories_first_seen_at, c.categories_last_seen_at)
    as i (category, first_seen_at, last_seen_at)
  where known.spellings is null or not known.spellings ? reference.fold_case(i.category);
  get diagnostics v_written = row_count;

  if not p_has_previous then
    return v_written;
  end if;

  -- Listed again, or at other times. Lists are spread out once, whatever the plan.
  with listed as materialized (
    select c.domain, c.source, i.category, i.first_seen_at, i.last_seen_at
    from unnest(p_claims) as c
    cross join lateral unnest(c.categories, c.categories_first_seen_at, c.categories_last_seen_at)
      as i (category, first_seen_at, last_seen_at)
  )
  update core.company_categories as t
  set first_seen_at = coalesce(l.first_seen_at, t.first_seen_at),
      last_seen_at = l.last_seen_at,
      updated_at = now()
  from listed as l
  where t.domain = l.domain
    and t.category = l.category
    and t.source = l.source
    and (t.first_seen_at, t.last_seen_at)
      is distinct from (coalesce(l.first_seen_at, t.first_seen_at), l.last_seen_at);
  get diagnostics v_updated = row_count;

  -- Listed in another spelling.
  with listed as materialized (
    select
      c.domain,
      c.source,
      c.is_complete,
      i.category,
      i.first_seen_at,
      i.last_seen_at,
      known.spellings ->> reference.fold_case(i.category) as stored_category
    from unnest(p_claims) as c
    cross join lateral (
      select jsonb_object_agg(reference.fold_case(e.category), e.category) as spellings
      from core.company_categories as e
      where e.domain = c.domain
      offset 0
    ) as known
    cross join lateral unnest(c.categories, c.categories_first_seen_at, c.categories_last_seen_at)
      as i (category, first_seen_at, last_seen_at)
  )
  update core.company_categories as t
  set category = case
        when l.is_complete and t.source = l.source then l.category
        else least(t.category, l.category)
      end,
      first_seen_at = case
        when t.source = l.source then coalesce(l.first_seen_at, t.first_seen_at)
        else t.first_seen_at
      end,
      last_seen_at = case when t.source = l.source then l.last_seen_at else t.last_seen_at end,
      updated_at = now()
  from listed as l
  where t.domain = l.domain
    and t.category = l.stored_category
    and t.category <> l.category
    and (
      l.category < t.category
      or (
        t.source = l.source
        and (l.is_complete or t.last_seen_at is not null)
      )
    );
  get diagnostics v_respelled = row_count;

  -- No longer listed.
  with listed as materialized (
    select
      c.domain,
      c.source,
      c.previous_document_at,
      (
        select coalesce(jsonb_object_agg(reference.fold_case(i.category), 0), '{}')
        from unnest(c.categories) as i (category)
      ) as spellings
    from unnest(p_claims) as c
    where c.has_previous and not c.is_complete
  )
  update core.company_categories as t
  set last_seen_at = l.previous_document_at,
      updated_at = now()
  from listed as l
  where t.domain = l.domain
    and t.source = l.source
    and t.last_seen_at is null
    and not l.spellings ? reference.fold_case(t.category);
  get diagnostics v_dropped = row_count;

  -- Never listed by any document that stands.
  delete from core.company_categories as t
  using unnest(p_claims) as c
  where t.domain = c.domain
    and c.is_complete
    and t.source = c.source
    and t.category <> all (c.categories);
  get diagnostics v_deleted = row_count;

  return v_written + v_updated + v_respelled + v_dropped + v_deleted;
end;
$$;

comment on function core.coalesce_company_categories(core.company_claim[], boolean) is
  'Coalesces claims into core.company_categories. Accumulates: what is no longer listed keeps '
  'last_seen_at. p_has_previous: false when the source had claimed nothing before about any of '
  'the companies, so that nothing of its can be left over. Returns the rows written. Units: rows. '
  'Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_company_categories(core.company_claim[], boolean) from public;
