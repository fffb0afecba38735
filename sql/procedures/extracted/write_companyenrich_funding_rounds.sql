-- Purpose: mirrors the funding rounds of the newest document, by difference.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_funding_rounds.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_funding_rounds(v_documents, true);
create or replace function extracted.write_companyenrich_funding_rounds(
  p_documents extracted.companyenrich_document[],
  p_has_previous boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_updated integer := 0;
  v_deleted integer := 0;
begin
  insert into extracted.companyenrich_funding_rounds (
    domain, funding_date, funding_type, ordinal,
    amount, amount_value, amount_currency, investors, url
  )
  select
    d.domain, r.funding_date, r.funding_type, r.ordinal,
    r.amount, r.amount_value, r.amount_currency, r.investors, r.url
  from unnest(p_documents) as d
  cross join lateral unnest(d.funding_rounds) as r
  where d.is_newest
    -- Where no document came before, nothing stands.
    and (
      not d.has_previous
      or (
        select true from extracted.companyenrich_funding_rounds as t
        where t.domain = d.domain
          and t.funding_date is not distinct from r.funding_date
          and t.funding_type is not distinct from r.funding_type
          and t.ordinal = r.ordinal
        limit 1
      ) is null
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    update extracted.companyenrich_funding_rounds as t
    set (
      amount, amount_value, amount_currency, investors, url, updated_at
    ) = (
      r.amount, r.amount_value, r.amount_currency, r.investors, r.url, now()
    )
    from unnest(p_documents) as d
    cross join lateral unnest(d.funding_rounds) as r
    where t.domain = d.domain
      and d.is_newest
      and d.has_previous
      and t.funding_date is not distinct from r.funding_date
      and t.funding_type is not distinct from r.funding_type
      and t.ordinal = r.ordinal
      and (
        t.amount, t.amount_value, t.amount_currency, t.investors, t.url
      ) is distinct from (
        r.amount, r.amount_value, r.amount_currency, r.investors, r.url
      );
    get diagnostics v_updated = row_count;

    delete from extracted.companyenrich_funding_rounds as t
    using unnest(p_documents) as d
    where t.domain = d.domain
      and d.is_newest
      and d.has_previous
      and not exists (
        select from unnest(d.funding_rounds) as r
        where t.funding_date is not distinct from r.funding_date
          and t.funding_type is not distinct from r.funding_type
          and t.ordinal = r.ordinal
      );
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_updated + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_funding_rounds(
  extracted.companyenrich_document[], boolean
) is
  'Mirrors the newest documents into extracted.companyenrich_funding_rounds. Returns the rows '
  'written and deleted. p_has_previous: false when no company of the documents had one before, so '
  'that nothing can be left over. Units: rows. Nulls: a null or empty array does nothing. Errors: '
  'none.';

revoke all on function extracted.write_companyenrich_funding_rounds(
  extracted.companyenrich_document[], boolean
) from public;
