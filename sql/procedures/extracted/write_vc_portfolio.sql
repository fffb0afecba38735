-- Purpose: writes the rows of companies in portfolios: per investor the newest document.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_vc_portfolio.
-- Writes to: extracted.vc_portfolio.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_vc_portfolio(v_documents);
create or replace function extracted.write_vc_portfolio(
  p_documents extracted.vc_portfolio_document[]
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
  with newest as materialized (
    select distinct on (d.domain, d.vc_name_key) d.*
    from unnest(p_documents) as d
    where d.vc_name_key is not null
    order by d.domain, d.vc_name_key, d.document_at desc, d.landing_no desc
  )
  insert into extracted.vc_portfolio as t (
    domain, vc_name_key, vc_name, raw_id, landing_no, company_name, linkedin_url,
    short_description, long_description, city, state, country, employee_range, founded_date,
    operating_status
  )
  select
    n.domain, n.vc_name_key, n.vc_name, n.raw_id, n.landing_no, n.company_name, n.linkedin_url,
    n.short_description, n.long_description, n.city, n.state, n.country, n.employee_range,
    n.founded_date, n.operating_status
  from newest as n
  order by n.domain, n.vc_name_key
  on conflict (domain, vc_name_key) do update
    set vc_name = excluded.vc_name,
        raw_id = excluded.raw_id,
        landing_no = excluded.landing_no,
        company_name = excluded.company_name,
        linkedin_url = excluded.linkedin_url,
        short_description = excluded.short_description,
        long_description = excluded.long_description,
        city = excluded.city,
        state = excluded.state,
        country = excluded.country,
        employee_range = excluded.employee_range,
        founded_date = excluded.founded_date,
        operating_status = excluded.operating_status,
        updated_at = excluded.updated_at
    where (
      t.vc_name, t.raw_id, t.landing_no, t.company_name, t.linkedin_url, t.short_description,
      t.long_description, t.city, t.state, t.country, t.employee_range, t.founded_date,
      t.operating_status
    ) is distinct from (
      excluded.vc_name, excluded.raw_id, excluded.landing_no, excluded.company_name,
      excluded.linkedin_url, excluded.short_description, excluded.long_description, excluded.city,
      excluded.state, excluded.country, excluded.employee_range, excluded.founded_date,
      excluded.operating_status
    );
  get diagnostics v_written = row_count;

  -- What no document of a company has any more.
  delete from extracted.vc_portfolio as t
  using (
    select d.domain, array_agg(d.vc_name_key) filter (where d.vc_name_key is not null) as keys
    from unnest(p_documents) as d
    group by d.domain
    having bool_and(d.is_complete or d.raw_id is null)
  ) as g
  where t.domain = g.domain and (g.keys is null or t.vc_name_key <> all (g.keys));
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_vc_portfolio(extracted.vc_portfolio_document[]) is
  'Upserts extracted.vc_portfolio, per company and investor the newest document; a document '
  'without an investor writes nothing. Returns the rows written. Units: rows. Nulls: a null or '
  'empty array does nothing. Errors: none.';

revoke all on function extracted.write_vc_portfolio(extracted.vc_portfolio_document[]) from public;
