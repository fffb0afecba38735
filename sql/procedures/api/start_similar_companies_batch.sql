-- Purpose: asks for the similar companies of customers that were not asked about yet.
-- Input -> output: {batch_size, similarity_weight, country_code, again} -> {success,
--   queued_domains, remaining_pending, batch_id, domains_processing, estimated_time_seconds}.
-- Called by: POST /api/enrichment/similar-companies/batch.
-- Writes to: what ops.start_similar_batch writes.
-- Idempotence: a domain that a job has in hand is not taken again; by Idempotency-Key.
-- Errors: WH104 wrong type, WH105, WH741 the key of CompanyEnrich is not set.
-- Example: select api.start_similar_companies_batch('{"batch_size": 100}').
create or replace function api.start_similar_companies_batch(
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
  v_size integer := ops.read_integer(p_request, 'batch_size', 1, 20000, 200);
  v_weight numeric := ops.read_number(p_request, 'similarity_weight', -1, 1, 0);
  v_country_code text := ops.read_country_code(p_request, 'country_code');
  v_is_again boolean := ops.read_boolean(p_request, 'again', false);
  v_answer jsonb := ops.claim_idempotency_key(p_context, p_request);
  v_pending text[];
  v_domains text[];
  v_batch raw.company_enrich_similar_batches;
  v_processing integer;
  v_seconds numeric;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  -- One at a time: the row of their kind is the lock, so that each sees the job of the one before.
  perform from outbound.kinds as k where k.kind = 'similar_companies' for update;

  v_pending := array(
    select d from outbound.list_pending_similar_domains(v_is_again) as d
  );
  v_domains := v_pending[1 : v_size];
  if v_domains <> '{}' then
    v_batch := ops.start_similar_batch(
      p_domains => v_domains,
      p_similarity_weight => v_weight,
      p_country_code => v_country_code,
      p_batch_name => 'pending customers',
      p_skipped => '[]',
      p_context => p_context
    );
  end if;

  select
    count(q.delivery_id),
    coalesce(ceil(count(q.delivery_id) / max(a.rate_per_second)), 0)
  into v_processing, v_seconds
  from outbound.kinds as k
  inner join outbound.accounts as a on a.account = k.account
  left join outbound.queue as q on q.account = a.account
  where k.kind = 'similar_companies';

  return ops.keep_idempotent_answer(
    p_context,
    jsonb_build_object(
      'success', true,
      'queued_domains', cardinality(v_domains),
      'remaining_pending', cardinality(v_pending) - cardinality(v_domains),
      'batch_id', v_batch.batch_id,
      'job_id', v_batch.job_id,
      'domains_processing', v_processing,
      'estimated_time_seconds', v_seconds
    )
  );
end;
$$;

comment on function api.start_similar_companies_batch(jsonb, jsonb) is
  'Makes a batch of the next p_request.batch_size customers'' domains that were not asked about. '
  'p_context: api_key_id, idempotency_key, endpoint, vendors. Units: domains, seconds at the rate '
  'of the account; batch_size 1 to 20000, default 200. Nulls: nothing is required; batch_id is '
  'null where nothing is pending. Errors: WH104 wrong type, WH105 Idempotency-Key reused, WH741 no '
  'key of the vendor.';

revoke all on function api.start_similar_companies_batch(jsonb, jsonb) from public;
grant execute on function api.start_similar_companies_batch(jsonb, jsonb)
  to pipeline_edge, service_role;
