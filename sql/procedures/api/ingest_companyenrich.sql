-- Purpose: lands a CompanyEnrich document of one company.
-- Input -> output: {domain, raw_payload} -> the answer: ids, counts of the document,
--   rows written, unmapped values, warnings; or success false with failure_id when it is
--   quarantined.
-- Called by: POST /run/companies/companyenrich/ingest.
-- Writes to: raw.companyenrich_payloads, and through its trigger extracted and core.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101 to WH105.
-- Example: select api.ingest_companyenrich('{"domain": "acme.example", "raw_payload": {}}').
create or replace function api.ingest_companyenrich(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_answer jsonb;
  v_domain text;
  v_payload jsonb;
  v_raw_id uuid;
begin
  v_domain := ops.require_company_domain(p_request, 'domain');
  v_payload := ops.require_document(p_request, 'raw_payload');

  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.companyenrich_payloads as p (domain, payload, envelope, api_key_id)
  values (
    p_request ->> 'domain',
    v_payload,
    nullif(p_request - array['domain', 'raw_payload'], '{}'),
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

comment on function api.ingest_companyenrich(jsonb, jsonb) is
  'Lands the document p_request.raw_payload (object, or JSON string of one) of p_request.domain '
  'and takes it to extracted and core. p_context: api_key_id, idempotency_key, endpoint. Units: '
  'counts of items and rows. Nulls: domain and raw_payload are required. Errors: WH101 missing, '
  'WH102 no domain name, WH103 shared host, WH104 wrong type, WH105 Idempotency-Key reused.';

revoke all on function api.ingest_companyenrich(jsonb, jsonb) from public;
grant execute on function api.ingest_companyenrich(jsonb, jsonb) to pipeline_edge, service_role;
