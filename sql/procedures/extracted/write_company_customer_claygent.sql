-- Purpose: writes the customers that documents of customers-of-1 name: one row per customer, of
--   every column the newest value that is not null; the first spelling of the name.
-- Input -> output: documents, their names matched already (extracted.ensure_customer_names) -> rows
--   written; the customers of rows that are gone, as no document of the vendor has them any more.
-- Called by: extracted.load_company_customer_claygent.
-- Writes to: extracted.company_customer_claygent.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: select * from extracted.write_company_customer_claygent(v_documents);
create or replace function extracted.write_company_customer_claygent(
  p_documents extracted.customer_document[],
  out written integer,
  out gone core.company_customer_key[]
)
language plpgsql
volatile
set search_path = ''
as $$
begin
  with mention as (
    select
      d.origin_company_domain,
      c.customer_name_key,
      d.raw_id,
      d.document_at,
      d.landing_no,
      d.landing_no as first_landing_no,
      d.origin_company_name,
      c.customer_name,
      c.case_study_url,
      c.has_case_study,
      false as is_stored
    from unnest(p_documents) as d
    cross join lateral unnest(d.customers) as c
    union all
    -- Before the newest document, what stands: it sums up the documents before that.
    select
      d.origin_company_domain,
      c.customer_name_key,
      s.raw_payload_id,
      s.document_at,
      s.landing_no,
      s.first_landing_no,
      s.origin_company_name,
      s.company_customer_name,
      s.case_study_url,
      s.has_case_study,
      true
    from unnest(p_documents) as d
    cross join lateral unnest(d.customers) as c
    cross join lateral (
      select
        t.raw_payload_id,
        t.document_at,
        t.landing_no,
        t.first_landing_no,
        t.origin_company_name,
        t.company_customer_name,
        t.case_study_url,
        t.has_case_study
      from extracted.company_customer_claygent as t
      where t.origin_company_domain = d.origin_company_domain
        and t.customer_name_key = c.customer_name_key
      offset 0
    ) as s
    where not d.is_complete
  ),
  folded as (
    select
      m.origin_company_domain,
      m.customer_name_key,
      (array_agg(m.raw_id order by m.is_stored, m.document_at desc, m.landing_no desc))[1]
        as raw_id,
      (array_agg(m.document_at order by m.is_stored, m.document_at desc, m.landing_no desc))[1]
        as document_at,
      (array_agg(m.landing_no order by m.is_stored, m.document_at desc, m.landing_no desc))[1]
        as landing_no,
      min(m.first_landing_no) as first_landing_no,
      (array_agg(m.customer_name order by m.first_landing_no))[1] as customer_name,
      (
        array_agg(
          m.origin_company_name order by m.is_stored, m.document_at desc, m.landing_no desc
        ) filter (where m.origin_company_name is not null)
      )[1] as origin_company_name,
      (
        array_agg(m.case_study_url order by m.is_stored, m.document_at desc, m.landing_no desc)
          filter (where m.case_study_url is not null)
      )[1] as case_study_url,
      (
        array_agg(m.has_case_study order by m.is_stored, m.document_at desc, m.landing_no desc)
          filter (where m.has_case_study is not null)
      )[1] as has_case_study
    from mention as m
    group by m.origin_company_domain, m.customer_name_key
  )
  insert into extracted.company_customer_claygent as t (
    origin_company_domain,
    customer_name_key,
    id,
    raw_payload_id,
    document_at,
    landing_no,
    first_landing_no,
    origin_company_name,
    company_customer_name,
    case_study_url,
    has_case_study,
    company_customer_domain,
    matched_linkedin_url,
    domain_match_source,
    matched_at
  )
  select
    f.origin_company_domain,
    f.customer_name_key,
    reference.entity_id(
      'company_customer_claygent', f.origin_company_domain || ' ' || f.customer_name_key
    ),
    f.raw_id,
    f.document_at,
    f.landing_no,
    f.first_landing_no,
    f.origin_company_name,
    f.customer_name,
    f.case_study_url,
    coalesce(f.has_case_study, false),
    n.matched_domain,
    n.matched_linkedin_url,
    n.match_method,
    n.matched_at
  from folded as f
  left join lateral (
    select m.matched_domain, m.matched_linkedin_url, m.match_method, m.matched_at
    from extracted.customer_names as m
    where m.origin_company_domain = f.origin_company_domain
      and m.customer_name = f.customer_name
    offset 0
  ) as n on true
  on conflict (origin_company_domain, customer_name_key) do update
    set raw_payload_id = excluded.raw_payload_id,
        document_at = excluded.document_at,
        landing_no = excluded.landing_no,
        first_landing_no = excluded.first_landing_no,
        origin_company_name = excluded.origin_company_name,
        company_customer_name = excluded.company_customer_name,
        case_study_url = excluded.case_study_url,
        has_case_study = excluded.has_case_study,
        company_customer_domain = excluded.company_customer_domain,
        matched_linkedin_url = excluded.matched_linkedin_url,
        domain_match_source = excluded.domain_match_source,
        matched_at = excluded.matched_at,
        updated_at = excluded.updated_at
    where (
      t.raw_payload_id, t.document_at, t.landing_no, t.first_landing_no, t.origin_company_name,
      t.company_customer_name, t.case_study_url, t.has_case_study, t.company_customer_domain,
      t.matched_linkedin_url, t.domain_match_source, t.matched_at
    ) is distinct from (
      excluded.raw_payload_id, excluded.document_at, excluded.landing_no,
      excluded.first_landing_no, excluded.origin_company_name, excluded.company_customer_name,
      excluded.case_study_url, excluded.has_case_study, excluded.company_customer_domain,
      excluded.matched_linkedin_url, excluded.domain_match_source, excluded.matched_at
    );
  get diagnostics written = row_count;

  -- Where all documents of a vendor are here, what stands beside them goes.
  if exists (select from unnest(p_documents) as d where d.is_complete) then
    with deleted as (
      delete from extracted.company_customer_claygent as t
      using (
        select s.origin_company_domain, s.customer_name_key
        from (
          select distinct d.origin_company_domain
          from unnest(p_documents) as d
          where d.is_complete
        ) as o
        cross join lateral (
          select r.origin_company_domain, r.customer_name_key
          from extracted.company_customer_claygent as r
          where r.origin_company_domain = o.origin_company_domain
          offset 0
        ) as s
        except
        select d.origin_company_domain, c.customer_name_key
        from unnest(p_documents) as d
        cross join lateral unnest(d.customers) as c
      ) as g
      where t.origin_company_domain = g.origin_company_domain
        and t.customer_name_key = g.customer_name_key
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

comment on function extracted.write_company_customer_claygent(extracted.customer_document[]) is
  'Upserts extracted.company_customer_claygent: of every column the newest value that is not null, '
  'of the name the first; where all documents of a vendor are given, deletes the customers that '
  'none of them names. Returns the rows written and the customers of deleted rows. Units: rows. '
  'Nulls: a null or empty array does nothing; gone is null where nothing is. Errors: none.';

revoke all on function extracted.write_company_customer_claygent(extracted.customer_document[])
  from public;
