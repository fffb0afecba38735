-- Purpose: gives buyers that were copied in by hand the row of their case study.
-- Input -> output: vendors that are locked, whether to only count -> rows inserted.
-- Called by: ops.promote_case_study_people_slice.
-- Writes to: extracted.case_study_buyer_pages.
-- Idempotence: yes; what stands is left alone.
-- Errors: none.
-- Example: select extracted.fill_case_study_buyer_pages(array['acme.example'], false);
create or replace function extracted.fill_case_study_buyer_pages(
  p_origins text[],
  p_dry_run boolean
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_inserted integer;
begin
  with missing as materialized (
    select
      b.origin_company_domain,
      b.case_study_key,
      min(b.case_study_url) as case_study_url,
      (array_agg(b.origin_company_name order by b.buyer_full_name_key)
        filter (where b.origin_company_name is not null))[1] as origin_company_name,
      (array_agg(b.customer_company_name order by b.buyer_full_name_key)
        filter (where b.customer_company_name is not null))[1] as customer_company_name,
      (array_agg(b.customer_company_domain order by b.buyer_full_name_key)
        filter (where b.customer_company_domain <> b.origin_company_domain))[1]
        as customer_company_domain
    from extracted.case_study_buyers as b
    where b.origin_company_domain = any (p_origins)
      and b.landing_no is null
      and not exists (
        select
        from extracted.case_study_buyer_pages as p
        where p.origin_company_domain = b.origin_company_domain
          and p.case_study_key = b.case_study_key
      )
    group by b.origin_company_domain, b.case_study_key
  ),
  written as (
    insert into extracted.case_study_buyer_pages (
      origin_company_domain, case_study_key, case_study_url, origin_company_name,
      customer_company_name, customer_name_key, customer_company_domain
    )
    select
      m.origin_company_domain,
      m.case_study_key,
      m.case_study_url,
      m.origin_company_name,
      m.customer_company_name,
      reference.name_key(m.customer_company_name),
      m.customer_company_domain
    from missing as m
    where not p_dry_run
  )
  select count(*) into v_inserted from missing;
  return v_inserted;
end;
$$;

comment on function extracted.fill_case_study_buyer_pages(text[], boolean) is
  'Inserts the missing rows of extracted.case_study_buyer_pages for buyers of the vendors '
  'p_origins that were copied in by hand; with p_dry_run only counts. Returns their number. Units: '
  'rows. Nulls: a null or empty array does nothing. Errors: none.';

revoke all on function extracted.fill_case_study_buyer_pages(text[], boolean) from public;
