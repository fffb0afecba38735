-- Purpose: takes CompanyEnrich payloads: raw rows -> typed rows -> core.
-- Input -> output: ids of raw.companyenrich_payloads -> nothing. One payload or 20,000, new or
--   replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed.
-- Called by: trigger t10_land of raw.companyenrich_payloads, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.reference_misses,
--   reference.technologies, reference.company_industries, extracted.companyenrich_*, core.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_companyenrich(array[v_raw_id]).
create or replace function extracted.take_companyenrich(p_raw_ids uuid[])
returns void
language plpgsql
volatile
set search_path = ''
-- One index-driven plan, made once per session, serves one payload as well as 20,000: planning
-- would be half the cost of a payload, and scans of whole tables get worse as they grow. A plan
-- that was made on empty tables stays while they grow, so the statements behind this look stored
-- rows up by key in subqueries that leave the planner no other way.
set plan_cache_mode = 'force_generic_plan'
set enable_hashjoin = 'off'
set enable_mergejoin = 'off'
set enable_seqscan = 'off'
set jit = 'off'
-- Every item is another: remembering the results of expressions costs more than it saves.
set enable_memoize = 'off'
as $$
declare
  v_candidates ops.document_candidate[];
begin
  select array_agg(
    row(
      'companyenrich',
      'company',
      k.key,
      -- A vendor cannot have refreshed a document after it landed.
      least(
        coalesce(
          (reference.parse_partial_date(reference.json_text(p.payload -> 'updated_at'))).parsed_at,
          p.received_at
        ),
        p.received_at
      ),
      p.landing_no,
      p.id,
      p.payload_hash,
      ops.find_candidate_problem('company', p.domain, k.key, p.payload, null),
      null
    )::ops.document_candidate
  )
  into v_candidates
  from raw.companyenrich_payloads as p
  cross join lateral reference.normalize_domain(p.domain) as k (key)
  where p.id = any (p_raw_ids);

  v_candidates := ops.lock_documents(v_candidates);
  if v_candidates = '{}' then
    return;
  end if;

  if cardinality(v_candidates) > 1 then
    perform extracted.ensure_companyenrich_vocabularies_ahead(v_candidates);
  end if;
  perform ops.load_documents(v_candidates);
end;
$$;

comment on function extracted.take_companyenrich(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.companyenrich_payloads: writes extracted and core, or '
  'records failures. Units: none. Nulls: a null or empty array does nothing. Errors: only those '
  'that are not the payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_companyenrich(uuid[]) from public;
