-- Purpose: takes the domains found for orphan customers: raw rows -> typed rows -> core.
-- Input -> output: ids of raw.orphan_customer_domain_payloads -> nothing. One payload or 20,000,
--   new or replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed.
-- Called by: trigger t10_land of raw.orphan_customer_domain_payloads, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.enrichment_runs,
--   extracted.orphan_customer_domain, core.company_customers.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_orphan_customer_domain(array[v_raw_id]).
create or replace function extracted.take_orphan_customer_domain(p_raw_ids uuid[])
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
      'orphan_customer_domain',
      'customer',
      k.key,
      p.received_at,
      p.landing_no,
      p.id,
      p.payload_hash,
      coalesce(
        ops.find_candidate_problem('customer', k.given, k.key, p.payload, null),
        case when reference.is_blocked_domain(k.origin) then 'WH103' end
      ),
      null
    )::ops.document_candidate
  )
  into v_candidates
  from raw.orphan_customer_domain_payloads as p
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
    -- Null when any part is missing; the concatenation is null when any part is none.
    select n.origin, g.origin || g.name as given, n.origin || ' ' || n.name_key as key
  ) as k
  where p.id = any (p_raw_ids);

  v_candidates := ops.lock_documents(v_candidates);
  if v_candidates <> '{}' then
    perform ops.lock_customer_origins(v_candidates);
    perform ops.load_documents(v_candidates);
  end if;
end;
$$;

comment on function extracted.take_orphan_customer_domain(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.orphan_customer_domain_payloads: writes extracted and core, '
  'or records failures. Units: none. Nulls: a null or empty array does nothing. Errors: only those '
  'that are not the payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_orphan_customer_domain(uuid[]) from public;
