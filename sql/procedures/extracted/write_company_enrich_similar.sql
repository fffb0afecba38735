-- Purpose: mirrors the companies of the newest answer that lists any, by difference.
-- Input -> output: documents -> rows written.
-- Called by: extracted.load_company_enrich_similar.
-- Writes to: extracted.company_enrich_similar.
-- Idempotence: yes; rows that stand are not written.
-- Errors: none.
-- Example: v_written := extracted.write_company_enrich_similar(v_documents);
create or replace function extracted.write_company_enrich_similar(
  p_documents extracted.company_enrich_similar_document[]
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
  insert into extracted.company_enrich_similar as t (
    input_domain,
    company_domain,
    raw_id,
    batch_id,
    company_id,
    company_name,
    company_website,
    company_industry,
    company_description,
    company_keywords,
    company_logo_url,
    similarity_score
  )
  select
    d.input_domain,
    c.company_domain,
    d.raw_id,
    d.batch_id,
    c.company_id,
    c.company_name,
    c.company_website,
    c.company_industry,
    c.company_description,
    c.company_keywords,
    c.company_logo_url,
    c.similarity_score
  from unnest(p_documents) as d
  cross join lateral unnest(d.companies) as c
  where d.is_newest
  on conflict (input_domain, company_domain) do update
    set raw_id = excluded.raw_id,
        batch_id = excluded.batch_id,
        company_id = excluded.company_id,
        company_name = excluded.company_name,
        company_website = excluded.company_website,
        company_industry = excluded.company_industry,
        company_description = excluded.company_description,
        company_keywords = excluded.company_keywords,
        company_logo_url = excluded.company_logo_url,
        similarity_score = excluded.similarity_score,
        updated_at = excluded.updated_at
    where (
      t.raw_id, t.batch_id, t.company_id, t.company_name, t.company_website, t.company_industry,
      t.company_description, t.company_keywords, t.company_logo_url, t.similarity_score
    ) is distinct from (
      excluded.raw_id, excluded.batch_id, excluded.company_id, excluded.company_name,
      excluded.company_website, excluded.company_industry, excluded.company_description,
      excluded.company_keywords, excluded.company_logo_url, excluded.similarity_score
    );
  get diagnostics v_written = row_count;

  delete from extracted.company_enrich_similar as t
  using unnest(p_documents) as d
  where t.input_domain = d.input_domain
    and d.is_newest
    and not exists (
      select from unnest(d.companies) as c where c.company_domain = t.company_domain
    );
  get diagnostics v_deleted = row_count;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_company_enrich_similar(
  extracted.company_enrich_similar_document[]
) is
  'Mirrors the newest lists into extracted.company_enrich_similar: upserts what is listed, deletes '
  'what is not. Returns the rows written and deleted. Units: rows. Nulls: a null or empty array '
  'does nothing. Errors: none.';

revoke all on function extracted.write_company_enrich_similar(
  extracted.company_enrich_similar_document[]
) from public;
