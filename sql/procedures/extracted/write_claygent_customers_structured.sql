-- Purpose: writes the customers that documents of customers-of-3 name: one row per customer and
--   document.
-- Input -> output: documents, their names matched already (extracted.ensure_customer_names) -> rows
--   written; the customers of rows that are gone, as no document of the vendor has them any more.
-- Called by: extracted.load_claygent_customers_structured.
-- Writes to: extracted.claygent_customers_structured.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: select * from extracted.write_claygent_customers_structured(v_documents);
create or replace function extracted.write_claygent_customers_structured(
  p_documents extracted.customer_document[],
  out written integer,
  out gone core.company_customer_key[]
)
language plpgsql
volatile
set search_path = ''
as $$
begin
  insert into extracted.claygent_customers_structured as t (
    origin_company_domain,
    customer_name_key,
    raw_id,
    id,
    document_at,
    landing_no,
    origin_company_name,
    customer_name,
    case_study_url,
    has_case_study,
    confidence,
    batch_id,
    matched_domain,
    matched_linkedin_url,
    match_method,
    matched_at
  )
  select
    d.origin_company_domain,
    c.customer_name_key,
    d.raw_id,
    reference.entity_id('claygent_customer', d.raw_id || ' ' || c.customer_name_key),
    d.document_at,
    d.landing_no,
    d.origin_company_name,
    c.customer_name,
    c.case_study_url,
    c.has_case_study,
    d.confidence,
    d.batch_id,
    n.matched_domain,
    n.matched_linkedin_url,
    n.match_method,
    n.matched_at
  from unnest(p_documents) as d
  cross join lateral unnest(d.customers) as c
  left join lateral (
    select m.matched_domain, m.matched_linkedin_url, m.match_method, m.matched_at
    from extracted.customer_names as m
    where m.origin_company_domain = d.origin_company_domain
      and m.customer_name = c.customer_name
    offset 0
  ) as n on true
  on conflict (origin_company_domain, customer_name_key, raw_id) do update
    set document_at = excluded.document_at,
        landing_no = excluded.landing_no,
        origin_company_name = excluded.origin_company_name,
        customer_name = excluded.customer_name,
        case_study_url = excluded.case_study_url,
        has_case_study = excluded.has_case_study,
        confidence = excluded.confidence,
        batch_id = excluded.batch_id,
        matched_domain = excluded.matched_domain,
        matched_linkedin_url = excluded.matched_linkedin_url,
        match_method = excluded.match_method,
        matched_at = excluded.matched_at,
        updated_at = excluded.updated_at
    where (
      t.document_at, t.landing_no, t.origin_company_name, t.customer_name, t.case_study_url,
      t.has_case_study, t.confidence, t.batch_id, t.matched_domain, t.matched_linkedin_url,
      t.match_method, t.matched_at
    ) is distinct from (
      excluded.document_at, excluded.landing_no, excluded.origin_company_name,
      excluded.customer_name, excluded.case_study_url, excluded.has_case_study,
      excluded.confidence, excluded.batch_id, excluded.matched_domain,
      excluded.matched_linkedin_url, excluded.match_method, excluded.matched_at
    );
  get diagnostics written = row_count;

  -- Where all documents of a vendor are here, what stands beside them goes.
  if exists (select from unnest(p_documents) as d where d.is_complete) then
    with deleted as (
      delete from extracted.claygent_customers_structured as t
      using (
        select s.origin_company_domain, s.customer_name_key, s.raw_id
        from (
          select distinct d.origin_company_domain
          from unnest(p_documents) as d
          where d.is_complete
        ) as o
        cross join lateral (
          select r.origin_company_domain, r.customer_name_key, r.raw_id
          from extracted.claygent_customers_structured as r
          where r.origin_company_domain = o.origin_company_domain
          offset 0
        ) as s
        except
        select d.origin_company_domain, c.customer_name_key, d.raw_id
        from unnest(p_documents) as d
        cross join lateral unnest(d.customers) as c
      ) as g
      where t.origin_company_domain = g.origin_company_domain
        and t.customer_name_key = g.customer_name_key
        and t.raw_id = g.raw_id
      returning t.origin_company_domain, t.customer_name_key
    )
    select
      written + count(*),
      array_agg(row(d.origin_company_domain, d.customer_name_key)::core.company_customer_key)
    into written, gone
    from deleted as d;
  end if;
end;
$$;

comment on function extracted.write_claygent_customers_structured(extracted.customer_document[]) is
  'Upserts extracted.claygent_customers_structured: one row per customer and document; where all '
  'documents of a vendor are given, deletes what is of none of them. Returns the rows written and '
  'the customers of deleted rows. Units: rows. Nulls: a null or empty array does nothing; gone is '
  'null where nothing is. Errors: none.';

revoke all on function extracted.write_claygent_customers_structured(extracted.customer_document[])
  from public;
