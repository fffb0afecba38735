import { z } from 'zod'
import { type Endpoint, errorSchema, requiredDocument, requiredText } from '../endpoint.ts'
import { companyenrichDocument } from './companyenrich-document.ts'
import { companyenrichWrites } from './companyenrich-writes.ts'
import { count, duplicate, ingestErrors, outcome, remarks } from './parts.ts'

const companyenrichRequest = z.looseObject({
  domain: requiredText(
    'Domain of the company; a URL or an e-mail address is taken too and reduced to its domain.',
    'northwind-robotics.example'
  ),
  raw_payload: requiredDocument(
    'The answer of CompanyEnrich as it is: an object, or a JSON string holding one.'
  ),
})

const companyenrichResponse = z.looseObject({
  ...outcome,
  domain: z.string().meta({ description: 'The domain as stored: lower case, without www.' }),
  raw_id: z.guid().meta({ description: 'Row of raw.companyenrich_payloads.' }),
  extracted_id: z
    .guid()
    .optional()
    .meta({ description: 'Row of extracted.companyenrich_company; absent when quarantined.' }),
  failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
  core_company_inserted: z
    .boolean()
    .optional()
    .meta({ description: 'True when the company was not in core before.' }),
  funding_rounds_processed: count('Funding rounds in the document.'),
  keywords_count: count('Keywords in the document.'),
  technologies_count: count('Technologies in the document.'),
  core_tech_on_site_count: count('Technologies the document gives to core.company_tech_on_site.'),
  investors_count: count('Distinct investors in the document.'),
  unchanged: z
    .boolean()
    .optional()
    .meta({ description: 'True when the company already holds this very document.' }),
  duplicate,
  written: z
    .record(z.string(), z.int())
    .optional()
    .meta({ description: 'Rows changed per table.' }),
  ...remarks,
  error: errorSchema.optional(),
})

/** Endpoints about companies. */
export const companyEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/companies/companyenrich/ingest',
    aliases: ['/ingest_companyenrich'],
    scope: 'ingest',
    sqlFunction: 'ingest_companyenrich',
    timeoutSeconds: 60,
    routingKey: 'domain',
    summary: 'Lands a company document of CompanyEnrich and updates the company.',
    description:
      'Keeps the document in raw, writes its typed rows to extracted and coalesces them into the ' +
      'one record of the company in core, all in one transaction. A document that cannot be ' +
      'extracted stays in raw and is answered with 202 and a failure_id. Values inside the ' +
      'document that have the wrong type become null and are named in warnings.',
    request: companyenrichRequest,
    response: companyenrichResponse,
    jsonFields: ['raw_payload'],
    document: { field: 'raw_payload', fields: companyenrichDocument },
    writes: companyenrichWrites,
    errors: ingestErrors,
    sample: {
      request: {
        domain: 'northwind-robotics.example',
        raw_payload: {
          name: 'Northwind Robotics',
          domain: 'northwind-robotics.example',
          employees: '51-200',
          revenue: '10m-50m',
          industry: 'Software',
          keywords: ['robotics', 'warehouse automation'],
          technologies: ['PostgreSQL'],
          location: { city: { name: 'Utrecht' }, country: { name: 'Netherlands', code: 'NL' } },
          financial: {
            funding: [
              {
                date: '2024-05-01T00:00:00Z',
                type: 'Series A',
                amount: '12000000 USD',
                from: 'Lantern Ventures, Quay Capital',
              },
            ],
          },
          updated_at: '2025-01-15T09:30:00Z',
        },
      },
      response: {
        success: true,
        domain: 'northwind-robotics.example',
        raw_id: '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11',
        extracted_id: '5d0b1f0e-52a7-5b1c-8f63-1d9c6a7f2e40',
        core_company_inserted: true,
        funding_rounds_processed: 1,
        keywords_count: 2,
        technologies_count: 1,
        core_tech_on_site_count: 1,
        investors_count: 2,
        written: { 'core.companies': 1, 'core.company_keywords': 2 },
        unmapped: [],
        warnings: [],
      },
    },
  },
]
