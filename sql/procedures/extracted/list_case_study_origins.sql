-- Purpose: the vendors whose people and customers a set of documents can change.
-- Input -> output: locked candidates of one source -> normalised domains: those of all documents of
--   their case studies, and those of what stands about them.
-- Called by: extracted.take_gemini_case_study, extracted.take_case_study_buyers.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: perform ops.lock_entities('company', extracted.list_case_study_origins(v_candidates)).
create or replace function extracted.list_case_study_origins(
  p_candidates ops.document_candidate[]
)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
declare
  v_is_gemini boolean := (p_candidates[1]).source = 'gemini_case_study';
begin
  return array(
    with case_study as (
      select c.key, c.source from unnest(p_candidates) as c
      union
      -- A replayed row may have stood under another key.
      select d.key, c.source
      from unnest(p_candidates) as c
      cross join lateral (
        select d.key from ops.documents as d where d.landing_no = c.landing_no offset 0
      ) as d
    ),
    document as (
      select c.raw_id from unnest(p_candidates) as c
      union
      select d.raw_id
      from case_study as k
      cross join lateral (
        select d.raw_id from ops.documents as d where d.source = k.source and d.key = k.key offset 0
      ) as d
    )
    select distinct o.domain
    from (
      select
        reference.normalize_domain(
          coalesce(
            reference.json_text(p.payload -> 'origin_company_domain'), p.origin_company_domain
          )
        ) as domain
      from document as d
      cross join lateral (
        select r.payload, r.origin_company_domain
        from raw.gemini_case_study_payloads as r
        where v_is_gemini and r.id = d.raw_id
        union all
        select r.payload, r.origin_company_domain
        from raw.case_study_buyers_payloads as r
        where not v_is_gemini and r.id = d.raw_id
        offset 0
      ) as p
      union all
      select t.origin_company_domain
      from case_study as k
      cross join lateral (
        select s.origin_company_domain
        from extracted.case_study_details as s
        where v_is_gemini and s.case_study_url = k.key
        union all
        select s.origin_company_domain
        from extracted.case_study_buyer_pages as s
        where not v_is_gemini and s.case_study_key = k.key
        union all
        select s.origin_company_domain
        from extracted.case_study_buyers as s
        where not v_is_gemini and s.case_study_key = k.key
        offset 0
      ) as t
    ) as o
    where o.domain is not null
  );
end;
$$;

comment on function extracted.list_case_study_origins(ops.document_candidate[]) is
  'Domains of the vendors of the case studies of p_candidates, as their documents name them and as '
  'they stand. Units: none. Nulls: a null or empty array gives an empty one. Errors: none.';

revoke all on function extracted.list_case_study_origins(ops.document_candidate[]) from public;
