-- Purpose: asks Gemini who is quoted in a case study, and lands it.
-- Input -> output: {origin_company_name, origin_company_domain, customer_company_name,
--   case_study_url, persist} -> {success, customer_company_name, customer_company_domain, people,
--   input_tokens, output_tokens, cost_usd, dropped, raw_id, ...}; or success false with error and
--   raw_response. The page is fetched by us; people and domains that it does not show are dropped.
--   With persist false the answer is kept in raw, and nothing is extracted of it.
-- Called by: POST /run/companies/gemini/case-study-buyer/extract.
-- Writes to: through outbound.begin_call the outbox; what extracted.land_gemini_results writes.
-- Idempotence: by Idempotency-Key; without one it asks again.
-- Errors: WH101, WH102, WH103, WH104, WH105, WH741.
-- Example: select api.extract_case_study_buyer('{"origin_company_name": "V",
--   "origin_company_domain": "v.example", "customer_company_name": "Acme",
--   "case_study_url": "https://v.example/acme"}').
create or replace function api.extract_case_study_buyer(
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
  v_body jsonb := p_request;
  v_url text;
begin
  if ops.is_blank(v_body -> 'customer_company_name')
    and not ops.is_blank(v_body -> 'company_customer_name')
  then
    v_body := v_body || jsonb_build_object(
      'customer_company_name', v_body -> 'company_customer_name'
    );
  end if;
  v_url := ops.require_case_study_url(v_body, 'case_study_url');
  v_body := v_body || jsonb_build_object(
    'origin_company_name', ops.require_text(v_body, 'origin_company_name'),
    'origin_company_domain', ops.require_company_domain(v_body, 'origin_company_domain'),
    'customer_company_name', ops.require_name(v_body, 'customer_company_name'),
    'persist', ops.read_boolean(v_body, 'persist', true),
    'ask', reference.describe_ai_task('case_study_buyer')
  );
  return outbound.begin_call(
    p_kind => 'case_study_buyer',
    p_subject => left(v_url, 500),
    p_body => v_body::json,
    p_request => p_request,
    p_context => p_context
  );
end;
$$;

comment on function api.extract_case_study_buyer(jsonb, jsonb) is
  'Asks Gemini who is quoted in p_request.case_study_url and, unless persist is false, takes the '
  'answer to extracted and core. p_context: api_key_id, idempotency_key, endpoint, worker_id, '
  'vendors. Units: tokens, US dollars. Nulls: origin_company_name, origin_company_domain, '
  'customer_company_name and case_study_url are required; persist is true when left out. Errors: '
  'WH101 missing, WH102 no URL, domain or name, WH103 a shared host, WH104 wrong type, WH105 '
  'Idempotency-Key reused, WH741 no key of Gemini.';

revoke all on function api.extract_case_study_buyer(jsonb, jsonb) from public;
grant execute on function api.extract_case_study_buyer(jsonb, jsonb)
  to pipeline_edge, service_role;
