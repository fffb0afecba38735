-- Purpose: lands what a model says about the domain of a customer.
-- Input -> output: {customer_company_name, origin_company_domain, origin_company_name, candidates:
--   [{domain, confidence, reason}], input_tokens, output_tokens, cost_usd} -> {success,
--   raw_payload_id, customer_company_name, inferred_domain, confidence, core_updated, ...}; or
--   success false with failure_id when it is quarantined. The whole request is the document.
-- Called by: POST /ingest_gemini_domain_inference.
-- Writes to: raw.gemini_domain_inference_payloads, and through its trigger extracted and core.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101, WH102, WH103, WH104, WH105.
-- Example: select api.ingest_gemini_domain_inference('{"customer_company_name": "Acme",
--   "candidates": [{"domain": "acme.example", "confidence": "high"}]}').
create or replace function api.ingest_gemini_domain_inference(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_answer jsonb;
  v_name text;
  v_raw_id uuid;
begin
  v_name := ops.require_name(p_request, 'customer_company_name');
  if not ops.is_blank(p_request -> 'origin_company_domain') then
    perform ops.require_company_domain(p_request, 'origin_company_domain');
  end if;

  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.gemini_domain_inference_payloads as p (
    customer_company_name, origin_company_domain, origin_company_name, payload, api_key_id
  )
  values (
    p_request ->> 'customer_company_name',
    p_request ->> 'origin_company_domain',
    p_request ->> 'origin_company_name',
    p_request,
    (p_context ->> 'api_key_id')::uuid
  )
  returning p.id into v_raw_id;

  v_answer := current_setting('pipeline.landed')::jsonb;
  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', v_answer -> 'failure_id' is null,
      'raw_id', v_raw_id,
      'raw_payload_id', v_raw_id,
      'customer_company_name', v_name
    ) || v_answer
  );
end;
$$;

comment on function api.ingest_gemini_domain_inference(jsonb, jsonb) is
  'Lands the request as the document of customer p_request.customer_company_name of vendor '
  'p_request.origin_company_domain (or of none) and takes it to extracted and core. p_context: '
  'api_key_id, idempotency_key, endpoint. Units: rows. Nulls: customer_company_name is required, '
  'everything else may be null. Errors: WH101 missing, WH102 no name or no domain, WH103 a shared '
  'host, WH104 wrong type, WH105 Idempotency-Key reused.';

revoke all on function api.ingest_gemini_domain_inference(jsonb, jsonb) from public;
grant execute on function api.ingest_gemini_domain_inference(jsonb, jsonb)
  to pipeline_edge, service_role;
