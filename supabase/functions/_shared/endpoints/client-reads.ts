import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText } from '../endpoint.ts'
import { bound, clientDomain, sampleIds } from './client-parts.ts'
import { listMeta } from './lists.ts'
import { known, outcome, wholeNumber } from './parts.ts'

const lead = {
  id: sampleIds.lead,
  submitted_at: '2026-01-02T03:04:05.678901+00:00',
  first_name: 'Wilma',
  last_name: 'Quux',
  full_name: 'Wilma Quux',
  person_linkedin_url: 'https://www.linkedin.com/in/wilma-example',
  work_email: 'wilma@acme.example',
  job_title: 'Head of Gadgets',
  seniority: 'Head',
  job_function: 'Engineering',
  person_city: 'Cork',
  person_state: 'County Cork',
  person_country: 'Ireland',
  company_name: 'Acme',
  company_domain: 'acme.example',
  company_linkedin_url: 'https://www.linkedin.com/company/acme',
  company_country: 'Ireland',
  company_industry: 'Software Development',
  company_employee_range: '51-200',
  source: 'website',
  client_form_id: 'demo-request',
  client_form_title: 'Request a demo',
  person_id: sampleIds.person,
  company_id: sampleIds.company,
  core_person_id: sampleIds.person,
  core_company_id: sampleIds.company,
}

const leadRow = z.looseObject({
  id: z.guid().meta({ description: 'The lead_id of the ingest.' }),
  submitted_at: z.string().meta({ description: 'When it landed, UTC.' }),
  ...Object.fromEntries(
    Object.keys(lead)
      .filter((name) => name !== 'id' && name !== 'submitted_at')
      .map((name) => [name, z.string().nullable()])
  ),
})

const list: Endpoint = {
  method: 'POST',
  path: '/read/client/leads',
  scope: 'read',
  isForClients: true,
  sqlFunction: 'list_client_leads',
  routingKey: 'client_domain',
  summary: 'The leads of a client, with what the warehouse knows about people and companies.',
  description:
    `${bound} Newest first. Names, addresses and pages are as the client gave them; what it left ` +
    'out, and job and place of the person, are from core where core knows the person or company. ' +
    'Go on with cursor: it neither repeats nor misses leads while others arrive.',
  request: z.looseObject({
    client_domain: clientDomain,
    limit: wholeNumber('Leads of the page, 1 to 1000; 100 when left out.', 10),
    offset: wholeNumber('Leads before the page; not beside cursor.', 10),
    cursor: optionalText('meta.next_cursor of the page before.'),
    count: optionalText('exact (when left out), or none: then total is null.', 'none'),
  }),
  response: z.looseObject({
    ...outcome,
    client_domain: known('Domain of the client as stored.'),
    total: z.int().nullish().meta({ description: 'All leads of the client.' }),
    leads: z.array(leadRow).optional().meta({ description: 'The leads of the page.' }),
    meta: listMeta().optional().meta({ description: 'About the list.' }),
    error: errorSchema.optional(),
  }),
  writes: [],
  errors: ['WH101', 'WH102', 'WH103', 'WH104', 'WH108', 'WH801'],
  sample: {
    request: { client_domain: sampleIds.client, limit: 100 },
    response: {
      success: true,
      client_domain: sampleIds.client,
      total: 1,
      leads: [lead],
      meta: { total: 1, limit: 100, offset: 0, count: 'exact', next_cursor: null },
    },
  },
}

/** Reading leads of clients. */
export const clientReadEndpoints: readonly Endpoint[] = [list]
