-- Purpose: tells at first sight whether every field of a CompanyEnrich document has its type, so
--   that the search for warnings is paid by the few documents that need it.
-- Input -> output: payload and the document read from it -> true: nothing to warn of. False may
--   mean nothing: extracted.warn_companyenrich looks closer.
-- Called by: extracted.answer_companyenrich.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: '{"name": "Acme"}' -> true; '{"name": 7}' -> true; '{"name": {}}' -> false.
create or replace function extracted.is_plain_companyenrich(
  p_payload jsonb,
  p_document extracted.companyenrich_document
)
returns boolean
language plpgsql
immutable strict parallel safe
set search_path = ''
as $$
declare
  v_location jsonb := p_payload -> 'location';
  v_financial jsonb := p_payload -> 'financial';
  v_socials jsonb := p_payload -> 'socials';
  v_funding jsonb := case
    when jsonb_typeof(p_payload -> 'financial' -> 'funding') = 'array'
      then p_payload -> 'financial' -> 'funding'
    else '[]'
  end;
  v_lists text := concat(
    ltrim(p_payload ->> 'keywords', '['), ltrim(p_payload ->> 'technologies', '['),
    ltrim(p_payload ->> 'industries', '['), ltrim(p_payload ->> 'categories', '['),
    ltrim(p_payload ->> 'naics_codes', '[')
  );
begin
  return not (
    array[
      jsonb_typeof(p_payload -> 'id'), jsonb_typeof(p_payload -> 'name'),
      jsonb_typeof(p_payload -> 'domain'), jsonb_typeof(p_payload -> 'type'),
      jsonb_typeof(p_payload -> 'website'), jsonb_typeof(p_payload -> 'revenue'),
      jsonb_typeof(p_payload -> 'employees'), jsonb_typeof(p_payload -> 'industry'),
      jsonb_typeof(p_payload -> 'description'), jsonb_typeof(p_payload -> 'seo_description'),
      jsonb_typeof(p_payload -> 'logo_url'), jsonb_typeof(v_location -> 'address'),
      jsonb_typeof(v_location -> 'phone'), jsonb_typeof(v_location -> 'postal_code'),
      jsonb_typeof(v_location -> 'city' -> 'name'),
      jsonb_typeof(v_location -> 'state' -> 'name'),
      jsonb_typeof(v_location -> 'state' -> 'code'),
      jsonb_typeof(v_location -> 'country' -> 'name'),
      jsonb_typeof(v_location -> 'country' -> 'code'),
      jsonb_typeof(v_financial -> 'funding_stage'), jsonb_typeof(v_financial -> 'stock_symbol'),
      jsonb_typeof(v_financial -> 'stock_exchange'), jsonb_typeof(v_socials -> 'linkedin_url'),
      jsonb_typeof(v_socials -> 'linkedin_id'), jsonb_typeof(v_socials -> 'twitter_url'),
      jsonb_typeof(v_socials -> 'facebook_url'), jsonb_typeof(v_socials -> 'github_url'),
      jsonb_typeof(v_socials -> 'youtube_url'), jsonb_typeof(v_socials -> 'instagram_url'),
      jsonb_typeof(v_socials -> 'crunchbase_url'), jsonb_typeof(v_socials -> 'g2_url'),
      jsonb_typeof(v_socials -> 'angellist_url')
    ] && '{object,array}'
    or array[
      jsonb_typeof(v_location), jsonb_typeof(v_financial), jsonb_typeof(v_socials),
      jsonb_typeof(v_location -> 'city'), jsonb_typeof(v_location -> 'state'),
      jsonb_typeof(v_location -> 'country')
    ] && '{string,number,boolean,array}'
    or array[
      jsonb_typeof(p_payload -> 'industries'), jsonb_typeof(p_payload -> 'categories'),
      jsonb_typeof(p_payload -> 'keywords'), jsonb_typeof(p_payload -> 'technologies'),
      jsonb_typeof(p_payload -> 'naics_codes'), jsonb_typeof(p_payload -> 'subsidiaries'),
      jsonb_typeof(v_financial -> 'funding')
    ] && '{string,number,boolean,object}'
    or array[
      jsonb_typeof(p_payload -> 'founded_year'), jsonb_typeof(p_payload -> 'page_rank'),
      jsonb_typeof(v_location -> 'city' -> 'id'),
      jsonb_typeof(v_location -> 'city' -> 'latitude'),
      jsonb_typeof(v_location -> 'city' -> 'longitude'),
      jsonb_typeof(v_location -> 'state' -> 'id'), jsonb_typeof(v_financial -> 'total_funding')
    ] && '{string,boolean,object,array}'
  )
    -- What is there was read.
    and (p_document.founded_year is not null or p_payload ->> 'founded_year' is null)
    and (p_document.city_id is not null or v_location #>> '{city,id}' is null)
    and (p_document.state_id is not null or v_location #>> '{state,id}' is null)
    and (p_document.total_funding is not null or v_financial ->> 'total_funding' is null)
    and (p_document.funding_date is not null or v_financial ->> 'funding_date' is null)
    and (
      p_document.companyenrich_updated_at is not null or p_payload ->> 'updated_at' is null
    )
    and (p_document.linkedin_url is not null or v_socials ->> 'linkedin_url' is null)
    -- No element can be nested or cut, where its list holds no bracket and is short.
    and position('{' in v_lists) = 0
    and position('[' in v_lists) = 0
    and (
      octet_length(v_lists) <= 500
      or not exists (
        select
        from unnest(
          p_document.keyword_list || p_document.technology_list || p_document.industry_list
            || p_document.category_list || p_document.naics_code_list
        ) as l (label)
        where length(l.label) >= 499
      )
    )
    and not exists (
      select from jsonb_array_elements(v_funding) as e (round)
      where not extracted.is_plain_companyenrich_round(e.round)
    )
    and not coalesce(length(p_payload ->> 'name') > 500, false)
    and not coalesce(length(p_payload ->> 'industry') > 500, false);
end;
$$;

comment on function extracted.is_plain_companyenrich(
  jsonb, extracted.companyenrich_document
) is
  'Whether every field of a payload visibly has its type and was read, so that there is nothing '
  'to warn of. Units: none. Nulls: null in, null out. Errors: none.';

revoke all on function extracted.is_plain_companyenrich(
  jsonb, extracted.companyenrich_document
) from public;
