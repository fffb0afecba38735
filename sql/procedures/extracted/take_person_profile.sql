-- Purpose: takes person profiles: raw rows -> typed rows -> core.
-- Input -> output: ids of raw.person_payloads -> nothing. One payload or 20,000, new or replayed:
--   the same path. What the answer to a single payload needs is left in the transaction-local
--   setting pipeline.landed.
-- Called by: trigger t10_land of raw.person_payloads, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.reference_misses, ops.enrichment_runs,
--   extracted.person_*, core.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_person_profile(array[v_raw_id]).
create or replace function extracted.take_person_profile(p_raw_ids uuid[])
returns void
language plpgsql
volatile
set search_path = ''
-- See extracted.take_companyenrich: one index-driven plan for one payload and for 20,000.
set plan_cache_mode = 'force_generic_plan'
set enable_hashjoin = 'off'
set enable_mergejoin = 'off'
set enable_seqscan = 'off'
set jit = 'off'
-- Every item is another: remembering the results of expressions costs more than it saves.
set enable_memoize = 'off'
-- A slice of documents, read a dozen times, stays in memory: 1,000 of 20 kB.
set work_mem = '64MB'
as $$
declare
  v_candidates ops.document_candidate[];
  v_linkedin_urls text[];
begin
  select array_agg(
    row(
      'person_profile',
      'person',
      k.key,
      -- A vendor cannot have refreshed a document after it landed; without its time, the landing's.
      least(
        p.received_at,
        (reference.parse_partial_date(reference.json_text(p.payload -> 'last_refresh'))).parsed_at
      ),
      p.landing_no,
      p.id,
      p.payload_hash,
      ops.find_candidate_problem(
        'person', p.linkedin_url, k.key, p.payload, p.workflow_slug
      ),
      p.workflow_slug
    )::ops.document_candidate
  )
  into v_candidates
  from raw.person_payloads as p
  cross join lateral reference.normalize_linkedin_url(p.linkedin_url, 'person') as k (key)
  where p.id = any (p_raw_ids);

  v_candidates := ops.lock_documents(v_candidates);
  if v_candidates = '{}' then
    return;
  end if;

  perform ops.load_documents(v_candidates);

  -- A single payload brings its employers along in load. Several may be loaded in several steps
  -- (slices, halves): in one statement at the end, what they share is taken in one order.
  if cardinality(v_candidates) > 1 then
    v_linkedin_urls := array(select distinct c.key from unnest(v_candidates) as c);
    perform extracted.write_employers(
      extracted.claim_person_employers(v_candidates), v_linkedin_urls
    );
    perform core.refresh_leads(v_linkedin_urls);
  end if;
end;
$$;

comment on function extracted.take_person_profile(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.person_payloads: writes extracted and core, or records '
  'failures. Units: none. Nulls: a null or empty array does nothing. Errors: only those that are '
  'not the payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_person_profile(uuid[]) from public;
