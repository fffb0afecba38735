-- Purpose: reads CompanyEnrich documents into typed values. Every payload is read once.
-- Input -> output: what is to be written (ops.document_work[]) -> the documents. A wrong type gives
--   null (extracted.warn_companyenrich says so in the answer to a single payload).
-- Called by: extracted.load_companyenrich.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none; the readers of reference never raise.
-- Example: v_documents := extracted.parse_companyenrich(v_work);
create or replace function extracted.parse_companyenrich(p_work ops.document_work[])
returns extracted.companyenrich_document[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_documents extracted.companyenrich_document[];
begin
  select array_agg(
    row(
      w.key,
      w.raw_id,
      w.document_at,
      w.landing_no,
      w.repeated_until,
      w.previous_document_at,
      w.is_new,
      w.is_newest,
      w.is_complete,
      w.has_previous,
      reference.json_text(d.id),
      reference.clean_label(reference.json_text(d.name)),
      reference.json_text(d.type),
      reference.json_text(d.website),
      reference.json_text(d.revenue),
      reference.json_text(d.employees),
      v.industry,
      reference.json_text(d.description),
      reference.json_text(d.seo_description),
      reference.json_text(d.logo_url),
      v.industries,
      v.categories,
      v.keywords,
      v.technologies,
      v.naics_codes,
      reference.json_integer(d.founded_year),
      reference.json_number(d.page_rank),
      reference.json_text(v.location -> 'address'),
      reference.json_text(v.location -> 'phone'),
      reference.json_text(v.location -> 'postal_code'),
      reference.json_text(place.city -> 'name'),
      reference.json_integer(place.city -> 'id'),
      reference.json_text(place.state -> 'name'),
      reference.json_text(place.state -> 'code'),
      reference.json_integer(place.state -> 'id'),
      reference.json_text(place.country -> 'name'),
      reference.json_text(place.country -> 'code'),
      reference.json_number(place.city -> 'latitude'),
      reference.json_number(place.city -> 'longitude'),
      reference.normalize_linkedin_url(
        reference.json_text(v.socials -> 'linkedin_url'), 'company'
      ),
      reference.json_text(v.socials -> 'linkedin_id'),
      reference.json_text(v.socials -> 'twitter_url'),
      reference.json_text(v.socials -> 'facebook_url'),
      reference.json_text(v.socials -> 'github_url'),
      reference.json_text(v.socials -> 'youtube_url'),
      reference.json_text(v.socials -> 'instagram_url'),
      reference.json_text(v.socials -> 'crunchbase_url'),
      reference.json_text(v.socials -> 'g2_url'),
      reference.json_text(v.socials -> 'angellist_url'),
      reference.json_bigint(v.financial -> 'total_funding'),
      reference.json_text(v.financial -> 'funding_stage'),
      (
        reference.parse_partial_date(reference.json_text(v.financial -> 'funding_date'))
      ).parsed_at,
      reference.json_text(v.financial -> 'stock_symbol'),
      reference.json_text(v.financial -> 'stock_exchange'),
      (reference.parse_partial_date(reference.json_text(d.updated_at))).parsed_at,
      reference.label_list(v.keywords),
      lists.technologies,
      array(
        select distinct reference.technology_key(t.name)
        from unnest(lists.technologies) as t (name)
      ),
      reference.label_list(v.industries),
      reference.label_list(v.categories),
      reference.label_list(v.naics_codes),
      lists.rounds,
      extracted.list_companyenrich_investors(lists.rounds),
      extracted.list_companyenrich_subsidiaries(d.subsidiaries),
      reference.match_employee_range(reference.json_text(d.employees)),
      reference.match_revenue_range(reference.json_text(d.revenue)),
      reference.match_company_type(reference.json_text(d.type)),
      reference.match_industry(v.industry)
    )::extracted.companyenrich_document
  )
  into v_documents
  from unnest(p_work) as w
  left join lateral (
    select r.payload from raw.companyenrich_payloads as r where r.id = w.raw_id offset 0
  ) as p on true
  cross join lateral jsonb_to_record(coalesce(p.payload, '{}')) as d (
    id jsonb, name jsonb, type jsonb, website jsonb, revenue jsonb, employees jsonb,
    industry jsonb, description jsonb, seo_description jsonb, logo_url jsonb, industries jsonb,
    categories jsonb, keywords jsonb, technologies jsonb, naics_codes jsonb, founded_year jsonb,
    page_rank jsonb, subsidiaries jsonb, location jsonb, financial jsonb, socials jsonb,
    updated_at jsonb
  )
  -- Offset 0 keeps each of these expressions from being computed once per use.
  cross join lateral (
    select
      reference.clean_label(reference.json_text(d.industry)) as industry,
      reference.json_array(d.industries) as industries,
      reference.json_array(d.categories) as categories,
      reference.json_array(d.keywords) as keywords,
      reference.json_array(d.technologies) as technologies,
      reference.json_array(d.naics_codes) as naics_codes,
      reference.json_object(d.location) as location,
      reference.json_object(d.financial) as financial,
      reference.json_object(d.socials) as socials
    offset 0
  ) as v
  cross join lateral (
    select
      reference.json_object(v.location -> 'city') as city,
      reference.json_object(v.location -> 'state') as state,
      reference.json_object(v.location -> 'country') as country
    offset 0
  ) as place
  cross join lateral (
    select
      reference.label_list(v.technologies) as technologies,
      extracted.list_companyenrich_funding_rounds(v.financial -> 'funding') as rounds
    offset 0
  ) as lists;

  return coalesce(v_documents, '{}');
end;
$$;

comment on function extracted.parse_companyenrich(ops.document_work[]) is
  'Reads the raw payloads of p_work into typed documents. A value of a wrong type is null. Units: '
  'amounts USD, coordinates degrees. Nulls: work without a raw row gives a document without '
  'values. Errors: none.';

revoke all on function extracted.parse_companyenrich(ops.document_work[]) from public;
