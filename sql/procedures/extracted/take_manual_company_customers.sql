-- Purpose: takes customers that people entered: raw rows -> typed rows -> core.
-- Input -> output: ids of raw.manual_company_customers -> nothing. One payload or 20,000, new or
--   replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed.
-- Called by: trigger t10_land of raw.manual_company_customers, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.enrichment_runs,
--   extracted.customer_names, extracted.manual_company_customers, core.company_customers.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_manual_company_customers(array[v_raw_id]).
create or replace function extracted.take_manual_company_customers(p_raw_ids uuid[])
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
      'manual_company_customers',
      'customer',
      k.key,
      p.received_at,
      p.landing_no,
      p.id,
      p.payload_hash,
      coalesce(
        ops.find_candidate_problem('customer', k.given, k.key, p.payload, g.workflow_slug),
        case when reference.is_blocked_domain(n.origin) then 'WH103' end
      ),
      g.workflow_slug
    )::ops.document_candidate
  )
  into v_candidates
  from raw.manual_company_customers as p
  cross join lateral (
    -- A mended body counts before what the request once gave.
    select
      coalesce(
        reference.json_text(p.payload -> 'origin_company_domain'),
        reference.clean_text(p.origin_company_domain)
      ) as origin,
      reference.clean_label(
        coalesce(
          reference.json_text(p.payload -> 'company_customer_name'),
          reference.clean_text(p.company_customer_name)
        )
      ) as name,
      coalesce(
        reference.json_text(p.payload -> 'workflow_slug'), reference.clean_text(p.workflow_slug)
      ) as workflow_slug
    offset 0
  ) as g
  cross join lateral (
    select
      reference.normalize_domain(g.origin) as origin,
      reference.name_key(g.name) as name_key
    offset 0
  ) as n
  cross join lateral (
    -- Null when any part is missing, a placeholder being no name.
    select
      case when not reference.is_placeholder_name(g.name) then g.origin || g.name end as given,
      n.origin || ' ' || n.name_key as key
    offset 0
  ) as k
  where p.id = any (p_raw_ids);

  v_candidates := ops.lock_documents(v_candidates);
  if v_candidates <> '{}' then
    perform ops.lock_customer_origins(v_candidates);
    perform ops.load_documents(v_candidates);
    -- The vendor's name may have come with it.
    perform extracted.fill_staging_origin_names(
      array(select distinct split_part(c.key, ' ', 1) from unnest(v_candidates) as c)
    );
  end if;
end;
$$;

comment on function extracted.take_manual_company_customers(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.manual_company_customers: writes extracted and core, or '
  'records failures. Units: none. Nulls: a null or empty array does nothing. Errors: only those '
  'that are not the payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_manual_company_customers(uuid[]) from public;
