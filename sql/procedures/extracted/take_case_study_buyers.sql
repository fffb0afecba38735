-- Purpose: takes buyers that were found in case studies: raw rows -> typed rows -> core.
-- Input -> output: ids of raw.case_study_buyers_payloads -> nothing. One payload or 20,000, new or
--   replayed: the same path. What the answer to a single payload needs is left in the
--   transaction-local setting pipeline.landed. Payloads with success false stay in raw.
-- Called by: trigger t10_land of raw.case_study_buyers_payloads, ops.replay, ops.rebuild.
-- Writes to: ops.entities, ops.documents, ops.failures, ops.enrichment_runs,
--   extracted.case_study_buyer_pages, extracted.case_study_buyers, core.case_study_champions,
--   core.company_customers, raw.staging_case_study_urls.
-- Idempotence: yes; document order decides, not the order of calls.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select extracted.take_case_study_buyers(array[v_raw_id]).
create or replace function extracted.take_case_study_buyers(p_raw_ids uuid[])
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
  v_new ops.document_candidate[];
begin
  select array_agg(
    row(
      'case_study_buyers',
      'case_study',
      k.key,
      p.received_at,
      p.landing_no,
      p.id,
      p.payload_hash,
      coalesce(
        ops.find_candidate_problem('case_study', g.origin, k.key, p.payload, null),
        case when reference.is_blocked_domain(k.origin) then 'WH103' end
      ),
      null
    )::ops.document_candidate
  )
  into v_candidates
  from raw.case_study_buyers_payloads as p
  cross join lateral (
    select
      coalesce(
        reference.json_text(p.payload -> 'origin_company_domain'),
        reference.clean_text(p.origin_company_domain)
      ) as origin
    offset 0
  ) as g
  cross join lateral (
    select
      n.origin,
      case
        when n.origin is not null then coalesce(
          n.url,
          n.origin || ' ' || coalesce(
            reference.name_key(
              extracted.read_case_study_customer(p.payload, p.customer_company_name)
            ),
            ''
          )
        )
      end as key
    from (
      select
        reference.normalize_domain(g.origin) as origin,
        reference.normalize_case_study_url(
          coalesce(reference.json_text(p.payload -> 'case_study_url'), p.case_study_url)
        ) as url
      offset 0
    ) as n
    offset 0
  ) as k
  where p.id = any (p_raw_ids)
    and reference.json_boolean(p.payload -> 'success') is distinct from false;

  if v_candidates is null then
    -- Nothing is extracted, so nothing is left for the answer by those who extract.
    perform set_config(
      'pipeline.landed',
      '{"extracted": false, "warnings": [{"field": "success", "message": "false: only kept"}]}',
      true
    );
    return;
  end if;

  v_candidates := ops.lock_documents(v_candidates);
  if v_candidates <> '{}' then
    -- The vendors stand in rows that are read under the locks of the case studies.
    perform ops.lock_entities('company', extracted.list_case_study_origins(v_candidates));
    -- What is replayed was marked when it came: marks that were taken back since stay so.
    v_new := array(
      select c
      from unnest(v_candidates) as c
      where c.landing_no is not null
        and not exists (select from ops.documents as d where d.landing_no = c.landing_no)
    );
    perform ops.load_documents(v_candidates);
    perform extracted.mark_case_study_urls_processed(
      array(
        select distinct c.key
        from unnest(v_new) as c
        -- What went to ops.failures was not read.
        cross join lateral (
          select d.key from ops.documents as d where d.landing_no = c.landing_no offset 0
        ) as d
      )
    );
  end if;
end;
$$;

comment on function extracted.take_case_study_buyers(uuid[]) is
  'Takes the raw rows p_raw_ids of raw.case_study_buyers_payloads: writes extracted and core and '
  'marks their case studies as processed, or records failures. Units: none. Nulls: a null or empty '
  'array does nothing. Errors: only those that are not the payload''s: classes 08, 40, 53, 57, 58, '
  'XX, 0A.';

revoke all on function extracted.take_case_study_buyers(uuid[]) from public;
