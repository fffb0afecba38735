-- Purpose: funding rounds per source; every one that any document listed, with the times.
-- Input -> output: claims, one per company -> rows written.
-- Called by: core.coalesce_company.
-- Writes to: core.company_funding_rounds.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: select core.coalesce_company_funding_rounds(v_claims, true);
create or replace function core.coalesce_company_funding_rounds(
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
  insert into core.company_funding_rounds (
    domain, source, funding_date, funding_type, ordinal,
    amount, amount_value, amount_currency, investors, url, funding_stage_normalized,
    first_seen_at, last_seen_at
  )
  select
    c.domain, c.source, r.funding_date, r.funding_type, r.ordinal,
    r.amount, r.amount_value, r.amount_currency, r.investors, r.url, r.funding_stage_normalized,
    coalesce(r.first_seen_at, c.document_at), r.last_seen_at
  from unnest(p_claims) as c
  cross join lateral unnest(c.funding_rounds) as r
  where (
    select true from core.company_funding_rounds as t
    where t.domain = c.domain
      and t.source = c.source
      and t.funding_date is not distinct from r.funding_date
      and t.funding_type is not distinct from r.funding_type
      and t.ordinal = r.ordinal
    limit 1
  ) is null;
  get diagnostics v_written = row_count;

  if not p_has_previous then
    return v_written;
  end if;

  -- Listed again: the newest document wins per column, null never replaces.
  with listed as materialized (
    select c.domain, c.source, c.is_complete, r.*
    from unnest(p_claims) as c
    cross join lateral unnest(c.funding_rounds) as r
    where c.has_previous
  ),
  wanted as materialized (
    select
      r.domain,
      r.source,
      t.funding_date,
      t.funding_type,
      t.ordinal,
      case when m.takes_amount then r.amount else t.amount end as amount,
      case when m.takes_amount then r.amount_value else t.amount_value end as amount_value,
      case when m.takes_amount then r.amount_currency else t.amount_currency end
        as amount_currency,
      case when r.is_complete then r.investors else coalesce(r.investors, t.investors) end
        as investors,
      case when r.is_complete then r.url else coalesce(r.url, t.url) end as url,
      r.funding_stage_normalized,
      coalesce(r.first_seen_at, t.first_seen_at) as first_seen_at,
      r.last_seen_at
    from listed as r
    inner join core.company_funding_rounds as t
      on t.domain = r.domain
      and t.source = r.source
      and t.funding_date is not distinct from r.funding_date
      and t.funding_type is not distinct from r.funding_type
      and t.ordinal = r.ordinal
    cross join lateral (select r.is_complete or r.amount is not null as takes_amount) as m
  )
  update core.company_funding_rounds as t
  set (
    amount, amount_value, amount_currency, investors, url, funding_stage_normalized,
    first_seen_at, last_seen_at, updated_at
  ) = (
    w.amount, w.amount_value, w.amount_currency, w.investors, w.url, w.funding_stage_normalized,
    w.first_seen_at,
    w.last_seen_at, now()
  )
  from wanted as w
  where t.domain = w.domain
    and t.source = w.source
    and t.funding_date is not distinct from w.funding_date
    and t.funding_type is not distinct from w.funding_type
    and t.ordinal = w.ordinal
    and (
      t.amount, t.amount_value, t.amount_currency, t.investors, t.url,
      t.funding_stage_normalized,
      t.first_seen_at, t.last_seen_at
    ) is distinct from (
      w.amount, w.amount_value, w.amount_currency, w.investors, w.url,
      w.funding_stage_normalized,
      w.first_seen_at, w.last_seen_at
    );
  get diagnostics v_updated = row_count;

  -- No longer listed.
  update core.company_funding_rounds as t
  set last_seen_at = c.previous_document_at,
      updated_at = now()
  from unnest(p_claims) as c
  where t.domain = c.domain
    and c.has_previous
    and not c.is_complete
    and t.source = c.source
    and t.last_seen_at is null
    and not exists (
      select from unnest(c.funding_rounds) as r
      where t.funding_date is not distinct from r.funding_date
        and t.funding_type is not distinct from r.funding_type
        and t.ordinal = r.ordinal
    );
  get diagnostics v_dropped = row_count;

  -- Never listed by any document that stands.
  delete from core.company_funding_rounds as t
  using unnest(p_claims) as c
  where t.domain = c.domain
    and c.is_complete
    and t.source = c.source
    and not exists (
      select from unnest(c.funding_rounds) as r
      where t.funding_date is not distinct from r.funding_date
        and t.funding_type is not distinct from r.funding_type
        and t.ordinal = r.ordinal
    );
  get diagnostics v_deleted = row_count;

  return v_written + v_updated + v_dropped + v_deleted;
end;
$$;

comment on function core.coalesce_company_funding_rounds(core.company_claim[], boolean) is
  'Coalesces claims into core.company_funding_rounds. Accumulates; within a round the newest '
  'document wins per column, null never replaces. p_has_previous: false when the source had '
  'claimed nothing before about any of the companies, so that nothing of its can be left over. '
  'Returns the rows written. Units: rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function core.coalesce_company_funding_rounds(core.company_claim[], boolean)
  from public;
