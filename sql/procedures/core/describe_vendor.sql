-- Purpose: what a model is told of a vendor, where the request does not say it.
-- Input -> output: normalised domain, request -> {origin_company_name, origin_company_industry,
--   origin_company_description}: those of the request, else those of core, else null; the name else
--   the domain.
-- Called by: the api functions that ask for domains.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select core.describe_vendor('vendor.example', '{}').
create or replace function core.describe_vendor(p_domain text, p_request jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'origin_company_name', coalesce(
      reference.json_text(p_request -> 'origin_company_name'),
      (select c.name from core.companies as c where c.domain = p_domain collate "C"),
      p_domain
    ),
    'origin_company_industry', coalesce(
      reference.json_text(p_request -> 'origin_company_industry'),
      (
        select i.matched_industry
        from core.company_industries as i
        where i.domain = p_domain collate "C"
      )
    ),
    'origin_company_description', coalesce(
      reference.json_text(p_request -> 'origin_company_description'),
      (
        select coalesce(d.description, d.tagline)
        from core.company_descriptions as d
        where d.domain = p_domain collate "C"
      )
    )
  );
end;
$$;

comment on function core.describe_vendor(text, jsonb) is
  'Name, industry and description of the vendor p_domain, of p_request or of core. Units: none. '
  'Nulls: what neither says is null; p_domain null reads the request only. Errors: none.';

revoke all on function core.describe_vendor(text, jsonb) from public;
