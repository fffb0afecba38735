-- Purpose: keywords; every value that any document listed, with the times.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_keywords.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_keywords(v_claims, true);
create or replace function core.coalesce_company_keywords(
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
  insert into core.company_keywords (domain, keyword, source, first_seen_at, last_seen_at)
  select
    c.domain, i.keyword, c.source, coalesce(i.first_seen_at, c.document_at), i.last_seen_at
  from unnest(p_claims) as c
  cross join lateral (
    select jsonb_object_agg(reference.fold_case(t.keyword), t.keyword) as spellings
    from core.company_keywords as t
    where t.domain = c.domain
    offset 0
  ) as known
  cross join lateral unnest(c.keywords, c.keywords_first_seen_at, c.keywords_last_seen_at)
    as i (keyword, first_seen_at, last_seen_at)
  where known.spellings is null or not known.spellings ? reference.fold_case(i.keyword);
  get diagnostics v_written = row_count;

  if not p_has_previous then
    return v_written;
  end if;

  -- Listed again, or at other times. Lists are spread out once, whatever the plan.
  with listed as materialized (
    select c.domain, c.source, i.keyword, i.first_seen_at, i.last_seen_at
    from unnest(p_claims) as c
    cross join lateral unnest(c.keywords, c.keywords_first_seen_at, c.keywords_last_seen_at)
      as i (keyword, first_seen_at, last_seen_at)
  )
  update core.company_keywords as t
  set first_seen_at = coalesce(l.first_seen_at, t.first_seen_at),
      last_seen_at = l.last_seen_at,
      updated_at = now()
  from listed as l
  where t.domain = l.domain
    and t.keyword = l.keyword
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
      i.keyword,
      i.first_seen_at,
      i.last_seen_at,
      known.spellings ->> reference.fold_case(i.keyword) as stored_keyword
    from unnest(p_claims) as c
    cross join lateral (
      select jsonb_object_agg(reference.fold_case(e.keyword), e.keyword) as spellings
      from core.company_keywords as e
      where e.domain = c.domain
      offset 0
    ) as known
    cross join lateral unnest(c.keywords, c.keywords_first_seen_at, c.keywords_last_seen_at)
      as i (keyword, first_seen_at, last_seen_at)
  )
  update core.company_keywords as t
  set keyword = case
        when l.is_complete and t.source = l.source then l.keyword
        else least(t.keyword, l.keyword)
      end,
      first_seen_at = case
        when t.source = l.source then coalesce(l.first_seen_at, t.first_seen_at)
        else t.first_seen_at
      end,
      last_seen_at = case when t.source = l.source then l.last_seen_at else t.last_seen_at end,
      updated_at = now()
  from listed as l
  where t.domain = l.domain
    and t.keyword = l.stored_keyword
    and t.keyword <> l.keyword
    and (
      l.keyword < t.keyword
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
        select coalesce(jsonb_object_agg(reference.fold_case(i.keyword), 0), '{}')
        from unnest(c.keywords) as i (keyword)
      ) as spellings
    from unnest(p_claims) as c
    where c.has_previous and not c.is_complete
  )
  update core.company_keywords as t
  set last_seen_at = l.previous_document_at,
      updated_at = now()
  from listed as l
  where t.domain = l.domain
    and t.source = l.source
    and t.last_seen_at is null
    and not l.spellings ? reference.fold_case(t.keyword);
  get diagnostics v_dropped = row_count;

  -- Never listed by any document that stands.
  delete from core.company_keywords as t
  using unnest(p_claims) as c
  where t.domain = c.domain
    and c.is_complete
    and t.source = c.source
    and t.keyword <> all (c.keywords);
  get diagnostics v_deleted = row_count;

  return v_written + v_updated + v_respelled + v_dropped + v_deleted;
end;
$$;

comment on function core.coalesce_company_keywords(core.company_claim[], boolean) is
  'Coalesces claims into core.company_keywords. Accumulates: what is no longer listed keeps '
  'last_seen_at. p_has_previous: false when the source had claimed nothing before about any of '
  'the companies, so that nothing of its can be left over. Returns the rows written. Units: rows. '
  'Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_company_keywords(core.company_claim[], boolean) from public;
