-- Purpose: what stands of case studies that models read, in the form of their documents.
-- Input -> output: normalised URLs -> one document per case study that stands, its people in it.
-- Called by: extracted.load_gemini_case_study, under the locks of the case studies.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_stored := extracted.list_case_study_details(array['https://acme.example/x']);
create or replace function extracted.list_case_study_details(p_urls text[])
returns extracted.case_study_document[]
language plpgsql
stable
set search_path = ''
as $$
begin
  return array(
    select row(
      u.url,
      t.raw_payload_id,
      null,
      null,
      false,
      u.url,
      t.origin_company_domain,
      t.origin_company_name,
      t.company_customer_name,
      t.customer_name_key,
      t.company_customer_domain,
      t.company_customer_domain_source,
      t.company_customer_domain_landing_no,
      t.article_title,
      t.confidence,
      t.reasoning,
      p.people
    )::extracted.case_study_document
    from (select distinct l.url collate "C" as url from unnest(p_urls) as l (url)) as u
    left join lateral (
      select s.* from extracted.case_study_details as s where s.case_study_url = u.url offset 0
    ) as t on true
    cross join lateral (
      select array(
        select row(
          c.full_name, c.full_name_key, c.job_title, c.company_name, c.landing_no
        )::extracted.case_study_person
        from extracted.case_study_champions as c
        where c.case_study_url = u.url
      ) as people
      offset 0
    ) as p
    -- Champions that were copied in by hand may have no details.
    where t.case_study_url is not null or p.people <> '{}'
  );
end;
$$;

comment on function extracted.list_case_study_details(text[]) is
  'The rows of extracted.case_study_details of p_urls with their champions, as documents without '
  'a place in document order. Units: none. Nulls: a null or empty array gives an empty one. '
  'Errors: none.';

revoke all on function extracted.list_case_study_details(text[]) from public;
