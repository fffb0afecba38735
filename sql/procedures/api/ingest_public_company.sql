-- Purpose: lands a company that a person found to be listed.
-- Input -> output: {domain, company_name, linkedin_url, ticker} -> the answer: ids, what the
--   document says, rows written, warnings; or success false with failure_id when it is
--   quarantined. The whole request is the document.
-- Called by: POST /run/companies/manual/public-company-check/ingest.
-- Writes to: raw.public_company_payloads, and through its trigger extracted and core.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101, WH102, WH103, WH104, WH105.
-- Example: select api.ingest_public_company('{"domain": "acme.example", "company_name":
--   "Acme"}').
create or replace function api.ingest_public_company(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_domain text := ops.require_company_domain(p_request, 'domain');
  v_answer jsonb := ops.claim_idempotency_key(p_context, p_request);
  v_raw_id uuid;
begin
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.public_company_payloads as p (domain, payload, api_key_id)
  values (p_request ->> 'domain', p_request, (p_context ->> 'api_key_id')::uuid)
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

comment on function api.ingest_public_company(jsonb, jsonb) is
  'Lands the request as the document of p_request.domain and takes it to extracted and core. '
  'p_context: api_key_id, idempotency_key, endpoint. Units: rows. Nulls: domain is required; '
  'null replaces nothing. Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 '
  'wrong type, WH105 Idempotency-Key reused.';

revoke all on function api.ingest_public_company(jsonb, jsonb) from public;
grant execute on function api.ingest_public_company(jsonb, jsonb) to pipeline_edge, service_role;
