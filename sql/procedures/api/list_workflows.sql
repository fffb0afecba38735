-- Purpose: the workflows that are shipped: what they read and where they write.
-- Input -> output: {entity_type, payload_type, usage_category, workflow_type,
--   coalesces_to_core, has_api_wrapper, is_active} -> {success, data, meta}; active ones unless
--   is_active is false.
-- Called by: GET /api/enrichment/workflows.
-- Reads: reference.enrichment_workflow_registry.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH104 wrong type.
-- Example: select api.list_workflows('{"entity_type": "person"}').
create or replace function api.list_workflows(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  v_entity_type text := lower(ops.read_text(p_request, 'entity_type'));
  v_payload_type text := lower(ops.read_text(p_request, 'payload_type'));
  v_usage_category text := lower(ops.read_text(p_request, 'usage_category'));
  v_workflow_type text := lower(ops.read_text(p_request, 'workflow_type'));
  v_coalesces_to_core boolean := ops.read_boolean(p_request, 'coalesces_to_core', null);
  v_has_api_wrapper boolean := ops.read_boolean(p_request, 'has_api_wrapper', null);
  v_is_active boolean := ops.read_boolean(p_request, 'is_active', true);
begin
  return (
    select jsonb_build_object(
      'success', true,
      'data', coalesce(
        jsonb_agg(
          to_jsonb(w)
            -- From the root of the host; the registry has "POST /run/...".
            || jsonb_build_object(
              'api_endpoint_full_url',
              '/functions/v1' || substring(w.api_endpoint_url from ' (/.*)$')
            )
          order by w.new_workflow_slug nulls last, w.workflow_slug
        ),
        '[]'
      ),
      'meta', jsonb_build_object(
        'total', count(*),
        'in_core_count', count(*) filter (where w.coalesces_to_core),
        'not_in_core_count', count(*) filter (where not w.coalesces_to_core),
        'client_count', count(*) filter (where w.usage_category = 'client'),
        'internal_hq_count', count(*) filter (where w.usage_category = 'internal-hq'),
        'with_api_wrapper_count', count(w.api_endpoint_url),
        'filters', jsonb_build_object(
          'entity_type', v_entity_type,
          'coalesces_to_core', v_coalesces_to_core,
          'payload_type', v_payload_type,
          'usage_category', v_usage_category,
          'workflow_type', v_workflow_type,
          'is_active', v_is_active,
          'has_api_wrapper', v_has_api_wrapper
        )
      )
    )
    from reference.enrichment_workflow_registry as w
    where (v_entity_type is null or w.entity_type = v_entity_type)
      and (v_payload_type is null or w.payload_type = v_payload_type)
      and (v_usage_category is null or w.usage_category = v_usage_category)
      and (v_workflow_type is null or w.workflow_type = v_workflow_type)
      and (v_coalesces_to_core is null or w.coalesces_to_core = v_coalesces_to_core)
      and (v_has_api_wrapper is null or (w.api_endpoint_url is not null) = v_has_api_wrapper)
      and w.is_active = v_is_active
  );
end;
$$;

comment on function api.list_workflows(jsonb, jsonb) is
  'The rows of the registry that fit all filters of p_request, by new_workflow_slug, then '
  'workflow_slug, with counts. Units: workflows. Nulls: a filter left out does not filter, '
  'is_active left out is true. Errors: WH104 wrong type.';

revoke all on function api.list_workflows(jsonb, jsonb) from public;
grant execute on function api.list_workflows(jsonb, jsonb) to pipeline_edge, service_role;
