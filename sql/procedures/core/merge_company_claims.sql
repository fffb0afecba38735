-- Purpose: sums up what all documents of a source claim about a company, by the rules of core.
-- Input -> output: claims, one per document -> one complete claim per company and source.
-- Called by: extracted.claim_<source>, for companies that are recomputed.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: v_claims := core.merge_company_claims(v_claims);
create or replace function core.merge_company_claims(p_claims core.company_claim[])
returns core.company_claim[]
language plpgsql
immutable parallel safe
set search_path = ''
as $$
begin
  return (
    with summed as materialized (
      select
        c.domain,
        c.source,
        array_agg(c) as claims,
        max(c.document_at) as document_at,
        min(c.landing_no) as landing_no,
        null::timestamptz as repeated_until,
        null::timestamptz as previous_document_at,
        true as is_newest,
        bool_or(c.is_complete) as is_complete,
        bool_or(c.has_previous) as has_previous,
        (array_agg(c.name order by c.name_landing_no)
            filter (where c.name is not null))[1] as name,
        min(c.name_landing_no) as name_landing_no,
        (array_agg(c.named_linkedin_url order by c.named_linkedin_url_landing_no)
            filter (where c.named_linkedin_url is not null))[1] as named_linkedin_url,
        min(c.named_linkedin_url_landing_no) as named_linkedin_url_landing_no,
        (array_agg(c.linkedin_url order by c.linkedin_url_landing_no)
            filter (where c.linkedin_url is not null))[1] as linkedin_url,
        min(c.linkedin_url_landing_no) as linkedin_url_landing_no,
        (array_agg(c.employee_range order by c.document_at desc, c.landing_no desc)
            filter (where c.employee_range is not null))[1] as employee_range,
        (array_agg(c.employee_range_document_at order by c.document_at desc, c.landing_no desc)
            filter (where c.employee_range is not null))[1] as employee_range_document_at,
        (array_agg(c.employee_range_landing_no order by c.document_at desc, c.landing_no desc)
            filter (where c.employee_range is not null))[1] as employee_range_landing_no,
        (array_agg(c.raw_revenue_range order by c.document_at desc, c.landing_no desc)
            filter (where num_nonnulls(c.raw_revenue_range,
            c.raw_revenue_amount) > 0))[1] as raw_revenue_range,
        (array_agg(c.raw_revenue_amount order by c.document_at desc, c.landing_no desc)
            filter (where num_nonnulls(c.raw_revenue_range,
            c.raw_revenue_amount) > 0))[1] as raw_revenue_amount,
        (array_agg(c.matched_revenue_range order by c.document_at desc, c.landing_no desc)
            filter (where num_nonnulls(c.raw_revenue_range,
            c.raw_revenue_amount) > 0))[1] as matched_revenue_range,
        (array_agg(c.raw_type order by c.document_at desc, c.landing_no desc)
            filter (where c.raw_type is not null))[1] as raw_type,
        (array_agg(c.matched_type order by c.document_at desc, c.landing_no desc)
            filter (where c.raw_type is not null))[1] as matched_type,
        (array_agg(c.city order by p.parts desc, c.document_at desc, c.landing_no desc)
            filter (where p.parts > 0))[1] as city,
        (array_agg(c.state order by p.parts desc, c.document_at desc, c.landing_no desc)
            filter (where p.parts > 0))[1] as state,
        (array_agg(c.country order by p.parts desc, c.document_at desc, c.landing_no desc)
            filter (where p.parts > 0))[1] as country,
        (array_agg(c.raw_location order by p.parts desc, c.document_at desc, c.landing_no desc)
            filter (where p.parts > 0))[1] as raw_location,
        (array_agg(c.raw_country order by p.parts desc, c.document_at desc, c.landing_no desc)
            filter (where p.parts > 0))[1] as raw_country,
        (array_agg(c.landing_no order by p.parts desc, c.landing_no)
            filter (where p.parts > 0))[1] as location_landing_no,
        (array_agg(c.description order by c.document_at desc, c.landing_no desc)
            filter (where c.description is not null))[1] as description,
        (array_agg(c.tagline order by c.document_at desc, c.landing_no desc)
            filter (where c.tagline is not null))[1] as tagline,
        min(c.description_landing_no) as description_landing_no,
        (array_agg(c.industry order by c.industry_landing_no)
            filter (where c.industry is not null))[1] as industry,
        min(c.industry_landing_no) as industry_landing_no,
        (array_agg(c.social_linkedin_url order by c.document_at desc, c.landing_no desc)
            filter (where c.social_linkedin_url is not null))[1] as social_linkedin_url,
        (array_agg(c.twitter_url order by c.document_at desc, c.landing_no desc)
            filter (where c.twitter_url is not null))[1] as twitter_url,
        (array_agg(c.facebook_url order by c.document_at desc, c.landing_no desc)
            filter (where c.facebook_url is not null))[1] as facebook_url,
        (array_agg(c.github_url order by c.document_at desc, c.landing_no desc)
            filter (where c.github_url is not null))[1] as github_url,
        (array_agg(c.youtube_url order by c.document_at desc, c.landing_no desc)
            filter (where c.youtube_url is not null))[1] as youtube_url,
        (array_agg(c.instagram_url order by c.document_at desc, c.landing_no desc)
            filter (where c.instagram_url is not null))[1] as instagram_url,
        (array_agg(c.crunchbase_url order by c.document_at desc, c.landing_no desc)
            filter (where c.crunchbase_url is not null))[1] as crunchbase_url,
        (array_agg(c.g2_url order by c.document_at desc, c.landing_no desc)
            filter (where c.g2_url is not null))[1] as g2_url,
        (array_agg(c.angellist_url order by c.document_at desc, c.landing_no desc)
            filter (where c.angellist_url is not null))[1] as angellist_url,
        min(c.social_landing_no) as social_landing_no
      from unnest(p_claims) as c
      cross join lateral (select num_nonnulls(c.city, c.state, c.country) as parts) as p
      group by c.domain, c.source
    )
    select coalesce(
      array_agg(
        row(
          s.domain,
          s.source,
          s.document_at,
          s.landing_no,
          s.repeated_until,
          s.previous_document_at,
          s.is_newest,
          s.is_complete,
          s.has_previous,
          s.name,
          s.name_landing_no,
          s.named_linkedin_url,
          s.named_linkedin_url_landing_no,
          s.linkedin_url,
          s.linkedin_url_landing_no,
          s.employee_range,
          s.employee_range_document_at,
          s.employee_range_landing_no,
          s.raw_revenue_range,
          s.raw_revenue_amount,
          s.matched_revenue_range,
          s.raw_type,
          s.matched_type,
          s.city,
          s.state,
          s.country,
          s.raw_location,
          s.raw_country,
          s.location_landing_no,
          s.description,
          s.tagline,
          s.description_landing_no,
          s.industry,
          s.industry_landing_no,
          s.social_linkedin_url,
          s.twitter_url,
          s.facebook_url,
          s.github_url,
          s.youtube_url,
          s.instagram_url,
          s.crunchbase_url,
          s.g2_url,
          s.angellist_url,
          s.social_landing_no,
          technologies.values,
          technologies.first_seen_at,
          technologies.last_seen_at,
          keywords.values,
          keywords.first_seen_at,
          keywords.last_seen_at,
          categories.values,
          categories.first_seen_at,
          categories.last_seen_at,
          naics_codes.values,
          naics_codes.first_seen_at,
          naics_codes.last_seen_at,
          funding_rounds.rounds,
          investors.investors
        )::core.company_claim
        order by s.domain, s.source
      ),
      '{}'
    )
    from summed as s
    cross join lateral (
      select
        coalesce(array_agg(v.value order by v.value), '{}') as values,
        array_agg(v.first_seen_at order by v.value) as first_seen_at,
        array_agg(v.last_seen_at order by v.value) as last_seen_at
      from (
        select
          i.value,
          min(c.document_at) as first_seen_at,
          case when not bool_or(c.is_newest) then max(c.repeated_until) end as last_seen_at
        from unnest(s.claims) as c
        cross join lateral unnest(c.technology_ids) as i (value)
        group by i.value
      ) as v
    ) as technologies
    cross join lateral (
      select
        coalesce(array_agg(v.value order by v.value), '{}') as values,
        array_agg(v.first_seen_at order by v.value) as first_seen_at,
        array_agg(v.last_seen_at order by v.value) as last_seen_at
      from (
        select
          min(i.value collate "C") as value,
          min(c.document_at) as first_seen_at,
          case when not bool_or(c.is_newest) then max(c.repeated_until) end as last_seen_at
        from unnest(s.claims) as c
        cross join lateral unnest(c.keywords) as i (value)
        group by reference.fold_case(i.value)
      ) as v
    ) as keywords
    cross join lateral (
      select
        coalesce(array_agg(v.value order by v.value), '{}') as values,
        array_agg(v.first_seen_at order by v.value) as first_seen_at,
        array_agg(v.last_seen_at order by v.value) as last_seen_at
      from (
        select
          min(i.value collate "C") as value,
          min(c.document_at) as first_seen_at,
          case when not bool_or(c.is_newest) then max(c.repeated_until) end as last_seen_at
        from unnest(s.claims) as c
        cross join lateral unnest(c.categories) as i (value)
        group by reference.fold_case(i.value)
      ) as v
    ) as categories
    cross join lateral (
      select
        coalesce(array_agg(v.value order by v.value), '{}') as values,
        array_agg(v.first_seen_at order by v.value) as first_seen_at,
        array_agg(v.last_seen_at order by v.value) as last_seen_at
      from (
        select
          min(i.value collate "C") as value,
          min(c.document_at) as first_seen_at,
          case when not bool_or(c.is_newest) then max(c.repeated_until) end as last_seen_at
        from unnest(s.claims) as c
        cross join lateral unnest(c.naics_codes) as i (value)
        group by reference.fold_case(i.value)
      ) as v
    ) as naics_codes
    cross join lateral (
      select coalesce(
        array_agg(
          row(
            v.funding_date, v.funding_type, v.ordinal, v.amount, v.amount_value, v.amount_currency,
            v.investors, null, v.url, v.funding_stage_normalized, v.first_seen_at, v.last_seen_at
          )::core.funding_round_claim
          order by v.funding_date, v.funding_type, v.ordinal
        ),
        '{}'
      ) as rounds
      from (
        select
          r.funding_date,
          r.funding_type,
          r.ordinal,
          (array_agg(r.amount order by c.document_at desc, c.landing_no desc)
            filter (where r.amount is not null))[1] as amount,
          (array_agg(r.amount_value order by c.document_at desc, c.landing_no desc)
            filter (where r.amount is not null))[1] as amount_value,
          (array_agg(r.amount_currency order by c.document_at desc, c.landing_no desc)
            filter (where r.amount is not null))[1] as amount_currency,
          (array_agg(r.investors order by c.document_at desc, c.landing_no desc)
            filter (where r.investors is not null))[1] as investors,
          (array_agg(r.url order by c.document_at desc, c.landing_no desc)
            filter (where r.url is not null))[1] as url,
          (array_agg(r.funding_stage_normalized))[1] as funding_stage_normalized,
          min(c.document_at) as first_seen_at,
          case when not bool_or(c.is_newest) then max(c.repeated_until) end as last_seen_at
        from unnest(s.claims) as c
        cross join lateral unnest(c.funding_rounds) as r
        group by r.funding_date, r.funding_type, r.ordinal
      ) as v
    ) as funding_rounds
    cross join lateral (
      select coalesce(
        array_agg(
          row(v.vc_name, v.vc_domain, v.first_seen_at, v.last_seen_at)::core.investor_claim
          order by v.vc_name
        ),
        '{}'
      ) as investors
      from (
        select
          min(i.vc_name collate "C") as vc_name,
          min(i.vc_domain) as vc_domain,
          min(c.document_at) as first_seen_at,
          case when not bool_or(c.is_newest) then max(c.repeated_until) end as last_seen_at
        from unnest(s.claims) as c
        cross join lateral unnest(c.investors) as i
        group by reference.fold_case(i.vc_name)
      ) as v
    ) as investors
  );
end;
$$;

comment on function core.merge_company_claims(core.company_claim[]) is
  'Sums up claims of documents into one claim per company and source, by the rules of the core '
  'columns. Units: amounts USD. Nulls: a null or empty array gives an empty one; a claim without '
  'a document gives an empty claim. Errors: none.';

revoke all on function core.merge_company_claims(core.company_claim[]) from public;
