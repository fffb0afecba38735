-- Purpose: what the answers of CompanyEnrich claim about similar companies.
-- Input -> output: documents -> core.similar_company_claim[], one per pair of companies.
-- Called by: extracted.load_company_enrich_similar.
-- Writes to: nothing.
-- Idempotence: pure.
-- Errors: none.
-- Example: v_claims := extracted.claim_company_enrich_similar(v_documents);
create or replace function extracted.claim_company_enrich_similar(
  p_documents extracted.company_enrich_similar_document[]
)
returns core.similar_company_claim[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (
    select coalesce(
      array_agg(
        row(
          s.input_domain, s.company_domain, s.company_name, s.company_industry,
          s.company_description, s.similarity_score, 'company_enrich_similar', s.first_seen_at,
          s.last_seen_at, s.previous_document_at, s.is_complete
        )::core.similar_company_claim
        order by s.input_domain collate "C", s.company_domain collate "C"
      ),
      '{}'
    )
    from (
      select
        d.input_domain,
        c.company_domain,
        (array_agg(c.company_name order by d.document_at desc, d.landing_no desc)
            filter (where c.company_name is not null))[1] as company_name,
        (array_agg(c.company_industry order by d.document_at desc, d.landing_no desc)
            filter (where c.company_industry is not null))[1] as company_industry,
        (array_agg(c.company_description order by d.document_at desc, d.landing_no desc)
            filter (where c.company_description is not null))[1] as company_description,
        (array_agg(c.similarity_score order by d.document_at desc, d.landing_no desc)
            filter (where c.similarity_score is not null))[1] as similarity_score,
        min(d.document_at) as first_seen_at,
        case when not bool_or(d.is_newest) then max(d.repeated_until) end as last_seen_at,
        max(d.previous_document_at) as previous_document_at,
        bool_or(d.is_complete) as is_complete
      from unnest(p_documents) as d
      cross join lateral unnest(d.companies) as c
      group by d.input_domain, c.company_domain
    ) as s
  );
end;
$$;

comment on function extracted.claim_company_enrich_similar(
  extracted.company_enrich_similar_document[]
) is
  'What the documents claim about pairs of companies, one claim per pair. Units: scores 0 to 1. '
  'Nulls: a null or empty array gives an empty one. Errors: none.';

revoke all on function extracted.claim_company_enrich_similar(
  extracted.company_enrich_similar_document[]
) from public;
