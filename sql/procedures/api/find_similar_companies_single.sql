-- Purpose: asks CompanyEnrich for the companies similar to one, now.
-- Input -> output: {domain, similarity_weight, country_code, batch_id} -> the call that serve makes
--   (outbound.begin_call); its answer is {success, domain, raw_id, status_code,
--   similar_companies_count}.
-- Called by: POST /run/companies/companyenrich/similar-companies/single.
-- Writes to: outbound.jobs, outbound.deliveries, outbound.queue; the answer lands in
--   raw.company_enrich_similar_raw.
-- Idempotence: by Idempotency-Key; without one every request is a call.
-- Errors: WH101, WH102, WH103, WH104 domain or option, WH105, WH741 the key of CompanyEnrich is
--   not set, WH742 it refused, WH743 it is still being asked, WH751 unknown batch.
-- Example: select api.find_similar_companies_single('{"domain": "acme.example"}').
create or replace function api.find_similar_companies_single(
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
  v_domain text := ops.require_company_domain(p_request, 'domain');
  v_weight numeric := ops.read_number(p_request, 'similarity_weight', -1, 1, 0);
  v_country_code text := ops.read_country_code(p_request, 'country_code');
  v_batch raw.company_enrich_similar_batches := ops.find_similar_batch(p_request);
begin
  return outbound.begin_call(
    'similar_companies',
    v_domain,
    json_build_object(
      'domain', v_domain,
      'similarity_weight', v_weight,
      'country_code', v_country_code,
      'batch_id', v_batch.batch_id
    ),
    p_request,
    p_context
  );
end;
$$;

comment on function api.find_similar_companies_single(jsonb, jsonb) is
  'Begins the call for the companies similar to p_request.domain. p_context: api_key_id, '
  'idempotency_key, endpoint, vendors, worker_id. Units: weight -1 to 1, default 0. Nulls: domain '
  'is required. Errors: WH101, WH102, WH103, WH104, WH105, WH741 no key of the vendor, WH751 '
  'unknown batch.';

revoke all on function api.find_similar_companies_single(jsonb, jsonb) from public;
grant execute on function api.find_similar_companies_single(jsonb, jsonb)
  to pipeline_edge, service_role;
