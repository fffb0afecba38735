import { z } from 'zod'
import { known } from './parts.ts'

/** A row of the workflow registry. */
export const workflow = z.looseObject({
  workflow_slug: z.string().meta({ description: 'Name of the workflow.' }),
  new_workflow_slug: known('Rename target.'),
  provider: z.string().meta({ description: 'Who makes the data.' }),
  platform: z.string().meta({ description: 'What runs it.' }),
  payload_type: z.string().meta({ description: 'Kind of payload.' }),
  entity_type: z.string().meta({ description: 'company, person or target_client.' }),
  description: z.string().meta({ description: 'What it does.' }),
  raw_table: known('Table it lands in.'),
  extracted_table: known('Its main extracted table.'),
  core_table: known('The core table it leads to.'),
  key_column: z.string().meta({ description: 'Column that holds its key.' }),
  key_type: z.string().meta({ description: 'What the key identifies.' }),
  coalesces_to_core: z.boolean().meta({ description: 'Whether it writes core.' }),
  usage_category: z.string().meta({ description: 'client or internal-hq.' }),
  workflow_type: z.string().meta({ description: 'ingest, calls_ai, lookup, utility or backfill.' }),
  is_active: z.boolean().meta({ description: 'Whether lists show it.' }),
  modal_function_name: known('Function name of the endpoint.'),
  modal_endpoint_url: known('Absolute URL elsewhere.'),
  api_endpoint_url: known('Method and path.'),
  api_endpoint_full_url: known('Path from the root of the host.'),
  created_at: z.string().meta({ description: 'When the row was made, UTC.' }),
  updated_at: z.string().meta({ description: 'When it last changed, UTC.' }),
})

/** One of them. */
export const sampleWorkflow = {
  workflow_slug: 'companyenrich',
  new_workflow_slug: null,
  provider: 'companyenrich',
  platform: 'clay',
  payload_type: 'enrichment',
  entity_type: 'company',
  description: 'Lands a CompanyEnrich company document.',
  raw_table: 'raw.companyenrich_payloads',
  extracted_table: 'extracted.companyenrich_company',
  core_table: 'core.companies',
  key_column: 'domain',
  key_type: 'company',
  coalesces_to_core: true,
  usage_category: 'client',
  workflow_type: 'ingest',
  is_active: true,
  modal_function_name: 'ingest_companyenrich',
  modal_endpoint_url: null,
  api_endpoint_url: 'POST /run/companies/companyenrich/ingest',
  api_endpoint_full_url: '/functions/v1/run/companies/companyenrich/ingest',
  created_at: '2026-01-02T03:04:05.678901+00:00',
  updated_at: '2026-01-02T03:04:05.678901+00:00',
}
