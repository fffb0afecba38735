-- Purpose: writes the row of a listed company: of every column the newest value that is not null.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_public_company.
-- Writes to: extracted.public_company.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_public_company(v_documents);
create or replace function extracted.write_public_company(
  p_documents extracted.public_company_document[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer;
begin
  with document as (
    select
      d.domain,
      bool_and(d.is_complete) as is_complete,
      bool_or(d.is_listed) as is_listed,
      (array_agg(d.raw_id order by d.document_at desc, d.landing_no desc))[1] as raw_id,
      (
        array_agg(d.company_name order by d.document_at desc, d.landing_no desc)
          filter (where d.company_name is not null)
      )[1] as company_name,
      (
        array_agg(d.linkedin_url order by d.document_at desc, d.landing_no desc)
          filter (where d.linkedin_url is not null)
      )[1] as linkedin_url,
      (
        array_agg(d.ticker order by d.document_at desc, d.landing_no desc)
          filter (where d.ticker is not null)
      )[1] as ticker
    from unnest(p_documents) as d
    where d.raw_id is not null
    group by d.domain
  )
  insert into extracted.public_company as t (
    domain, id, raw_id, is_listed, company_name, linkedin_url, ticker
  )
  select
    d.domain,
    reference.entity_id('public_company', d.domain),
    d.raw_id,
    d.is_listed or (e.stored).is_listed is true,
    -- Before the newest document, what stands: it sums up the documents before that.
    coalesce(d.company_name, (e.stored).company_name),
    coalesce(d.linkedin_url, (e.stored).linkedin_url),
    coalesce(d.ticker, (e.stored).ticker)
  from document as d
  left join lateral (
    select k
    from extracted.public_company as k
    where k.domain = d.domain and not d.is_complete
    offset 0
  ) as e (stored) on true
  on conflict (domain) do update
    set raw_id = excluded.raw_id,
        is_listed = excluded.is_listed,
        company_name = excluded.company_name,
        linkedin_url = excluded.linkedin_url,
        ticker = excluded.ticker,
        updated_at = excluded.updated_at
    where (t.raw_id, t.is_listed, t.company_name, t.linkedin_url, t.ticker) is distinct from (
      excluded.raw_id, excluded.is_listed, excluded.company_name, excluded.linkedin_url,
      excluded.ticker
    );
  get diagnostics v_written = row_count;

  delete from extracted.public_company as t
  using unnest(p_documents) as d
  where t.domain = d.domain and d.raw_id is null;
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_public_company(extracted.public_company_document[]) is
  'Upserts extracted.public_company: of every column the newest value that is not null; deletes '
  'the row of a company without documents. Returns the rows written. Units: rows. Nulls: a null or '
  'empty array does nothing; null never replaces a value. Errors: none.';

revoke all on function extracted.write_public_company(extracted.public_company_document[])
  from public;
