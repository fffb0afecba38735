-- Purpose: asks Gemini for the domain of a customer of which only the name is known.
-- Input -> output: {customer_company_name, origin_company_domain, origin_company_name,
--   origin_company_industry, origin_company_description, persist} -> {success,
--   customer_company_name, origin_company_domain, domain, confidence, reason, input_tokens,
--   output_tokens, cost_usd, raw_id, ...}; or success false with error and raw_response. What the
--   request does not say of the vendor is read from core. The call is kept in raw; core is left to
--   the ingest, unless persist is true.
-- Called by: POST /resolve_orphan_customer_domain.
-- Writes to: through outbound.begin_call the outbox; what extracted.land_gemini_results writes.
-- Idempotence: by Idempotency-Key; without one it asks again.
-- Errors: WH101, WH102, WH103, WH104, WH105, WH741.
-- Example: select api.resolve_orphan_customer_domain('{"customer_company_name": "Acme",
--   "origin_company_domain": "vendor.example"}').
create or replace function api.resolve_orphan_customer_domain(
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
  v_name text := ops.require_name(p_request, 'customer_company_name');
  v_origin text := ops.require_company_domain(p_request, 'origin_company_domain');
begin
  return outbound.begin_call(
    p_kind => 'orphan_domain',
    p_subject => left(v_origin || ' ' || v_name, 500),
    p_body => (
      p_request
      || core.describe_vendor(v_origin, p_request)
      || jsonb_build_object(
        'customer_company_name', v_name,
        'origin_company_domain', v_origin,
        'persist', ops.read_boolean(p_request, 'persist', false),
        'ask', reference.describe_ai_task('orphan_domain')
      )
    )::json,
    p_request => p_request,
    p_context => p_context
  );
end;
$$;

comment on function api.resolve_orphan_customer_domain(jsonb, jsonb) is
  'Asks Gemini for the domain of p_request.customer_company_name, a customer of '
  'p_request.origin_company_domain. p_context: api_key_id, idempotency_key, endpoint, worker_id, '
  'vendors. Units: tokens, US dollars. Nulls: both are required; what is left out about the vendor '
  'is read from core; persist is false when left out. Errors: WH101 missing, WH102 no name or no '
  'domain, WH103 a shared host, WH104 wrong type, WH105 Idempotency-Key reused, WH741 no key of '
  'Gemini.';

revoke all on function api.resolve_orphan_customer_domain(jsonb, jsonb) from public;
grant execute on function api.resolve_orphan_customer_domain(jsonb, jsonb)
  to pipeline_edge, service_role;
