-- Purpose: what CompanyEnrich documents claim about their companies.
-- Input -> output: documents -> core.company_claim[], one per company. Documents of a company that
--   is recomputed are summed up.
-- Called by: extracted.load_companyenrich.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: v_claims := extracted.claim_companyenrich(v_documents);
create or replace function extracted.claim_companyenrich(
  p_documents extracted.companyenrich_document[]
)
returns core.company_claim[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_claims core.company_claim[];
begin
  select array_agg(
      row(
        d.domain,
        'companyenrich',
        d.document_at,
        d.landing_no,
        d.repeated_until,
        d.previous_document_at,
        d.is_newest,
        d.is_complete,
        d.has_previous,
        d.name,
        case when d.name is not null then d.landing_no end,
        case when d.name is not null then d.linkedin_url end,
        case when num_nulls(d.name, d.linkedin_url) = 0 then d.landing_no end,
        d.linkedin_url,
        case when d.linkedin_url is not null then d.landing_no end,
        d.matched_employee_range,
        case when d.matched_employee_range is not null then d.document_at end,
        case when d.matched_employee_range is not null then d.landing_no end,
        d.revenue,
        null::bigint,
        d.matched_revenue_range,
        d.type,
        d.matched_type,
        d.city,
        d.state,
        d.country,
        d.address,
        d.country,
        case when num_nonnulls(d.city, d.state, d.country) > 0 then d.landing_no end,
        d.description,
        d.seo_description,
        case when num_nonnulls(d.description, d.seo_description) > 0 then d.landing_no end,
        coalesce(d.matched_industry, d.industry),
        case when d.industry is not null then d.landing_no end,
        d.linkedin_url,
        d.twitter_url,
        d.facebook_url,
        d.github_url,
        d.youtube_url,
        d.instagram_url,
        d.crunchbase_url,
        d.g2_url,
        d.angellist_url,
        case when num_nonnulls(
          d.linkedin_url, d.twitter_url, d.facebook_url, d.github_url, d.youtube_url,
          d.instagram_url, d.crunchbase_url, d.g2_url, d.angellist_url
        ) > 0 then d.landing_no end,
        technologies.technology_ids,
        null,
        null,
        d.keyword_list,
        null,
        null,
        d.category_list,
        null,
        null,
        d.naics_code_list,
        null,
        null,
        d.funding_rounds,
        investors.investors
      )::core.company_claim
    )
  into v_claims
  from unnest(p_documents) as d
  cross join lateral (
    -- Spellings that are one technology collapse here.
    select array(
      select k.id
      from unnest(d.technology_keys) as n (name_key)
      cross join lateral (
        select t.id from reference.technologies as t where t.name_key = n.name_key offset 0
      ) as k
    ) as technology_ids
    offset 0
  ) as technologies
  cross join lateral (
    select extracted.list_companyenrich_investor_claims(d.funding_rounds) as investors
    offset 0
  ) as investors;

  if exists (select from unnest(p_documents) as d where d.is_complete) then
    -- A claim to be applied on top stays as it is: summed up alone it would lose its predecessor.
    return core.merge_company_claims(
      (select array_agg(c) from unnest(v_claims) as c where c.is_complete)
    ) || coalesce((select array_agg(c) from unnest(v_claims) as c where not c.is_complete), '{}');
  end if;
  return coalesce(v_claims, '{}');
end;
$$;

comment on function extracted.claim_companyenrich(extracted.companyenrich_document[]) is
  'What the documents claim about their companies, one claim per company. Units: amounts USD. '
  'Nulls: a null or empty array gives an empty one. Errors: none.';

revoke all on function extracted.claim_companyenrich(extracted.companyenrich_document[])
  from public;
