-- Purpose: takes candidates for the domains of customers: raw rows -> typed rows -> core.
-- Input -> output: ids of raw.gemini_domain_inference_payloads -> nothing. One payload or 20,000,
--   new or replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed.
-- Called by: trigger t10_land of raw.gemini_domain_inference_payloads, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.enrichment_runs,
--   extracted.gemini_domain_inference, core.company_customers.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_gemini_domain_inference(array[v_raw_id]).
create or replace function extracted.take_gemini_domain_inference(p_raw_ids uuid[])
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
      'gemini_domain_inference',
      'customer',
      k.key,
      p.received_at,
      p.landing_no,
      p.id,
      p.payload_hash,
      coalesce(
        ops.find_candidate_problem('customer', g.name, k.key, p.payload, null),
        case when reference.is_blocked_domain(n.origin) then 'WH103' end
      ),
      null
    )::ops.document_candidate
  )
  into v_candidates
  from raw.gemini_domain_inference_payloads as p
  cross join lateral (
    select
      coalesce(
        reference.json_text(p.payload -> 'customer_company_name'),
        reference.clean_text(p.customer_company_name)
      ) as name,
      coalesce(
        reference.json_text(p.payload -> 'origin_company_domain'),
        reference.clean_text(p.origin_company_domain)
      ) as origin
    offset 0
  ) as g
  cross join lateral (
    select
      reference.normalize_domain(g.origin) as origin,
      reference.name_key(reference.clean_label(g.name)) as name_key
    offset 0
  ) as n
  cross join lateral (
    -- A vendor may be left out; one that is no domain is an error.
    select case when g.origin is null then '' else n.origin end || ' ' || n.name_key as key
  ) as k
  where p.id = any (p_raw_ids);

  v_candidates := ops.lock_documents(v_candidates);
  if v_candidates <> '{}' then
    perform ops.lock_customer_origins(v_candidates);
    perform ops.load_documents(v_candidates);
  end if;
end;
$$;

comment on function extracted.take_gemini_domain_inference(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.gemini_domain_inference_payloads: writes extracted and '
  'core, or records failures. Units: none. Nulls: a null or empty array does nothing. Errors: only '
  'those that are not the payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_gemini_domain_inference(uuid[]) from public;
