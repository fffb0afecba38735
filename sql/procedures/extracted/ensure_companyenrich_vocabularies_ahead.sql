-- Purpose: get-or-create of the open vocabularies of many documents, before any is written.
-- Input -> output: locked candidates -> nothing. Several documents may be written in several steps
--   (slices, halves); made ahead in one, what they share is taken in one order.
-- Called by: extracted.take_companyenrich, when there is more than one candidate.
-- Writes to: reference.technologies, reference.company_industries, through their functions.
-- Idempotence: yes.
-- Errors: none of its own.
-- Example: perform extracted.ensure_companyenrich_vocabularies_ahead(v_candidates);
create or replace function extracted.ensure_companyenrich_vocabularies_ahead(
  p_candidates ops.document_candidate[]
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
  with document as materialized (
    select
      reference.json_array(r.technologies) as technologies,
      reference.clean_label(reference.json_text(r.industry)) as industry
    from unnest(p_candidates) as c
    cross join lateral (
      select r.payload
      from raw.companyenrich_payloads as r
      where r.id = c.raw_id and c.landing_no is not null
      offset 0
    ) as p
    cross join lateral jsonb_to_record(p.payload) as r (technologies jsonb, industry jsonb)
  )
  select
    (
      select array_agg(distinct t.name)
      from document as d
      cross join lateral unnest(reference.label_list(d.technologies)) as t (name)
    ),
    (select array_agg(distinct d.industry) from document as d where d.industry is not null)
  into v_technologies, v_industries;

  perform reference.ensure_technologies(v_technologies);
  perform reference.ensure_company_industries(v_industries, 'companyenrich');
end;
$$;

comment on function extracted.ensure_companyenrich_vocabularies_ahead(
  ops.document_candidate[]
) is
  'Creates the technologies and industries that the candidates name and reference does not know. '
  'Units: none. Nulls: a null or empty array does nothing. Errors: none of its own.';

revoke all on function extracted.ensure_companyenrich_vocabularies_ahead(
  ops.document_candidate[]
) from public;
