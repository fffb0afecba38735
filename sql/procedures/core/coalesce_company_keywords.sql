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

  -- Listed again, or at other times.
  update core.company_keywords as t
  set first_seen_at = coalesce(i.first_seen_at, t.first_seen_at),
      last_seen_at = i.last_seen_at,
      updated_at = now()
  from unnest(p_claims) as c
  cross join lateral unnest(c.keywords, c.keywords_first_seen_at, c.keywords_last_seen_at)
    as i (keyword, first_seen_at, last_seen_at)
  where t.domain = c.domain
    and t.keyword = i.keyword
    and t.source = c.source
    and (t.first_seen_at, t.last_seen_at)
      is distinct from (coalesce(i.first_seen_at, t.first_seen_at), i.last_seen_at);
  get diagnostics v_updated = row_count;

  -- Listed in another spelling.
  update core.company_keywords as t
  set keyword = case
        when c.is_complete and t.source = c.source then i.keyword
        else least(t.keyword, i.keyword)
      end,
      first_seen_at = case
        when t.source = c.source then coalesce(i.first_seen_at, t.first_seen_at)
        else t.first_seen_at
      end,
      last_seen_at = case when t.source = c.source then i.last_seen_at else t.last_seen_at end,
      updated_at = now()
  from unnest(p_claims) as c
  cross join lateral (
    select jsonb_object_agg(reference.fold_case(e.keyword), e.keyword) as spellings
    from core.company_keywords as e
    where e.domain = c.domain
    offset 0
  ) as known
  cross join lateral unnest(c.keywords, c.keywords_first_seen_at, c.keywords_last_seen_at)
    as i (keyword, first_seen_at, last_seen_at)
  where t.domain = c.domain
    and t.keyword = known.spellings ->> reference.fold_case(i.keyword)
    and t.keyword <> i.keyword
    and (
      i.keyword < t.keyword
      or (
        t.source = c.source
        and (c.is_complete or t.last_seen_at is not null)
      )
    );
  get diagnostics v_respelled = row_count;

  -- No longer listed.
  update core.company_keywords as t
  set last_seen_at = c.previous_document_at,
      updated_at = now()
  from unnest(p_claims) as c
  cross join lateral (
    select
      coalesce(jsonb_object_agg(reference.fold_case(i.keyword), i.keyword), '{}') as spellings
    from unnest(c.keywords) as i (keyword)
    offset 0
  ) as listed
  where t.domain = c.domain
    and c.has_previous
    and not c.is_complete
    and t.source = c.source
    and t.last_seen_at is null
    and t.keyword <> all (c.keywords)
    and not listed.spellings ? reference.fold_case(t.keyword);
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
