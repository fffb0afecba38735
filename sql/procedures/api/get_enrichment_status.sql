-- Purpose: which workflows have given something to a company or a person.
-- Input -> output: {entity_type: company or person, entity_key, workflow_slug?} -> {success,
--   entity_type, entity_key, workflows: [{workflow_slug, enriched, count, last_enriched_at}]};
--   only workflows that lead to a core table of such entities; without workflow_slug, those
--   that write it.
-- Called by: POST /api/enrichment/status.
-- Reads: reference.enrichment_workflow_registry and the tables it names.
-- Writes to: nothing.
-- Idempotence: stable.
-- Errors: WH101 missing, WH102 no domain or no profile, WH103 a shared host, WH104 wrong type,
--   WH505 unknown workflow.
-- Example: select api.get_enrichment_status('{"entity_type": "company", "entity_key":
--   "acme.example"}').
create or replace function api.get_enrichment_status(p_request jsonb, p_context jsonb default '{}')
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
as $$
declare
  v_entity_type text := ops.read_choice(
    p_request, 'entity_type', array['company', 'person'], null
  );
  v_workflow_slug text := ops.read_text(p_request, 'workflow_slug');
  v_slugs text[];
  v_key text;
begin
  if v_entity_type is null then
    raise exception using
      errcode = 'WH101',
      message = 'entity_type is required',
      detail = ops.describe_issue('entity_type', 'missing or blank'),
      hint = 'send company or person';
  end if;
  v_key := case v_entity_type
    when 'company' then ops.require_company_domain(p_request, 'entity_key')
    else ops.require_person_url(p_request, 'entity_key')
  end;
  select array_agg(w.workflow_slug)
  into v_slugs
  from reference.enrichment_workflow_registry as w
  where case
    when v_workflow_slug is not null then w.workflow_slug = v_workflow_slug
    -- Look-ups and sends name the table they read: they give nothing.
    else w.is_active and w.coalesces_to_core and w.entity_type = v_entity_type
  end;
  if v_slugs is null then
    raise exception using
      errcode = 'WH505',
      message = format('Workflow ''%s'' not found', left(v_workflow_slug, 200)),
      detail = ops.describe_issue('workflow_slug', 'not in the registry'),
      hint = 'send a workflow_slug of GET /api/enrichment/workflows';
  end if;
  return jsonb_build_object(
    'success', true,
    'entity_type', v_entity_type,
    'entity_key', v_key,
    'workflows', ops.list_enrichment_status(v_entity_type, v_key, v_slugs)
  );
end;
$$;

comment on function api.get_enrichment_status(jsonb, jsonb) is
  'Per workflow that leads to a core table: whether it has rows of the entity, how many, and '
  'when the last of them changed. Units: rows; times are UTC. Nulls: entity_type and entity_key '
  'are required; without workflow_slug all active workflows of that kind. Errors: WH101, WH102, '
  'WH103, WH104, WH505 unknown workflow.';

revoke all on function api.get_enrichment_status(jsonb, jsonb) from public;
grant execute on function api.get_enrichment_status(jsonb, jsonb) to pipeline_edge, service_role;
