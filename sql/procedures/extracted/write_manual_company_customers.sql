-- Purpose: writes the row of a customer that people entered: of every column the newest value that
--   is not null; the first spelling of the name.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_manual_company_customers.
-- Writes to: extracted.manual_company_customers.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_manual_company_customers(v_documents);
create or replace function extracted.write_manual_company_customers(
  p_documents extracted.manual_customer_document[]
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
      d.origin_company_domain,
      d.customer_name_key,
      d.raw_id,
      d.document_at,
      d.landing_no,
      d.landing_no as first_landing_no,
      d.origin_company_name,
      d.origin_company_linkedin_url,
      d.customer_name,
      d.customer_domain,
      d.customer_linkedin_url,
      d.case_study_url,
      d.has_case_study,
      d.source_notes,
      false as is_stored
    from unnest(p_documents) as d
    where d.raw_id is not null
    union all
    -- Before the newest document, what stands: it sums up the documents before that.
    select
      d.origin_company_domain,
      d.customer_name_key,
      s.raw_id,
      s.document_at,
      s.landing_no,
      s.first_landing_no,
      s.origin_company_name,
      s.origin_company_linkedin_url,
      s.customer_name,
      s.customer_domain,
      s.customer_linkedin_url,
      s.case_study_url,
      s.has_case_study,
      s.source_notes,
      true
    from unnest(p_documents) as d
    cross join lateral (
      select
        t.raw_id,
        t.document_at,
        t.landing_no,
        t.first_landing_no,
        t.origin_company_name,
        t.origin_company_linkedin_url,
        t.customer_name,
        t.customer_domain,
        t.customer_linkedin_url,
        t.case_study_url,
        t.has_case_study,
        t.source_notes
      from extracted.manual_company_customers as t
      where t.origin_company_domain = d.origin_company_domain
        and t.customer_name_key = d.customer_name_key
      offset 0
    ) as s
    where d.raw_id is not null and not d.is_complete
  )
  insert into extracted.manual_company_customers as t (
    origin_company_domain,
    customer_name_key,
    id,
    raw_id,
    document_at,
    landing_no,
    first_landing_no,
    origin_company_name,
    origin_company_linkedin_url,
    customer_name,
    customer_domain,
    customer_linkedin_url,
    case_study_url,
    has_case_study,
    source_notes
  )
  select
    d.origin_company_domain,
    d.customer_name_key,
    reference.entity_id(
      'manual_company_customers', d.origin_company_domain || ' ' || d.customer_name_key
    ),
    (array_agg(d.raw_id order by d.is_stored, d.document_at desc, d.landing_no desc))[1],
    (array_agg(d.document_at order by d.is_stored, d.document_at desc, d.landing_no desc))[1],
    (array_agg(d.landing_no order by d.is_stored, d.document_at desc, d.landing_no desc))[1],
    min(d.first_landing_no),
    (
      array_agg(d.origin_company_name order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.origin_company_name is not null)
    )[1],
    (
      array_agg(
        d.origin_company_linkedin_url
        order by d.is_stored, d.document_at desc, d.landing_no desc
      ) filter (where d.origin_company_linkedin_url is not null)
    )[1],
    (array_agg(d.customer_name order by d.first_landing_no))[1],
    (
      array_agg(d.customer_domain order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.customer_domain is not null)
    )[1],
    (
      array_agg(
        d.customer_linkedin_url order by d.is_stored, d.document_at desc, d.landing_no desc
      ) filter (where d.customer_linkedin_url is not null)
    )[1],
    (
      array_agg(d.case_study_url order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.case_study_url is not null)
    )[1],
    (
      array_agg(d.has_case_study order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.has_case_study is not null)
    )[1],
    (
      array_agg(d.source_notes order by d.is_stored, d.document_at desc, d.landing_no desc)
        filter (where d.source_notes is not null)
    )[1]
  from document as d
  group by d.origin_company_domain, d.customer_name_key
  on conflict (origin_company_domain, customer_name_key) do update
    set raw_id = excluded.raw_id,
        document_at = excluded.document_at,
        landing_no = excluded.landing_no,
        first_landing_no = excluded.first_landing_no,
        origin_company_name = excluded.origin_company_name,
        origin_company_linkedin_url = excluded.origin_company_linkedin_url,
        customer_name = excluded.customer_name,
        customer_domain = excluded.customer_domain,
        customer_linkedin_url = excluded.customer_linkedin_url,
        case_study_url = excluded.case_study_url,
        has_case_study = excluded.has_case_study,
        source_notes = excluded.source_notes,
        updated_at = excluded.updated_at
    where (
      t.raw_id, t.document_at, t.landing_no, t.first_landing_no, t.origin_company_name,
      t.origin_company_linkedin_url, t.customer_name, t.customer_domain, t.customer_linkedin_url,
      t.case_study_url, t.has_case_study, t.source_notes
    ) is distinct from (
      excluded.raw_id, excluded.document_at, excluded.landing_no, excluded.first_landing_no,
      excluded.origin_company_name, excluded.origin_company_linkedin_url, excluded.customer_name,
      excluded.customer_domain, excluded.customer_linkedin_url, excluded.case_study_url,
      excluded.has_case_study, excluded.source_notes
    );
  get diagnostics v_written = row_count;

  delete from extracted.manual_company_customers as t
  using unnest(p_documents) as d
  where t.origin_company_domain = d.origin_company_domain
    and t.customer_name_key = d.customer_name_key
    and d.raw_id is null;
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_manual_company_customers(
  extracted.manual_customer_document[]
) is
  'Upserts extracted.manual_company_customers: of every column the newest value that is not null, '
  'of the name the first; deletes the row of a customer without documents. Returns the rows '
  'written. Units: rows. Nulls: a null or empty array does nothing; null never replaces a value. '
  'Errors: none.';

revoke all on function extracted.write_manual_company_customers(
  extracted.manual_customer_document[]
) from public;
