-- Purpose: lands what Gemini answered, where the ingests of the same documents land it: the
--   triggers there do the rest.
-- Input -> output: answers, of any kinds -> the raw row of each that is over. A case study goes to
--   the payloads of its pipeline; a guessed domain to raw.resolve_customer_domain_payloads, and
--   where it is to reach core (persist) also to the payloads of its ingest. An answer that cannot
--   be used lands there as well, with unusable_answer and its text: ops.failures has it (WH203).
-- Called by: outbound.land_results, in the transaction that settles the deliveries.
-- Writes to: raw.gemini_case_study_payloads, raw.case_study_buyers_payloads,
--   raw.resolve_customer_domain_payloads, raw.orphan_customer_domain_payloads,
--   raw.gemini_domain_inference_payloads, and what their triggers write.
-- Idempotence: no; called once per answer.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: select * from extracted.land_gemini_results(v_results).
create or replace function extracted.land_gemini_results(p_results outbound.vendor_result[])
returns setof outbound.landed_result
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_landings extracted.gemini_landing[] := extracted.read_gemini_results(p_results);
  v_kinds text[] := array(select distinct l.kind from unnest(v_landings) as l);
begin
  if cardinality(v_kinds) > 1 then
    perform extracted.lock_gemini_landings(v_landings);
  end if;

  if 'case_study_extraction' = any (v_kinds) then
    insert into raw.gemini_case_study_payloads (
      id, case_study_url, origin_company_domain, company_customer_name, workflow_slug, payload,
      api_key_id
    )
    select
      l.raw_id,
      l.request ->> 'case_study_url',
      l.request ->> 'origin_company_domain',
      coalesce(l.request ->> 'company_customer_name', l.request ->> 'customer_company_name'),
      l.request ->> 'workflow_slug',
      l.request || l.facts
        || case
          when l.is_usable then jsonb_build_object('extraction', l.answer)
          else '{}'
        end,
      l.api_key_id
    from unnest(v_landings) as l
    where l.kind = 'case_study_extraction';
  end if;

  if 'case_study_buyer' = any (v_kinds) then
    insert into raw.case_study_buyers_payloads (
      id, case_study_url, origin_company_domain, customer_company_name, payload, api_key_id
    )
    select
      l.raw_id,
      l.request ->> 'case_study_url',
      l.request ->> 'origin_company_domain',
      l.request ->> 'customer_company_name',
      l.request || l.facts
        || case
          -- With success false a document is only kept.
          when l.is_usable then l.answer || jsonb_build_object('success', l.is_persisted)
          else '{}'
        end,
      l.api_key_id
    from unnest(v_landings) as l
    where l.kind = 'case_study_buyer';
  end if;

  if v_kinds && array['orphan_domain', 'domain_inference', 'customer_domain'] then
    perform extracted.land_gemini_domains(v_landings);
  end if;

  return query
  select l.delivery_id, l.raw_id
  from unnest(v_landings) as l;
end;
$$;

comment on function extracted.land_gemini_results(outbound.vendor_result[]) is
  'Lands the answers in p_results that are over and says which raw row holds each; what is tried '
  'again is left out. Units: tokens, US dollars. Nulls: a null or empty array does nothing. '
  'Errors: only those that are not the payload''s.';

revoke all on function extracted.land_gemini_results(outbound.vendor_result[]) from public;
