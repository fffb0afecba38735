-- Purpose: mirrors the buyers in case studies, by difference.
-- Input -> output: sums of documents, what stood of their case studies -> rows written.
-- Called by: extracted.load_case_study_buyers.
-- Writes to: extracted.case_study_buyers.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_case_study_buyers(v_merged, v_stored);
create or replace function extracted.write_case_study_buyers(
  p_documents extracted.case_study_document[],
  p_stored extracted.case_study_document[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_deleted integer := 0;
begin
  insert into extracted.case_study_buyers as t (
    origin_company_domain, buyer_full_name_key, case_study_key, case_study_url,
    origin_company_name, customer_company_name, customer_company_domain, buyer_full_name,
    buyer_job_title, landing_no
  )
  select
    d.origin_company_domain,
    p.full_name_key,
    d.key,
    d.case_study_url,
    d.origin_company_name,
    d.customer_name,
    d.customer_domain,
    p.full_name,
    p.job_title,
    p.landing_no
  from unnest(p_documents) as d
  cross join lateral unnest(d.people) as p
  where d.raw_payload_id is not null
  on conflict (origin_company_domain, buyer_full_name_key, case_study_key) do update
    set origin_company_name = excluded.origin_company_name,
        customer_company_name = excluded.customer_company_name,
        customer_company_domain = excluded.customer_company_domain,
        buyer_full_name = excluded.buyer_full_name,
        buyer_job_title = excluded.buyer_job_title,
        landing_no = excluded.landing_no,
        updated_at = excluded.updated_at
    where (
      t.origin_company_name, t.customer_company_name, t.customer_company_domain,
      t.buyer_full_name, t.buyer_job_title, t.landing_no
    ) is distinct from (
      excluded.origin_company_name, excluded.customer_company_name,
      excluded.customer_company_domain, excluded.buyer_full_name, excluded.buyer_job_title,
      excluded.landing_no
    );
  get diagnostics v_written = row_count;

  -- Of a case study that is new, nobody can be left over.
  if p_stored <> '{}' then
    delete from extracted.case_study_buyers as t
    using unnest(p_documents) as d
    where t.case_study_key = d.key
      and (
        d.raw_payload_id is null
        or t.origin_company_domain <> d.origin_company_domain
        or not exists (
          select from unnest(d.people) as p where p.full_name_key = t.buyer_full_name_key
        )
      );
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_case_study_buyers(
  extracted.case_study_document[], extracted.case_study_document[]
) is
  'Mirrors the people of p_documents into extracted.case_study_buyers: upserts what differs, '
  'deletes whom the sum no longer lists. p_stored: what stood of the case studies; empty when '
  'nothing can be left over. Returns the rows written. Units: rows. Nulls: a null or empty array '
  'does nothing. Errors: none.';

revoke all on function extracted.write_case_study_buyers(
  extracted.case_study_document[], extracted.case_study_document[]
) from public;
