-- migrate:up
set role pipeline_owner;

insert into outbound.kinds (kind, description, return_after)
values
  (
    'case_study_url',
    'Rows of raw.staging_case_study_urls. Subject: their id. They come back as case studies, which '
    'set processed.',
    '24 hours'
  ),
  (
    'unresolved_customer',
    'Customers without domain and case study. Subject: core.company_customers.id. They come back '
    'as inferred domains.',
    '24 hours'
  );

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
    'case-study-urls-to-clay', 'pipeline', 'clay', 'case_study_url', 'company',
    'Sends case study URLs that were not sent yet to a Clay webhook.',
    'raw.staging_case_study_urls', null, null, 'origin_company_domain', 'company', false, 'client',
    'utility', 'send_case_study_urls_to_clay', 'POST /run/case-study-urls/to-clay'
  ),
  (
    'case-study-urls-resend', 'pipeline', 'clay', 'case_study_url', 'company',
    'Marks case study URLs that went out without the name of their publisher as not sent.',
    'raw.staging_case_study_urls', null, null, 'origin_company_domain', 'company', false, 'client',
    'utility', 'resend_case_study_urls', 'POST /run/case-study-urls/resend'
  ),
  (
    'unresolved-customers-to-clay', 'pipeline', 'clay', 'unresolved_customer', 'company',
    'Sends customers without domain and case study to a Clay webhook.',
    null, null, 'core.company_customers', 'origin_company_domain', 'company', false, 'client',
    'utility', 'send_unresolved_customers_to_clay', 'POST /run/unresolved-customers/to-clay'
  );

reset role;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
