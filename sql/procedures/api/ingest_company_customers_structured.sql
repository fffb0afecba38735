-- Purpose: lands a list of customers of a vendor (customers-of-3).
-- Input -> output: the body, flat or nested (extracted.read_customer_body) -> the answer: ids, what
--   the document says, rows written, warnings; or success false with failure_id when it is
--   quarantined. The whole body is the document, kept as it came, with customers or without.
-- Called by: POST /run/companies/claygent/customers-of-3/ingest.
-- Writes to: raw.claygent_customers_structured_raw, and through its trigger extracted and core.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101, WH102, WH103, WH104, WH105.
-- Example: select api.ingest_company_customers_structured(
--     '{"origin_company_domain": "acme.example", "customers": [{"companyName": "Beta"}]}'
--   ).
create or replace function api.ingest_company_customers_structured(
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
  v_domain text := ops.require_company_domain(p_request, 'origin_company_domain');
  v_answer jsonb;
  v_raw_id uuid;
begin
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.claygent_customers_structured_raw as p (
    origin_company_domain, payload, api_key_id
  )
  values (
    p_request ->> 'origin_company_domain',
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
      'domain', v_domain
    ) || v_answer
  );
end;
$$;

comment on function api.ingest_company_customers_structured(jsonb, jsonb) is
  'Lands the request as a document of the vendor p_request.origin_company_domain and takes it to '
  'extracted and core. p_context: api_key_id, idempotency_key, endpoint. Units: items and rows. '
  'Nulls: origin_company_domain is required. Errors: WH101 missing, WH102 no domain, '
  'WH103 a shared host, WH104 wrong type, WH105 Idempotency-Key reused.';

revoke all on function api.ingest_company_customers_structured(jsonb, jsonb) from public;
grant execute on function api.ingest_company_customers_structured(jsonb, jsonb)
  to pipeline_edge, service_role;
