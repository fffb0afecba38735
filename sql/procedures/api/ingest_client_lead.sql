-- Purpose: lands a lead of a client.
-- Input -> output: {client_domain, client_form_id, client_form_title, first_name, last_name,
--   full_name, person_linkedin_url, work_email, company_domain, company_name,
--   company_linkedin_url, source} -> {success, raw_id, client_domain, lead_id, person_id,
--   company_id, duplicate, written, warnings}, or {success: false, raw_id, failure_id, error}.
-- Called by: POST /run/client/leads/ingest.
-- Writes to: raw.client_lead_payloads, with all that follows.
-- Idempotence: the same answers within 24 hours are the same lead; by Idempotency-Key the same
--   answer.
-- Errors: WH101, WH102, WH103, WH104 no usable client_domain, WH105, WH801 not the client of the
--   key.
-- Example: select api.ingest_client_lead('{"client_domain": "acme.example", "full_name": "Jo"}').
create or replace function api.ingest_client_lead(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
  v_client_domain text := ops.require_client(p_request, p_context);
  v_answer jsonb;
  v_raw_id uuid;
begin
  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.client_lead_payloads as p (client_domain, payload, api_key_id)
  values (p_request ->> 'client_domain', p_request, (p_context ->> 'api_key_id')::uuid)
  returning p.id into v_raw_id;

  v_answer := current_setting('pipeline.landed')::jsonb;
  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', v_answer -> 'failure_id' is null,
      'raw_id', v_raw_id,
      'client_domain', v_client_domain
    ) || v_answer
  );
end;
$$;

comment on function api.ingest_client_lead(jsonb, jsonb) is
  'Lands the request as a lead of p_request.client_domain. p_context: api_key_id, client_domain '
  '(what the key is bound to), idempotency_key, endpoint. Units: rows. Nulls: client_domain is '
  'required, all else optional. Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 '
  'wrong type, WH105 Idempotency-Key reused, WH801 not the client of the key.';

revoke all on function api.ingest_client_lead(jsonb, jsonb) from public;
grant execute on function api.ingest_client_lead(jsonb, jsonb) to pipeline_edge, service_role;
