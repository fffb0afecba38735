-- Purpose: makes a batch of domains whose similar companies are asked for, and the job that asks.
-- Input -> output: normalised domains, each once; weight, country, name; domains that were left
--   out [{subject, reason}]; context of the request -> the batch.
-- Called by: api.find_similar_companies_batch, api.start_similar_companies_batch.
-- Writes to: raw.company_enrich_similar_batches; through outbound.enqueue_calls the job, one
--   delivery per domain.
-- Idempotence: no; callers claim the Idempotency-Key of the request first.
-- Errors: WH741 the key of CompanyEnrich is not set.
-- Example: v_batch := ops.start_similar_batch(array['acme.example'], 0, null, null, '[]', '{}').
create or replace function ops.start_similar_batch(
  p_domains text[],
  p_similarity_weight numeric,
  p_country_code text,
  p_batch_name text,
  p_skipped jsonb,
  p_context jsonb
)
returns raw.company_enrich_similar_batches
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_batch raw.company_enrich_similar_batches;
  v_batch_id uuid := gen_random_uuid();
  v_job outbound.jobs;
begin
  v_job := outbound.enqueue_calls(
    p_kind => 'similar_companies',
    p_subjects => p_domains,
    p_bodies => array(
      select json_build_object(
        'domain', d.domain,
        'similarity_weight', p_similarity_weight,
        'country_code', p_country_code,
        'batch_id', v_batch_id
      )
      from unnest(p_domains) with ordinality as d (domain, place)
      order by d.place
    ),
    p_skipped => p_skipped,
    p_options => jsonb_build_object('batch_id', v_batch_id),
    p_context => p_context
  );

  insert into raw.company_enrich_similar_batches as b (
    batch_id,
    job_id,
    batch_name,
    input_domains,
    similarity_weight,
    country_code,
    total_domains,
    api_key_id
  )
  values (
    v_batch_id,
    v_job.job_id,
    p_batch_name,
    p_domains,
    p_similarity_weight,
    p_country_code,
    cardinality(p_domains),
    (p_context ->> 'api_key_id')::uuid
  )
  returning b.* into v_batch;
  return v_batch;
end;
$$;

comment on function ops.start_similar_batch(text[], numeric, text, text, jsonb, jsonb) is
  'Makes a batch of p_domains and its job. p_context: api_key_id, vendors. Units: weight -1 to 1. '
  'Nulls: p_country_code null is any, p_batch_name may be null. Errors: WH741 no key of the '
  'vendor.';

revoke all on function ops.start_similar_batch(text[], numeric, text, text, jsonb, jsonb)
  from public;
