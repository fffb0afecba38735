-- Purpose: the funding rounds of a CompanyEnrich document.
-- Input -> output: financial.funding -> the distinct rounds. Elements that are no objects or say
--   nothing are skipped; identical rounds are one; different rounds with one date and type are
--   numbered by content.
-- Called by: extracted.parse_companyenrich.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: '[{"date": "2023-01-15", "type": "Seed", "amount": "1000000 USD", "from": "A, B"}]'
--   -> one round with ordinal 1 and amount_value 1000000.
create or replace function extracted.list_companyenrich_funding_rounds(p_funding jsonb)
returns core.funding_round_claim[]
language plpgsql
-- not strict: null is an empty list
immutable parallel safe
set search_path = ''
as $$
begin
  return (
    select coalesce(
      array_agg(
        row(
          r.funding_date, r.funding_type, r.ordinal, r.amount, m.amount, m.currency, r.investors,
          reference.parse_investors(r.investors), r.url,
          reference.normalize_funding_stage(r.funding_type), null, null
        )::core.funding_round_claim
        order by r.funding_date, r.funding_type, r.ordinal
      ),
      '{}'
    )
    from (
      select
        d.*,
        row_number() over (
          partition by d.funding_date, d.funding_type
          order by d.amount collate "C", d.investors collate "C", d.url collate "C"
        )::smallint as ordinal
      from (
        select distinct
          (reference.parse_partial_date(reference.json_text(e.round -> 'date'))).parsed_at
            as funding_date,
          reference.clean_label(reference.json_text(e.round -> 'type')) collate "C" as funding_type,
          reference.clean_label(reference.json_text(e.round -> 'amount')) as amount,
          reference.json_text(e.round -> 'from') as investors,
          reference.json_text(e.round -> 'url') as url
        from jsonb_array_elements(coalesce(reference.json_array(p_funding), '[]')) as e (round)
        where jsonb_typeof(e.round) = 'object'
        -- Else the filter outside would compute everything again.
        offset 0
      ) as d
      where num_nonnulls(d.funding_date, d.funding_type, d.amount, d.investors, d.url) > 0
    ) as r
    cross join lateral reference.parse_money(r.amount) as m
  );
end;
$$;

comment on function extracted.list_companyenrich_funding_rounds(jsonb) is
  'The distinct funding rounds of financial.funding, numbered within date and type by content. '
  'Units: amount_value in amount_currency. Nulls: null or no array gives an empty list. Errors: '
  'none.';

revoke all on function extracted.list_companyenrich_funding_rounds(jsonb) from public;
