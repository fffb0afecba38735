-- Purpose: takes lists of customers (customers-of-3): raw rows -> typed rows -> core.
-- Input -> output: ids of raw.claygent_customers_structured_raw -> nothing. One payload or 20,000,
--   new or replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed.
-- Called by: trigger t10_land of raw.claygent_customers_structured_raw, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.enrichment_runs,
--   extracted.customer_names, extracted.claygent_customers_structured, core.company_customers,
--   raw.staging_case_study_urls.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_claygent_customers_structured(array[v_raw_id]).
create or replace function extracted.take_claygent_customers_structured(p_raw_ids uuid[])
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
set enable_memoize = 'off'
as $$
declare
  v_candidates ops.document_candidate[];
begin
  select array_agg(
    row(
      'claygent_customers_structured',
      'company',
      k.key,
      p.received_at,
      p.landing_no,
      p.id,
      p.payload_hash,
      ops.find_candidate_problem('company', g.domain, k.key, p.payload, null),
      null
    )::ops.document_candidate
  )
  into v_candidates
  from raw.claygent_customers_structured_raw as p
  cross join lateral (
    -- A mended body counts before what the request once gave.
    select
      coalesce(
        reference.json_text(p.payload -> 'origin_company_domain'),
        reference.clean_text(p.origin_company_domain)
      ) as domain
    offset 0
  ) as g
  cross join lateral reference.normalize_domain(g.domain) as k (key)
  where p.id = any (p_raw_ids);

  v_candidates := ops.lock_documents(v_candidates);
  if v_candidates = '{}' then
    return;
  end if;

  perform ops.load_documents(v_candidates);

  -- One statement for the whole set.
  perform extracted.stage_case_study_urls(p_raw_ids);
end;
$$;

comment on function extracted.take_claygent_customers_structured(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.claygent_customers_structured_raw: writes extracted and '
  'core, or records failures. Units: none. Nulls: a null or empty array does nothing. Errors: only '
  'those that are not the payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_claygent_customers_structured(uuid[]) from public;
