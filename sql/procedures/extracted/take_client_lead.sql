-- Purpose: takes leads of clients: raw rows -> client.leads and the people and companies behind
--   them. Nothing of them reaches extracted or core.
-- Input -> output: ids of raw.client_lead_payloads -> nothing. One payload or 20,000, new or
--   replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed.
-- The key of a document is an id of client and answers, so that equal submissions stand under one
--   key, and no key says anything about a client. Whoever writes about clients holds their locks,
--   taken first and in order: leads of one client share people and companies.
-- Called by: trigger t10_land of raw.client_lead_payloads, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.enrichment_runs; what
--   client.write_leads writes.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_client_lead(array[v_raw_id]).
create or replace function extracted.take_client_lead(p_raw_ids uuid[])
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
  v_clients text[];
begin
  select
    array_agg(
      row(
        'client_lead',
        'client_lead',
        k.key,
        p.received_at,
        p.landing_no,
        p.id,
        -- Equal submissions are documents of their own: client.write_leads says which are leads.
        p.id::text,
        k.problem,
        null
      )::ops.document_candidate
    ),
    array_agg(distinct c.domain) filter (where k.problem is null)
  into v_candidates, v_clients
  from raw.client_lead_payloads as p
  cross join lateral reference.normalize_domain(p.client_domain) as c (domain)
  cross join lateral (
    select
      case
        when jsonb_typeof(p.payload) = 'object' then reference.entity_id(
          'client_submission', c.domain || ' ' || md5((p.payload - 'client_domain')::text)
        )::text
      end as key,
      ops.find_candidate_problem('company', p.client_domain, c.domain, p.payload, null) as problem
    offset 0
  ) as k
  where p.id = any (p_raw_ids);

  if v_clients is not null then
    perform ops.lock_entities('client', v_clients);
  end if;
  v_candidates := ops.lock_documents(v_candidates);
  if v_candidates = '{}' then
    return;
  end if;

  perform ops.load_documents(v_candidates);
end;
$$;

comment on function extracted.take_client_lead(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.client_lead_payloads: writes client, or records failures. '
  'Units: none. Nulls: a null or empty array does nothing. Errors: only those that are not the '
  'payload''s: classes 08, 40, 53, 57, 58, XX, 0A.';

revoke all on function extracted.take_client_lead(uuid[]) from public;
