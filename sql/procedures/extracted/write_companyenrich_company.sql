-- Purpose: writes the main row: every column as the newest document has it.
-- Input -> output: documents -> rows written.
-- Called by: extracted.write_companyenrich.
-- Writes to: extracted.companyenrich_company.
-- Idempotence: yes; an equal row is not written.
-- Errors: none.
-- Example: select extracted.write_companyenrich_company(v_documents, true);
create or replace function extracted.write_companyenrich_company(
  p_documents extracted.companyenrich_document[],
  p_has_previous boolean
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
  insert into extracted.companyenrich_company as t (
    id, domain, raw_id, companyenrich_id, name, type, website, revenue, employees, industry,
    description, seo_description, logo_url, industries, categories, keywords, technologies,
    naics_codes, founded_year, page_rank, address, phone, postal_code, city, state, state_code,
    country, country_code, latitude, longitude, linkedin_url, linkedin_id, twitter_url,
    facebook_url, github_url, youtube_url, instagram_url, crunchbase_url, g2_url, angellist_url,
    total_funding, funding_stage, funding_date, stock_symbol, stock_exchange,
    companyenrich_updated_at
  )
  select
    reference.entity_id('companyenrich_company', d.domain), d.domain, d.raw_id,
    d.companyenrich_id, d.name, d.type, d.website, d.revenue, d.employees, d.industry,
    d.description, d.seo_description, d.logo_url, d.industries, d.categories, d.keywords,
    d.technologies, d.naics_codes, d.founded_year, d.page_rank, d.address, d.phone,
    d.postal_code, d.city, d.state, d.state_code, d.country, d.country_code, d.latitude,
    d.longitude, d.linkedin_url, d.linkedin_id, d.twitter_url, d.facebook_url, d.github_url,
    d.youtube_url, d.instagram_url, d.crunchbase_url, d.g2_url, d.angellist_url,
    d.total_funding, d.funding_stage, d.funding_date, d.stock_symbol, d.stock_exchange,
    d.companyenrich_updated_at
  from unnest(p_documents) as d
  where d.is_newest and d.raw_id is not null
  on conflict (domain) do update
    set (
      raw_id, companyenrich_id, name, type, website, revenue, employees, industry, description,
      seo_description, logo_url, industries, categories, keywords, technologies, naics_codes,
      founded_year, page_rank, address, phone, postal_code, city, state, state_code, country,
      country_code, latitude, longitude, linkedin_url, linkedin_id, twitter_url, facebook_url,
      github_url, youtube_url, instagram_url, crunchbase_url, g2_url, angellist_url,
      total_funding, funding_stage, funding_date, stock_symbol, stock_exchange,
      companyenrich_updated_at, updated_at
    ) = (
      excluded.raw_id, excluded.companyenrich_id, excluded.name, excluded.type,
      excluded.website, excluded.revenue, excluded.employees, excluded.industry,
      excluded.description, excluded.seo_description, excluded.logo_url, excluded.industries,
      excluded.categories, excluded.keywords, excluded.technologies, excluded.naics_codes,
      excluded.founded_year, excluded.page_rank, excluded.address, excluded.phone,
      excluded.postal_code, excluded.city, excluded.state, excluded.state_code,
      excluded.country, excluded.country_code, excluded.latitude, excluded.longitude,
      excluded.linkedin_url, excluded.linkedin_id, excluded.twitter_url, excluded.facebook_url,
      excluded.github_url, excluded.youtube_url, excluded.instagram_url,
      excluded.crunchbase_url, excluded.g2_url, excluded.angellist_url, excluded.total_funding,
      excluded.funding_stage, excluded.funding_date, excluded.stock_symbol,
      excluded.stock_exchange, excluded.companyenrich_updated_at, excluded.updated_at
    )
    where (
      t.raw_id, t.companyenrich_id, t.name, t.type, t.website, t.revenue, t.employees,
      t.industry, t.description, t.seo_description, t.logo_url, t.industries, t.categories,
      t.keywords, t.technologies, t.naics_codes, t.founded_year, t.page_rank, t.address,
      t.phone, t.postal_code, t.city, t.state, t.state_code, t.country, t.country_code,
      t.latitude, t.longitude, t.linkedin_url, t.linkedin_id, t.twitter_url, t.facebook_url,
      t.github_url, t.youtube_url, t.instagram_url, t.crunchbase_url, t.g2_url, t.angellist_url,
      t.total_funding, t.funding_stage, t.funding_date, t.stock_symbol, t.stock_exchange,
      t.companyenrich_updated_at
    ) is distinct from (
      excluded.raw_id, excluded.companyenrich_id, excluded.name, excluded.type,
      excluded.website, excluded.revenue, excluded.employees, excluded.industry,
      excluded.description, excluded.seo_description, excluded.logo_url, excluded.industries,
      excluded.categories, excluded.keywords, excluded.technologies, excluded.naics_codes,
      excluded.founded_year, excluded.page_rank, excluded.address, excluded.phone,
      excluded.postal_code, excluded.city, excluded.state, excluded.state_code,
      excluded.country, excluded.country_code, excluded.latitude, excluded.longitude,
      excluded.linkedin_url, excluded.linkedin_id, excluded.twitter_url, excluded.facebook_url,
      excluded.github_url, excluded.youtube_url, excluded.instagram_url,
      excluded.crunchbase_url, excluded.g2_url, excluded.angellist_url, excluded.total_funding,
      excluded.funding_stage, excluded.funding_date, excluded.stock_symbol,
      excluded.stock_exchange, excluded.companyenrich_updated_at
    );
  get diagnostics v_written = row_count;

  if p_has_previous then
    delete from extracted.companyenrich_company as t
    using unnest(p_documents) as d
    where t.domain = d.domain and d.raw_id is null;
    get diagnostics v_deleted = row_count;
  end if;

  return v_written + v_deleted;
end;
$$;

comment on function extracted.write_companyenrich_company(
  extracted.companyenrich_document[], boolean
) is
  'Upserts extracted.companyenrich_company from the newest documents and deletes the row of a '
  'domain without documents; returns the rows written. p_has_previous: false when no company of '
  'the documents had one before, so that nothing can be left over. Units: rows. Nulls: a null or '
  'empty array does nothing. Errors: none.';

revoke all on function extracted.write_companyenrich_company(
  extracted.companyenrich_document[], boolean
) from public;
