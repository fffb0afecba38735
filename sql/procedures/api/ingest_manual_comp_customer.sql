-- Purpose: lands a customer of a vendor that a person knows of.
-- Input -> output: {origin_company_domain, company_customer_name, workflow_slug, ...} -> the
--   answer: ids, what the document says, rows written, warnings; or success false with failure_id
--   when it is quarantined. The whole body is the document.
-- Called by: POST /run/companies/manual/customers/ingest.
-- Writes to: raw.manual_company_customers, and through its trigger extracted and core.
-- Idempotence: an unchanged document changes nothing (unchanged true); an Idempotency-Key seen
--   before gives the first answer (duplicate true).
-- Errors: WH101, WH102, WH103, WH104, WH105; WH202 in the failure of an unknown workflow.
-- Example: select api.ingest_manual_comp_customer(
--     '{"origin_company_domain": "acme.example", "company_customer_name": "Beta",
--       "workflow_slug": "manual-company-customers"}'
--   ).
create or replace function api.ingest_manual_comp_customer(
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
  v_name text := ops.require_name(p_request, 'company_customer_name');
  v_answer jsonb;
  v_raw_id uuid;
begin
  if reference.is_placeholder_name(v_name) then
    raise exception using
      errcode = 'WH101',
      message = 'company_customer_name stands for no company',
      detail = ops.describe_issue('company_customer_name', 'a placeholder'),
      hint = 'send the name of the customer as company_customer_name';
  end if;
  perform ops.require_text(p_request, 'workflow_slug');

  v_answer := ops.claim_idempotency_key(p_context, p_request);
  if v_answer is not null then
    return v_answer;
  end if;

  perform set_config('pipeline.is_answer_wanted', 'true', true);
  insert into raw.manual_company_customers as p (
    origin_company_domain, company_customer_name, workflow_slug, payload, api_key_id
  )
  values (
    p_request ->> 'origin_company_domain',
    p_request ->> 'company_customer_name',
    p_request ->> 'workflow_slug',
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
      'origin_company_domain', v_domain,
      'company_customer_name', v_name
    ) || v_answer
  );
end;
$$;

comment on function api.ingest_manual_comp_customer(jsonb, jsonb) is
  'Lands the request as a document of the customer p_request.company_customer_name of the vendor '
  'p_request.origin_company_domain and takes it to extracted and core. p_context: api_key_id, '
  'idempotency_key, endpoint. Units: rows. Nulls: origin_company_domain, company_customer_name and '
  'workflow_slug are required. Errors: WH101 missing, WH102 no domain or no name, WH103 a shared '
  'host, WH104 wrong type, WH105 Idempotency-Key reused.';

revoke all on function api.ingest_manual_comp_customer(jsonb, jsonb) from public;
grant execute on function api.ingest_manual_comp_customer(jsonb, jsonb)
  to pipeline_edge, service_role;
