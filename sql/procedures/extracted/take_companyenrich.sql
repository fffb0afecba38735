-- Purpose: takes CompanyEnrich payloads: raw rows -> typed rows -> core.
-- Input -> output: ids of raw.companyenrich_payloads -> nothing. One payload or 20,000, new or
--   replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed.
-- Called by: trigger t10_land of raw.companyenrich_payloads, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.reference_misses,
--   reference.technologies, reference.company_industries, extracted.companyenrich_*, core; what
--   extracted.rematch_changed_names writes.
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
  v_domains text[];
  v_names text[];
  v_linkedin_urls text[];
begin
  select
    array_agg(
      row(
        'companyenrich',
        'company',
        k.key,
        -- A vendor cannot have refreshed a document after it landed.
        least(
          coalesce(
            (
              reference.parse_partial_date(reference.json_text(d.payload -> 'updated_at'))
            ).parsed_at,
            p.received_at
          ),
          p.received_at
        ),
        p.landing_no,
        p.id,
        p.payload_hash,
        ops.find_candidate_problem('company', p.domain, k.key, d.payload, null),
        null
      )::ops.document_candidate
    ),
    array_agg(k.key),
    array_agg(d.payload ->> 'name'),
    array_agg(d.payload -> 'socials' ->> 'linkedin_url')
  into v_candidates, v_domains, v_names, v_linkedin_urls
  from raw.companyenrich_payloads as p
  cross join lateral reference.normalize_domain(p.domain) as k (key)
  -- Unpacked once: every use of a stored document unpacks it again. What is no object stays none.
  cross join lateral (select p.payload || '{}' as payload offset 0) as d
  where p.id = any (p_raw_ids);

  v_candidates := ops.lock_documents(
    v_candidates, extracted.list_waiting_origins(v_domains, v_names, v_linkedin_urls)
  );
  if v_candidates = '{}' then
    return;
  end if;

  if cardinality(v_candidates) > 1 then
    perform extracted.ensure_companyenrich_vocabularies_ahead(v_candidates);
  end if;
  perform ops.load_documents(v_candidates);

  -- In one statement at the end, whatever the number of steps in which they were loaded: what the
  -- companies share is taken in one order.
  perform extracted.rematch_changed_names();
  perform core.refresh_leads();
end;
$$;

comment on function extracted.take_companyenrich(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.companyenrich_payloads: writes extracted and core, or '
  'records failures. Units: none. Nulls: a null or empty array does nothing. Errors: only those '
  'that are not the payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_companyenrich(uuid[]) from public;
