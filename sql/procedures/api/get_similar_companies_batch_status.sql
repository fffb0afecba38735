-- Purpose: how far a batch of similar companies is, counted at this moment.
-- Input -> output: {batch_id} -> {success, batch_id, batch_name, job_id, status, total_domains,
--   processed_domains, progress_percent, ...}; once nothing is pending also results_summary
--   {total_similar_companies, domains_with_results, per_domain_counts}.
-- Called by: POST /run/companies/companyenrich/similar-companies/batch/status,
--   GET /api/enrichment/similar-companies/batch/:batch_id/status.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 no batch_id, WH104 no uuid, WH751 unknown batch.
-- Example: select api.get_similar_companies_batch_status(
--   '{"batch_id": "7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e"}').
create or replace function api.get_similar_companies_batch_status(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  v_batch raw.company_enrich_similar_batches := ops.find_similar_batch(p_request);
  v_counts record;
  v_summary jsonb;
begin
  if v_batch.batch_id is null then
    perform ops.require_text(p_request, 'batch_id');
  end if;
  select c.* into v_counts from outbound.count_similar_batches(array[v_batch.batch_id]) as c;

  if v_counts.status in ('completed', 'completed_with_errors') then
    select jsonb_build_object(
      'total_similar_companies', coalesce(sum(i.similar_companies_count), 0),
      'domains_with_results', count(*) filter (where i.similar_companies_count > 0),
      'per_domain_counts', coalesce(
        jsonb_object_agg(i.domain, i.similar_companies_count), '{}'
      )
    )
    into v_summary
    from raw.company_enrich_similar_batch_items as i
    where i.batch_id = v_batch.batch_id;
  end if;

  return jsonb_build_object(
    'success', true,
    'batch_id', v_batch.batch_id,
    'batch_name', v_batch.batch_name,
    'job_id', v_batch.job_id,
    'status', v_counts.status,
    'total_domains', v_batch.total_domains,
    'processed_domains', v_counts.processed_domains,
    'succeeded_domains', v_counts.succeeded_domains,
    'failed_domains', v_counts.failed_domains,
    'pending_domains', v_counts.pending_domains,
    'progress_percent', round(100.0 * v_counts.processed_domains / v_batch.total_domains, 1),
    'similarity_weight', v_batch.similarity_weight,
    'country_code', v_batch.country_code,
    'error_message', v_counts.error_message,
    'similar_companies_found', v_summary -> 'total_similar_companies',
    'created_at', v_batch.created_at,
    'completed_at', v_counts.completed_at
  ) || case
    when v_summary is not null then jsonb_build_object('results_summary', v_summary)
    else '{}'
  end;
end;
$$;

comment on function api.get_similar_companies_batch_status(jsonb, jsonb) is
  'Status and counts of the batch p_request.batch_id; results_summary once nothing is pending. '
  'Units: domains, companies, percent with one decimal; times are UTC. Nulls: batch_id is '
  'required; similar_companies_found is null before results_summary is there. Errors: WH101 '
  'missing, WH104 no uuid, WH751 unknown batch.';

revoke all on function api.get_similar_companies_batch_status(jsonb, jsonb) from public;
grant execute on function api.get_similar_companies_batch_status(jsonb, jsonb)
  to pipeline_edge, service_role;
