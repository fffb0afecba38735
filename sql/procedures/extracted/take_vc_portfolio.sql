-- Purpose: takes companies of portfolios: raw rows -> typed rows -> core.
-- Input -> output: ids of raw.vc_portfolio_payloads -> nothing. One payload or 20,000, new or
--   replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed.
-- Called by: trigger t10_land of raw.vc_portfolio_payloads, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.enrichment_runs,
--   extracted.vc_portfolio, core.vc_portfolio; what core.refresh_leads writes.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_vc_portfolio(array[v_raw_id]).
create or replace function extracted.take_vc_portfolio(p_raw_ids uuid[])
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
  select
    array_agg(
      row(
        'vc_portfolio',
        'company',
        k.key,
        p.received_at,
        p.landing_no,
        p.id,
        p.payload_hash,
        ops.find_candidate_problem('company', p.domain, k.key, p.payload, null),
        null
      )::ops.document_candidate
    )
  into v_candidates
  from raw.vc_portfolio_payloads as p
  cross join lateral reference.normalize_domain(p.domain) as k (key)
  where p.id = any (p_raw_ids);

  v_candidates := ops.lock_documents(v_candidates);
  if v_candidates <> '{}' then
    perform ops.load_documents(v_candidates);
    -- In one statement at the end, whatever the number of steps.
    perform core.refresh_leads();
  end if;
end;
$$;

comment on function extracted.take_vc_portfolio(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.vc_portfolio_payloads: writes extracted and core, or '
  'records failures. Units: none. Nulls: a null or empty array does nothing. Errors: only those '
  'that are not the payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_vc_portfolio(uuid[]) from public;
