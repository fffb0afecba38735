-- Purpose: lands the domains of customers that Gemini guessed.
-- Input -> output: answers about to be landed, of any kinds -> nothing. Every call gets its row in
--   raw.resolve_customer_domain_payloads; what is to reach core, and what cannot be used, lands
--   under the same id among the payloads of its ingest.
-- Called by: extracted.land_gemini_results.
-- Writes to: raw.resolve_customer_domain_payloads, raw.orphan_customer_domain_payloads,
--   raw.gemini_domain_inference_payloads, and what their triggers write.
-- Idempotence: no; called once per answer.
-- Errors: only those that are not the payload's (ops.load_isolated).
-- Example: perform extracted.land_gemini_domains(v_landings);
create or replace function extracted.land_gemini_domains(p_landings extracted.gemini_landing[])
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  insert into raw.resolve_customer_domain_payloads (
    id, task, customer_name, origin_company_name, origin_company_domain, payload, api_key_id
  )
  select
    l.raw_id,
    l.kind,
    coalesce(l.request ->> 'customer_company_name', l.request ->> 'customer_name'),
    l.request ->> 'origin_company_name',
    l.request ->> 'origin_company_domain',
    l.request || l.facts || jsonb_build_object(
      'success', l.is_usable,
      'customer_domain', coalesce(
        l.answer -> 'customer_domain', l.answer -> 'domain', b.candidate -> 'domain'
      ),
      'confidence', coalesce(l.answer -> 'confidence', b.candidate -> 'confidence', '"none"'),
      'reasoning', coalesce(
        l.answer -> 'reasoning', l.answer -> 'reason', b.candidate -> 'reason'
      )
    )
    || case
      when l.answer ? 'candidates'
        then jsonb_build_object('candidates', l.answer -> 'candidates')
      else '{}'
    end,
    l.api_key_id
  from unnest(p_landings) as l
  -- As extracted.parse_gemini_domain_inference chooses: the first of high confidence, else the
  -- first.
  left join lateral (
    select e.candidate
    from jsonb_array_elements(reference.json_array(l.answer -> 'candidates'))
      with ordinality as e (candidate, place)
    order by e.candidate ->> 'confidence' is not distinct from 'high' desc, e.place
    limit 1
  ) as b on true
  where l.kind in ('orphan_domain', 'domain_inference', 'customer_domain');

  insert into raw.orphan_customer_domain_payloads (
    id, customer_company_name, origin_company_domain, payload, api_key_id
  )
  select
    l.raw_id,
    l.request ->> 'customer_company_name',
    l.request ->> 'origin_company_domain',
    l.request || l.facts
      || case when l.is_usable then l.answer || '{"success": true}' else '{}' end,
    l.api_key_id
  from unnest(p_landings) as l
  where l.kind = 'orphan_domain' and (l.is_persisted or not l.is_usable);

  insert into raw.gemini_domain_inference_payloads (
    id, customer_company_name, origin_company_domain, origin_company_name, payload, api_key_id
  )
  select
    l.raw_id,
    coalesce(l.request ->> 'customer_company_name', l.request ->> 'customer_name'),
    l.request ->> 'origin_company_domain',
    l.request ->> 'origin_company_name',
    l.request || l.facts
      || case
        when l.answer ? 'candidates'
          then jsonb_build_object('candidates', l.answer -> 'candidates')
        when l.answer ->> 'customer_domain' is not null then jsonb_build_object(
          'candidates', jsonb_build_array(
            jsonb_build_object(
              'domain', l.answer -> 'customer_domain',
              'confidence', l.answer -> 'confidence',
              'reason', l.answer -> 'reasoning'
            )
          )
        )
        when l.is_usable then '{"candidates": []}'
        else '{}'
      end,
    l.api_key_id
  from unnest(p_landings) as l
  where l.kind in ('domain_inference', 'customer_domain')
    and (l.is_persisted or not l.is_usable);
end;
$$;

comment on function extracted.land_gemini_domains(extracted.gemini_landing[]) is
  'Lands the guessed domains among p_landings. Units: tokens, US dollars. Nulls: a null or empty '
  'array does nothing. Errors: only those that are not the payload''s.';

revoke all on function extracted.land_gemini_domains(extracted.gemini_landing[]) from public;
