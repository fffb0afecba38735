-- Purpose: lands the buyers that were found in a case study, or that they could not be looked for.
-- Input -> output: {origin_company_domain, origin_company_name, case_study_url,
--   customer_company_name, customer_company_domain, people: [{fullName, jobTitle}], success,
--   cost_usd, input_tokens, output_tokens} -> {success, raw_id, buyer_count, ...}; or success false
--   with failure_id when it is quarantined. The whole request is the document. With success false
--   it is kept, and nothing is extracted (extracted false).
-- Called by: POST /run/companies/not-sure/case-study-buyers/ingest; whoever asks a model itself.
-- Writes to: raw.case_study_buyers_payloads, and through its trigger extracted, core and staging.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101, WH102, WH103, WH104, WH105.
-- Example: select api.ingest_case_study_buyers('{"origin_company_domain": "v.example",
--   "origin_company_name": "V", "case_study_url": "https://v.example/acme",
--   "people": [{"fullName": "Jo Doe", "jobTitle": "CFO"}]}').
create or replace function api.ingest_case_study_buyers(
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
  v_origin text;
  v_raw_id uuid;
begin
  v_origin := ops.require_company_domain(p_request, 'origin_company_domain');
  perform ops.require_text(p_request, 'origin_company_name');

  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.case_study_buyers_payloads as p (
    case_study_url, origin_company_domain, customer_company_name, payload, api_key_id
  )
  values (
    p_request ->> 'case_study_url',
    p_request ->> 'origin_company_domain',
    coalesce(p_request ->> 'customer_company_name', p_request ->> 'company_customer_name'),
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
      'case_study_url', reference.normalize_case_study_url(
        reference.json_text(p_request -> 'case_study_url')
      ),
      'origin_company_domain', v_origin,
      'origin_company_name', reference.clean_label(p_request ->> 'origin_company_name')
    )
    || case
      when (v_answer -> 'extracted')::boolean is false then '{"buyer_count": 0}'::jsonb
      else '{}'
    end
    || v_answer
  );
end;
$$;

comment on function api.ingest_case_study_buyers(jsonb, jsonb) is
  'Lands the request as the document of case study p_request.case_study_url (or, without one, of '
  'the customer of the vendor) and takes it to extracted and core; with p_request.success false it '
  'is kept only. p_context: api_key_id, idempotency_key, endpoint. Units: counts of items and '
  'rows. Nulls: origin_company_domain and origin_company_name are required, everything else may be '
  'null. Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type, WH105 '
  'Idempotency-Key reused.';

revoke all on function api.ingest_case_study_buyers(jsonb, jsonb) from public;
grant execute on function api.ingest_case_study_buyers(jsonb, jsonb)
  to pipeline_edge, service_role;
