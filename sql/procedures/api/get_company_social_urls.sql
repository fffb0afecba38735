-- Purpose: the pages of a company in social networks.
-- Input -> output: {domain} -> {success, found, domain, linkedin_url, twitter_url, ...}.
-- Called by: POST /api/companies/social-urls.
-- Reads: core.company_social_urls.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type.
-- Example: select api.get_company_social_urls('{"domain": "acme.example"}').
create or replace function api.get_company_social_urls(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_domain text := ops.require_company_domain(p_request, 'domain');
begin
  return (
    select jsonb_build_object(
      'success', true,
      'found', s.domain is not null,
      'domain', v_domain,
      'linkedin_url', s.linkedin_url,
      'twitter_url', s.twitter_url,
      'facebook_url', s.facebook_url,
      'github_url', s.github_url,
      'youtube_url', s.youtube_url,
      'instagram_url', s.instagram_url,
      'crunchbase_url', s.crunchbase_url,
      'g2_url', s.g2_url,
      'angellist_url', s.angellist_url
    )
    from (values (v_domain)) as a (domain)
    left join core.company_social_urls as s on s.domain = a.domain
  );
end;
$$;

comment on function api.get_company_social_urls(jsonb, jsonb) is
  'The social pages of the company p_request.domain. Units: none. Nulls: domain is required; '
  'what is not known is null. Errors: WH101 missing, WH102 no domain, WH103 a shared host, '
  'WH104 wrong type.';

revoke all on function api.get_company_social_urls(jsonb, jsonb) from public;
grant execute on function api.get_company_social_urls(jsonb, jsonb) to pipeline_edge, service_role;
