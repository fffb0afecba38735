-- Purpose: mirrors the people whom case studies quote, by difference.
-- Input -> output: sums of documents, what stood of their case studies -> rows written.
-- Called by: extracted.load_gemini_case_study.
-- Writes to: extracted.case_study_champions.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: v_written := extracted.write_case_study_champions(v_merged, v_stored);
create or replace function extracted.write_case_study_champions(
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
  insert into extracted.case_study_champions as t (
    case_study_url, full_name_key, full_name, job_title, company_name, customer_company_domain,
    landing_no
  )
  select
    d.case_study_url,
    p.full_name_key,
    p.full_name,
    p.job_title,
    p.company_name,
    d.customer_domain,
    p.landing_no
  from unnest(p_documents) as d
  cross join lateral unnest(d.people) as p
  where d.raw_payload_id is not null
  on conflict (case_study_url, full_name_key) do update
    set full_name = excluded.full_name,
        job_title = excluded.job_title,
        company_name = excluded.company_name,
        customer_company_domain = excluded.customer_company_domain,
        landing_no = excluded.landing_no,
        updated_at = excluded.updated_at
    where (
      t.full_name, t.job_title, t.company_name, t.customer_company_domain, t.landing_no
    ) is distinct from (
      excluded.full_name, excluded.job_title, excluded.company_name,
      excluded.customer_company_domain, excluded.landing_no
    );
  get diagnostics v_written = row_count;

  -- Of a case study that is new, nobody can be left over.
  if p_stored <> '{}' then
    delete from extracted.case_study_champions as t
    using unnest(p_documents) as d
    where t.case_study_url = d.key
      and not exists (
        select
        from unnest(d.people) as p
        where p.full_name_key = t.full_name_key and d.raw_payload_id is not null
      );
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_case_study_champions(
  extracted.case_study_document[], extracted.case_study_document[]
) is
  'Mirrors the people of p_documents into extracted.case_study_champions: upserts what differs, '
  'deletes whom the sum no longer lists. p_stored: what stood of the case studies; empty when '
  'nothing can be left over. Returns the rows written. Units: rows. Nulls: a null or empty array '
  'does nothing. Errors: none.';

revoke all on function extracted.write_case_study_champions(
  extracted.case_study_document[], extracted.case_study_document[]
) from public;
