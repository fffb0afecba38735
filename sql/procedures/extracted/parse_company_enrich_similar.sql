-- Purpose: reads answers about similar companies into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the answers that list companies.
--   One that lists none says nothing: what was listed before it stands until the next that does.
--   A company all of whose answers are recomputed and list nothing comes back without companies.
-- Called by: extracted.load_company_enrich_similar.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_company_enrich_similar(v_work);
create or replace function extracted.parse_company_enrich_similar(p_work ops.document_work[])
returns extracted.company_enrich_similar_document[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    with answered as materialized (
      select
        w.key,
        w.raw_id,
        p.batch_id,
        w.document_at,
        w.landing_no,
        coalesce(w.repeated_until, w.document_at) as repeated_until,
        w.previous_document_at,
        w.is_complete,
        coalesce(p.companies, '{}') as companies
      from unnest(p_work) as w
      left join lateral (
        select
          r.batch_id,
          extracted.list_similar_companies(w.key, r.payload) as companies
        from raw.company_enrich_similar_raw as r
        where r.id = w.raw_id
        offset 0
      ) as p on true
    ),
    numbered as (
      select
        a.*,
        -- An answer that lists nothing belongs to the one before it that does.
        count(*) filter (where a.companies <> '{}')
          over (partition by a.key order by a.document_at, a.landing_no) as list_no
      from answered as a
    ),
    lists as (
      select
        n.*,
        max(n.repeated_until) over (partition by n.key, n.list_no) as listed_until,
        max(n.list_no) over (partition by n.key) as last_list_no,
        row_number() over (partition by n.key order by n.document_at, n.landing_no) as place
      from numbered as n
    )
    select coalesce(
      array_agg(
        row(
          l.key,
          l.raw_id,
          l.batch_id,
          l.document_at,
          l.landing_no,
          l.listed_until,
          l.previous_document_at,
          l.list_no = l.last_list_no,
          l.is_complete,
          l.companies
        )::extracted.company_enrich_similar_document
        order by l.key, l.document_at, l.landing_no
      ),
      '{}'
    )
    from lists as l
    where l.companies <> '{}'
      or (l.is_complete and l.last_list_no = 0 and l.place = 1)
  );
end;
$$;

comment on function extracted.parse_company_enrich_similar(ops.document_work[]) is
  'The answers that list companies as typed values; one without companies stands for a company '
  'that is recomputed and has no such answer. Units: scores 0 to 1. Nulls: a null or empty array '
  'gives an empty one. Errors: none.';

revoke all on function extracted.parse_company_enrich_similar(ops.document_work[]) from public;
