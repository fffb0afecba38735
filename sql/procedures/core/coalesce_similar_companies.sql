-- Purpose: similar companies; every one that any document listed, with the times.
-- Input -> output: claims of one source, one per pair, and the companies all of whose documents
--   they sum up -> rows written.
-- Called by: extracted.load_company_enrich_similar, which holds the locks of the companies.
-- Writes to: core.company_similar_companies_preview.
-- Idempotence: yes; a row that would not change is not written.
-- Errors: none.
-- Example: v_written := core.coalesce_similar_companies(v_claims, '{}');
create or replace function core.coalesce_similar_companies(
  p_claims core.similar_company_claim[],
  p_recomputed_domains text[]
)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_written integer;
  v_dropped integer;
  v_deleted integer;
begin
  insert into core.company_similar_companies_preview as t (
    input_domain,
    company_domain,
    company_name,
    company_industry,
    company_description,
    similarity_score,
    source,
    first_seen_at,
    last_seen_at
  )
  -- The newest document goes on top of what stands; what sums up all of them replaces it.
  select
    c.input_domain,
    c.company_domain,
    coalesce(c.company_name, e.company_name),
    coalesce(c.company_industry, e.company_industry),
    coalesce(c.company_description, e.company_description),
    coalesce(c.similarity_score, e.similarity_score),
    c.source,
    coalesce(e.first_seen_at, c.first_seen_at),
    c.last_seen_at
  from unnest(p_claims) as c
  left join lateral (
    select
      s.company_name,
      s.company_industry,
      s.company_description,
      s.similarity_score,
      s.first_seen_at
    from core.company_similar_companies_preview as s
    where s.input_domain = c.input_domain
      and s.company_domain = c.company_domain
      and not c.is_complete
    offset 0
  ) as e on true
  on conflict (input_domain, company_domain) do update
    set company_name = excluded.company_name,
        company_industry = excluded.company_industry,
        company_description = excluded.company_description,
        similarity_score = excluded.similarity_score,
        source = excluded.source,
        first_seen_at = excluded.first_seen_at,
        last_seen_at = excluded.last_seen_at,
        updated_at = excluded.updated_at
    where (
      t.company_name, t.company_industry, t.company_description, t.similarity_score, t.source,
      t.first_seen_at, t.last_seen_at
    ) is distinct from (
      excluded.company_name, excluded.company_industry, excluded.company_description,
      excluded.similarity_score, excluded.source, excluded.first_seen_at, excluded.last_seen_at
    );
  get diagnostics v_written = row_count;

  -- No longer listed.
  with listed as materialized (
    select
      c.input_domain,
      c.source,
      max(c.previous_document_at) as previous_document_at,
      array_agg(c.company_domain) as company_domains
    from unnest(p_claims) as c
    where not c.is_complete and c.previous_document_at is not null
    group by c.input_domain, c.source
  )
  update core.company_similar_companies_preview as t
  set last_seen_at = l.previous_document_at,
      updated_at = now()
  from listed as l
  where t.input_domain = l.input_domain
    and t.source = l.source
    and t.last_seen_at is null
    and t.company_domain <> all (l.company_domains);
  get diagnostics v_dropped = row_count;

  -- Never listed by any document that stands.
  with recomputed as materialized (
    select
      u.domain,
      coalesce(
        array_agg(u.company_domain) filter (where u.company_domain is not null), '{}'
      ) as company_domains
    from (
      select c.input_domain as domain, c.company_domain
      from unnest(p_claims) as c
      where c.is_complete
      union all
      -- Those without any claim.
      select d.domain, null
      from unnest(p_recomputed_domains) as d (domain)
    ) as u
    group by u.domain
  )
  delete from core.company_similar_companies_preview as t
  using recomputed as r
  where t.input_domain = r.domain and t.company_domain <> all (r.company_domains);
  get diagnostics v_deleted = row_count;

  return v_written + v_dropped + v_deleted;
end;
$$;

comment on function core.coalesce_similar_companies(core.similar_company_claim[], text[]) is
  'Coalesces claims into core.company_similar_companies_preview. Accumulates: what is no longer '
  'listed keeps last_seen_at. p_recomputed_domains: the companies whose claims are complete, those '
  'without any claim too. Returns the rows written. Units: rows. Nulls: null or empty arrays do '
  'nothing. Errors: none.';

revoke all on function core.coalesce_similar_companies(core.similar_company_claim[], text[])
  from public;
