-- Purpose: says which fields of a CompanyEnrich document were not read as given.
-- Input -> output: payload -> jsonb array of {field, message}: wrong types, values that do not
--   parse, items that were left out or cut. Blank values and placeholders are null without a word.
-- Called by: extracted.answer_companyenrich, for single payloads.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: '{"name": {}}' -> [{"field": "name", "message": "expected text, got object: ..."}].
create or replace function extracted.warn_companyenrich(p_payload jsonb)
returns jsonb
language plpgsql
stable strict parallel unsafe
set search_path = ''
as $$
declare
  c_kinds constant jsonb := '{
    "id": "text", "name": "name", "domain": "text", "type": "text", "website": "text",
    "revenue": "text", "employees": "text", "industry": "name", "description": "text",
    "seo_description": "text", "logo_url": "text", "industries": "array", "categories": "array",
    "keywords": "array", "technologies": "array", "naics_codes": "array", "subsidiaries": "array",
    "founded_year": "integer", "page_rank": "number", "updated_at": "date", "location": "object",
    "location.address": "text", "location.phone": "text", "location.postal_code": "text",
    "location.city": "object", "location.city.id": "integer", "location.city.name": "text",
    "location.city.latitude": "number", "location.city.longitude": "number",
    "location.state": "object", "location.state.id": "integer", "location.state.name": "text",
    "location.state.code": "text", "location.country": "object", "location.country.name": "text",
    "location.country.code": "text", "financial": "object", "financial.total_funding": "bigint",
    "financial.funding_stage": "text", "financial.funding_date": "date",
    "financial.stock_symbol": "text", "financial.stock_exchange": "text",
    "financial.funding": "array", "socials": "object",
    "socials.linkedin_url": "LinkedIn company URL", "socials.linkedin_id": "text",
    "socials.twitter_url": "text", "socials.facebook_url": "text", "socials.github_url": "text",
    "socials.youtube_url": "text", "socials.instagram_url": "text",
    "socials.crunchbase_url": "text", "socials.g2_url": "text", "socials.angellist_url": "text"
  }';
  v_payload jsonb := p_payload;
begin
  -- Objects that came as JSON strings are looked into as well.
  if 'string' in (
    jsonb_typeof(p_payload -> 'location'), jsonb_typeof(p_payload -> 'financial'),
    jsonb_typeof(p_payload -> 'socials')
  ) then
    v_payload := p_payload || jsonb_strip_nulls(
      jsonb_build_object(
        'location', reference.json_object(p_payload -> 'location'),
        'financial', reference.json_object(p_payload -> 'financial'),
        'socials', reference.json_object(p_payload -> 'socials')
      )
    );
  end if;

  return (
    with item as materialized (
      select
        f.path,
        count(*) filter (
          where (jsonb_typeof(e.item) = 'object') <> (f.path = 'financial.funding')
            or jsonb_typeof(e.item) = 'array'
        ) as left_out,
        count(*) filter (
          where jsonb_typeof(e.item) = 'string' and length(e.item #>> '{}') > 500
        ) as cut,
        count(*) filter (
          where f.path = 'financial.funding'
            and jsonb_typeof(e.item) = 'object'
            and not extracted.is_plain_companyenrich_round(e.item)
        ) as mistyped
      from (
        values
          ('industries'), ('categories'), ('keywords'), ('technologies'), ('naics_codes'),
          ('financial.funding')
      ) as f (path)
      cross join lateral jsonb_array_elements(
        coalesce(reference.json_array(v_payload #> string_to_array(f.path, '.')), '[]')
      ) as e (item)
      group by f.path
    ),
    warning as (
      select f.field, f.message from reference.list_field_warnings(v_payload, c_kinds) as f
      union all
      select i.path, format('%s of the items are of a wrong type: left out', i.left_out)
      from item as i
      where i.left_out > 0
      union all
      select i.path, format('%s of the items are over 500 characters: cut', i.cut)
      from item as i
      where i.cut > 0
      union all
      select
        i.path,
        format('%s of the rounds have a value of a wrong type: stored as null', i.mistyped)
      from item as i
      where i.mistyped > 0
    )
    select coalesce(
      jsonb_agg(
        jsonb_build_object('field', w.field, 'message', w.message)
        order by string_to_array(w.field, '.'), w.message
      ),
      '[]'
    )
    from warning as w
  );
end;
$$;

comment on function extracted.warn_companyenrich(jsonb) is
  'The fields of a payload that were not read as given: [{field, message}]. Units: characters. '
  'Nulls: null in, null out; null and blank fields give no warning. Errors: none.';

revoke all on function extracted.warn_companyenrich(jsonb) from public;
