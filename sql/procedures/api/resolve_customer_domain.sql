-- Purpose: asks Gemini for the domain of a customer of a known vendor, and lands it.
-- Input -> output: {customer_name, origin_company_name, origin_company_domain} -> {success,
--   customer_name, origin_company_name, origin_company_domain, customer_domain, confidence,
--   reasoning, input_tokens, output_tokens, total_tokens, cost_usd, raw_id, ...}; or success false
--   with error and raw_response. Core takes it as a guess: where nothing better speaks, at medium
--   confidence at least, with source gemini-infer.
-- Called by: POST /run/companies/gemini/resolve-customer-domain/ingest.
-- Writes to: through outbound.begin_call the outbox; what extracted.land_gemini_results writes.
-- Idempotence: by Idempotency-Key; without one it asks again.
-- Errors: WH101, WH102, WH103, WH104, WH105, WH741.
-- Example: select api.resolve_customer_domain('{"customer_name": "Acme",
--   "origin_company_name": "V", "origin_company_domain": "v.example"}').
create or replace function api.resolve_customer_domain(
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
  v_body jsonb := p_request || jsonb_build_object(
    'customer_name', ops.require_name(p_request, 'customer_name'),
    'origin_company_name', ops.require_text(p_request, 'origin_company_name'),
    'origin_company_domain', ops.require_company_domain(p_request, 'origin_company_domain'),
    'persist', ops.read_boolean(p_request, 'persist', true),
    'ask', reference.describe_ai_task('customer_domain')
  );
begin
  -- The payloads of domains call the customer customer_company_name.
  v_body := v_body || jsonb_build_object('customer_company_name', v_body -> 'customer_name');
  return outbound.begin_call(
    p_kind => 'customer_domain',
    p_subject => left(concat(v_body ->> 'origin_company_domain', ' ', v_body ->> 'customer_name'),
      500),
    p_body => v_body::json,
    p_request => p_request,
    p_context => p_context
  );
end;
$$;

comment on function api.resolve_customer_domain(jsonb, jsonb) is
  'Asks Gemini for the domain of p_request.customer_name, a customer of '
  'p_request.origin_company_domain, and, unless persist is false, takes it to extracted and core. '
  'p_context: api_key_id, idempotency_key, endpoint, worker_id, vendors. Units: tokens, US '
  'dollars. Nulls: the three are required; persist is true when left out. Errors: WH101 missing, '
  'WH102 no name or no domain, WH103 a shared host, WH104 wrong type, WH105 Idempotency-Key '
  'reused, WH741 no key of Gemini.';

revoke all on function api.resolve_customer_domain(jsonb, jsonb) from public;
grant execute on function api.resolve_customer_domain(jsonb, jsonb)
  to pipeline_edge, service_role;
