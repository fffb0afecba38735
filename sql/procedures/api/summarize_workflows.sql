-- Purpose: how many workflows of which kind are active.
-- Input -> output: nothing -> {success, total_workflows, total_in_core, total_not_in_core,
--   by_entity_type, by_payload_type: {value: {total, in_core, not_in_core}}, by_workflow_type,
--   by_usage_category: {value: n}}.
-- Called by: GET /api/enrichment/workflows/summary.
-- Reads: reference.enrichment_workflow_registry.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: none.
-- Example: select api.summarize_workflows('{}').
create or replace function api.summarize_workflows(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_totals jsonb;
begin
  select jsonb_build_object(
    'success', true,
    'total_workflows', count(*),
    'total_in_core', count(*) filter (where w.coalesces_to_core),
    'total_not_in_core', count(*) filter (where not w.coalesces_to_core)
  )
  into v_totals
  from reference.enrichment_workflow_registry as w
  where w.is_active;
  return v_totals || jsonb_build_object(
    'by_entity_type', (
      select coalesce(
        jsonb_object_agg(
          g.value,
          jsonb_build_object(
            'total', g.total, 'in_core', g.in_core, 'not_in_core', g.total - g.in_core
          )
        ),
        '{}'
      )
      from (
        select
          w.entity_type as value,
          count(*) as total,
          count(*) filter (where w.coalesces_to_core) as in_core
        from reference.enrichment_workflow_registry as w
        where w.is_active
        group by w.entity_type
      ) as g
    ),
    'by_payload_type', (
      select coalesce(
        jsonb_object_agg(
          g.value,
          jsonb_build_object(
            'total', g.total, 'in_core', g.in_core, 'not_in_core', g.total - g.in_core
          )
        ),
        '{}'
      )
      from (
        select
          w.payload_type as value,
          count(*) as total,
          count(*) filter (where w.coalesces_to_core) as in_core
        from reference.enrichment_workflow_registry as w
        where w.is_active
        group by w.payload_type
      ) as g
    ),
    'by_workflow_type', (
      select coalesce(jsonb_object_agg(g.value, g.total), '{}')
      from (
        select w.workflow_type as value, count(*) as total
        from reference.enrichment_workflow_registry as w
        where w.is_active
        group by w.workflow_type
      ) as g
    ),
    'by_usage_category', (
      select coalesce(jsonb_object_agg(g.value, g.total), '{}')
      from (
        select w.usage_category as value, count(*) as total
        from reference.enrichment_workflow_registry as w
        where w.is_active
        group by w.usage_category
      ) as g
    )
  );
end;
$$;

comment on function api.summarize_workflows(jsonb, jsonb) is
  'Counts of the active workflows of the registry. Units: workflows. Nulls: none. Errors: none.';

revoke all on function api.summarize_workflows(jsonb, jsonb) from public;
grant execute on function api.summarize_workflows(jsonb, jsonb) to pipeline_edge, service_role;
