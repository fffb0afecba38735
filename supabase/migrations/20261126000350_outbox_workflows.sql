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
  key_column,
  key_type,
  usage_category,
  workflow_type,
  modal_function_name,
  api_endpoint_url
)
values
  (
    'salesnav-export-to-clay', 'salesnav', 'clay', 'utility', 'person',
    'Sends the rows of a Sales Navigator export to a Clay webhook.', 'raw.salesnav_exports',
    'export_id', 'export', 'client', 'utility', 'export_salesnav',
    'POST /run/salesnav/export/to-clay'
  ),
  (
    'salesnav-export-status', 'salesnav', 'pipeline', 'lookup', 'person',
    'Says how far a Sales Navigator export is on its way to Clay.', 'raw.salesnav_exports',
    'export_id', 'export', 'client', 'lookup', 'get_salesnav_export',
    'GET /run/salesnav/export/:export_id'
  ),
  (
    'outbound-job-status', 'internal', 'pipeline', 'lookup', 'company',
    'Says how far a job of the outbox is.', null, 'id', 'job', 'client', 'lookup',
    'get_outbound_job', 'GET /run/outbound/jobs/:id'
  ),
  (
    'outbound-job-cancel', 'internal', 'pipeline', 'utility', 'company',
    'Cancels what a job of the outbox has not sent yet.', null, 'id', 'job', 'client', 'utility',
    'cancel_outbound_job', 'POST /run/outbound/jobs/:id/cancel'
  ),
  (
    'outbound-job-redrive', 'internal', 'pipeline', 'utility', 'company',
    'Sends again what a job of the outbox could not deliver.', null, 'id', 'job', 'client',
    'utility', 'redrive_outbound_job', 'POST /run/outbound/jobs/:id/redrive'
  ),
  (
    'outbound-work', 'internal', 'pipeline', 'utility', 'company',
    'Sends what waits in the outbox, for a schedule to call.', null, 'id', 'job', 'internal-hq',
    'utility', 'get_outbound_backlog', 'POST /run/outbound/work'
  );

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
