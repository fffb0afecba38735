-- Purpose: what is asked of CompanyEnrich about similar companies, counted by status.
-- Input -> output: {} -> {success, total, queue: {pending, processing, done, error, cancelled}}.
-- Called by: GET /api/enrichment/similar-companies/queue/status.
-- Reads: outbound.similar_domains: all batches and single requests.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select api.get_similar_companies_queue_status('{}').
create or replace function api.get_similar_companies_queue_status(
  p_request jsonb,
  p_context jsonb default '{}'
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'success', true,
      'total', count(*),
      'queue', jsonb_build_object(
        'pending', count(*) filter (where d.status = 'pending'),
        'processing', count(*) filter (where d.status = 'processing'),
        'done', count(*) filter (where d.status = 'done'),
        'error', count(*) filter (where d.status = 'error'),
        'cancelled', count(*) filter (where d.status = 'cancelled')
      )
    )
    from outbound.similar_domains as d
  );
end;
$$;

comment on function api.get_similar_companies_queue_status(jsonb, jsonb) is
  'Domains that CompanyEnrich was asked about, by status; a domain counts once per batch or single '
  'request. Units: domains. Nulls: nothing is required. Errors: none.';

revoke all on function api.get_similar_companies_queue_status(jsonb, jsonb) from public;
grant execute on function api.get_similar_companies_queue_status(jsonb, jsonb)
  to pipeline_edge, service_role;
