-- Purpose: a registered workflow, or an error that says what to mend.
-- Input -> output: request, field and kind of entity -> the workflow.
-- Called by: api functions that pay for what they land.
-- Writes to: nothing.
-- Idempotence: stable: the registry is a table.
-- Errors: WH101 missing or blank; WH104 an object or array; WH505 not registered for the kind.
-- Example: perform ops.require_workflow(p_request, 'workflow_slug', 'case_study').
create or replace function ops.require_workflow(p_request jsonb, p_field text, p_kind text)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_workflow_slug text := ops.require_text(p_request, p_field);
begin
  if not exists (
    select
    from reference.enrichment_workflow_registry as r
    where r.workflow_slug = v_workflow_slug
      and r.entity_type = ops.registry_entity_type(p_kind)
  ) then
    raise exception using
      errcode = 'WH505',
      message = format('Workflow ''%s'' not found', left(v_workflow_slug, 200)),
      detail = ops.describe_issue(p_field, 'not in the registry'),
      hint = 'send a workflow_slug of reference.enrichment_workflow_registry';
  end if;
  return v_workflow_slug;
end;
$$;

comment on function ops.require_workflow(jsonb, text, text) is
  'The workflow in field p_field of a request, registered for entities of p_kind. Units: none. '
  'Nulls: a missing, null or blank field is an error. Errors: WH101, WH104, WH505.';

revoke all on function ops.require_workflow(jsonb, text, text) from public;
