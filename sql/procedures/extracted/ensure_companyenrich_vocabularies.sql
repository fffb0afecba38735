-- Purpose: get-or-create of the open vocabularies that CompanyEnrich documents use.
-- Input -> output: documents -> nothing. Every transaction takes shared rows in one order:
--   technologies, industries; each sorted.
-- Called by: extracted.load_companyenrich.
-- Writes to: reference.technologies, reference.company_industries, through their functions.
-- Idempotence: yes.
-- Errors: none of its own.
-- Example: perform extracted.ensure_companyenrich_vocabularies(v_documents);
create or replace function extracted.ensure_companyenrich_vocabularies(
  p_documents extracted.companyenrich_document[]
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_technologies text[];
  v_industries text[];
begin
  select array_agg(distinct t.name)
  into v_technologies
  from unnest(p_documents) as d
  -- Most documents name known technologies only.
  cross join lateral (
    select count((
      select k.id from reference.technologies as k where k.name_key = n.name_key
    )) as count
    from unnest(d.technology_keys) as n (name_key)
    offset 0
  ) as known
  cross join lateral unnest(d.technology_list) as t (name)
  where known.count < cardinality(d.technology_keys);
  if v_technologies is not null then
    perform reference.ensure_technologies(v_technologies);
  end if;

  select array_agg(distinct d.industry)
  into v_industries
  from unnest(p_documents) as d
  where d.industry is not null and d.matched_industry is null;
  if v_industries is not null then
    perform reference.ensure_company_industries(v_industries, 'companyenrich');
  end if;
end;
$$;

comment on function extracted.ensure_companyenrich_vocabularies(
  extracted.companyenrich_document[]
) is
  'Creates the technologies and industries that the documents name and reference does not know. '
  'Units: none. Nulls: a null or empty array does nothing. Errors: none of its own.';

revoke all on function extracted.ensure_companyenrich_vocabularies(
  extracted.companyenrich_document[]
) from public;
