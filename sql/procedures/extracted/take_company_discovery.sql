-- Purpose: takes found companies: raw rows -> typed rows. They do not reach core, apart from the
--   customers whose names they match.
-- Input -> output: ids of raw.company_discovery_payloads -> nothing. One payload or 20,000, new or
--   replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed.
-- Called by: trigger t10_land of raw.company_discovery_payloads, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.enrichment_runs,
--   extracted.company_discovery; what extracted.rematch_changed_names writes.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_company_discovery(array[v_raw_id]).
create or replace function extracted.take_company_discovery(p_raw_ids uuid[])
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
  v_domains text[];
  v_names text[];
  v_linkedin_urls text[];
begin
  select
    array_agg(
      row(
        'company_discovery',
        'company',
        k.key,
        p.received_at,
        p.landing_no,
        p.id,
        p.payload_hash,
        ops.find_candidate_problem('company', p.domain, k.key, p.payload, null),
        null
      )::ops.document_candidate
    ),
    array_agg(k.key),
    array_agg(p.payload ->> 'name'),
    array_agg(p.payload ->> 'linkedin_url')
  into v_candidates, v_domains, v_names, v_linkedin_urls
  from raw.company_discovery_payloads as p
  cross join lateral reference.normalize_domain(p.domain) as k (key)
  where p.id = any (p_raw_ids);

  v_candidates := ops.lock_documents(
    v_candidates,
    extracted.list_waiting_origins(
      p_domains => v_domains,
      p_names => v_names,
      p_linkedin_urls => v_linkedin_urls,
      p_is_core => false
    )
  );
  if v_candidates = '{}' then
    return;
  end if;

  perform ops.load_documents(v_candidates);
  perform extracted.rematch_changed_names();
end;
$$;

comment on function extracted.take_company_discovery(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.company_discovery_payloads: writes extracted, or '
  'records failures. Units: none. Nulls: a null or empty array does nothing. Errors: only those '
  'that are not the payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_company_discovery(uuid[]) from public;
