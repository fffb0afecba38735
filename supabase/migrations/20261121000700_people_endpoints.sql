-- migrate:up
set role pipeline_owner;

insert into reference.enrichment_workflow_registry (
  workflow_slug,
  provider,
  platform,
  payload_type,
  entity_type,
  description,
  raw_table,
  extracted_table,
  core_table,
  key_column,
  key_type,
  coalesces_to_core,
  usage_category,
  workflow_type,
  modal_function_name,
  api_endpoint_url
)
values
  (
    'person-work-history',
    'internal',
    'pipeline',
    'lookup',
    'person',
    'Gives the jobs of a person, present ones first.',
    null,
    null,
    null,
    'linkedin_url',
    'person',
    false,
    'client',
    'lookup',
    'list_person_work_history',
    'POST /api/people/work-history'
  ),
  (
    'person-enrichment-status',
    'internal',
    'pipeline',
    'lookup',
    'person',
    'Says whether a work history of a person is there.',
    null,
    null,
    null,
    'linkedin_url',
    'person',
    false,
    'client',
    'lookup',
    'get_person_enrichment_status',
    'POST /api/people/enrichment-status'
  ),
  (
    'person-workflow-enrichment-status',
    'internal',
    'pipeline',
    'lookup',
    'person',
    'Says whether the core table of a workflow holds a person.',
    null,
    null,
    null,
    'linkedin_url',
    'person',
    false,
    'client',
    'lookup',
    'get_person_workflow_enrichment_status',
    'POST /api/people/workflow-enrichment-status'
  );

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
