-- Purpose: the companies that are similar to one, as answers list them.
-- Input -> output: normalised domain, most rows (null: all) -> [{company_name, company_domain,
--   company_linkedin_url, company_industry, company_description, similarity_score}], best first.
-- Called by: api.list_similar_companies, api.get_similar_companies,
--   extracted.answer_similar_companies.
-- Reads: core.company_similar_companies_preview, as far as it is listed now; core.companies.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select core.list_similar_companies('acme.example', 25).
create or replace function core.list_similar_companies(p_domain text, p_limit integer)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'company_name', s.company_name,
          'company_domain', s.company_domain,
          'company_linkedin_url', c.linkedin_url,
          'company_industry', s.company_industry,
          'company_description', s.company_description,
          'similarity_score', s.similarity_score
        )
        order by s.similarity_score desc nulls last, s.company_domain
      ),
      '[]'
    )
    from (
      select
        p.company_name,
        p.company_domain,
        p.company_industry,
        p.company_description,
        p.similarity_score
      from core.company_similar_companies_preview as p
      where p.input_domain = p_domain and p.last_seen_at is null
      order by p.similarity_score desc nulls last, p.company_domain
      limit p_limit
    ) as s
    left join core.companies as c on c.domain = s.company_domain
  );
end;
$$;

comment on function core.list_similar_companies(text, integer) is
  'The companies similar to p_domain that are listed now, best first, with the LinkedIn page where '
  'core knows the company. Units: scores 0 to 1. Nulls: p_limit null is all of them. Errors: none.';

revoke all on function core.list_similar_companies(text, integer) from public;
