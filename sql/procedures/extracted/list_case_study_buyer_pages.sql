-- Purpose: what stands of case studies in which buyers were looked for, in the form of their
--   documents.
-- Input -> output: keys of case studies -> one document per case study and vendor that stands, its
--   people in it. Buyers that were copied in by hand have no page: one without raw_payload_id.
-- Called by: extracted.load_case_study_buyers, under the locks of the case studies.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_stored := extracted.list_case_study_buyer_pages(array['https://acme.example/x']);
create or replace function extracted.list_case_study_buyer_pages(p_keys text[])
returns extracted.case_study_document[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select row(
      u.key,
      p.raw_payload_id,
      null,
      null,
      false,
      t.case_study_url,
      t.origin_company_domain,
      p.origin_company_name,
      p.customer_company_name,
      p.customer_name_key,
      p.customer_company_domain,
      case when p.customer_company_domain is not null then 'gemini-case-study-buyer' end,
      p.customer_company_domain_landing_no,
      null,
      null,
      null,
      array(
        select row(
          b.buyer_full_name, b.buyer_full_name_key, b.buyer_job_title, null, b.landing_no
        )::extracted.case_study_person
        from (
          select s.* from extracted.case_study_buyers as s where s.case_study_key = u.key offset 0
        ) as b
        where b.origin_company_domain = t.origin_company_domain
      )
    )::extracted.case_study_document
    from (select distinct l.key collate "C" as key from unnest(p_keys) as l (key)) as u
    cross join lateral (
      select s.origin_company_domain, s.case_study_url
      from extracted.case_study_buyer_pages as s
      where s.case_study_key = u.key
      union
      select s.origin_company_domain, s.case_study_url
      from extracted.case_study_buyers as s
      where s.case_study_key = u.key
      offset 0
    ) as t
    left join lateral (
      select s.*
      from extracted.case_study_buyer_pages as s
      where s.origin_company_domain = t.origin_company_domain and s.case_study_key = u.key
      offset 0
    ) as p on true
  );
end;
$$;

comment on function extracted.list_case_study_buyer_pages(text[]) is
  'What stands in extracted.case_study_buyer_pages and extracted.case_study_buyers of the case '
  'studies p_keys, as documents without a place in document order. Units: none. Nulls: a null or '
  'empty array gives an empty one. Errors: none.';

revoke all on function extracted.list_case_study_buyer_pages(text[]) from public;
