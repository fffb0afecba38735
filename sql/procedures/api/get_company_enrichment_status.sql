-- Purpose: whether the core table of a workflow holds a company, so that a sender can skip the
--   work.
-- Input -> output: {domain, workflow_slug} -> {success, domain, workflow_slug, core_table,
--   enriched, count, last_enriched_at}.
-- Called by: POST /api/companies/enrichment-status.
-- Reads: reference.enrichment_workflow_registry and the table it names.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain, WH103 a shared host, WH104 wrong type, WH505 unknown
--   workflow, WH506 no table of companies behind it.
-- Example: select api.get_company_enrichment_status('{"domain": "acme.example",
--   "workflow_slug": "companyenrich"}').
create or replace function api.get_company_enrichment_status(
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
  v_domain text := ops.require_company_domain(p_request, 'domain');
  v_workflow_slug text := ops.require_text(p_request, 'workflow_slug');
  v_is_known boolean;
  v_core_table text;
  v_status jsonb;
begin
  select true, w.core_table
  into v_is_known, v_core_table
  from reference.enrichment_workflow_registry as w
  where w.workflow_slug = v_workflow_slug;
  if v_is_known is null then
    raise exception using
      errcode = 'WH505',
      message = format('Workflow ''%s'' not found', left(v_workflow_slug, 200)),
      detail = ops.describe_issue('workflow_slug', 'not in the registry'),
      hint = 'send a workflow_slug of GET /api/enrichment/workflows';
  end if;
  v_status := ops.list_enrichment_status('company', v_domain, array[v_workflow_slug]) -> 0;
  if v_status is null then
    raise exception using
      errcode = 'WH506',
      message = format('workflow %s leads to no table of companies in core', v_workflow_slug),
      detail = ops.describe_issue('workflow_slug', 'leads to no table of companies in core'),
      hint = 'ask about a workflow whose core_table in the registry has companies';
  end if;
  return jsonb_build_object(
    'success', true,
    'domain', v_domain,
    'core_table', 'core.' || regexp_replace(v_core_table, '^core\.', '')
  ) || v_status;
end;
$$;

comment on function api.get_company_enrichment_status(jsonb, jsonb) is
  'Whether the core table that p_request.workflow_slug fills, by the registry, has rows of the '
  'company p_request.domain, how many, and when the last of them changed. Units: rows; times '
  'are UTC. Nulls: both fields are required; last_enriched_at is null without rows. Errors: '
  'WH101, WH102, WH103, WH104, WH505 unknown workflow, WH506 no table of companies behind it.';

revoke all on function api.get_company_enrichment_status(jsonb, jsonb) from public;
grant execute on function api.get_company_enrichment_status(jsonb, jsonb)
  to pipeline_edge, service_role;
