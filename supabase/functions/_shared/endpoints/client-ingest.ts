import { z } from 'zod'
import { type Endpoint, errorSchema } from '../endpoint.ts'
import { bound, clientDomain, id, sampleIds } from './client-parts.ts'
import { ingestErrors, known, outcome, remarks } from './parts.ts'

const given = (description: string, example: string) =>
  z
    .unknown()
    .optional()
    .meta({ description, examples: [example] })

const duplicate = z
  .boolean()
  .optional()
  .meta({
    description:
      'True when the same answers were given within the last 24 hours: the ids are those of that ' +
      'lead. Also when the Idempotency-Key was seen before: the first answer again.',
  })

const ingest: Endpoint = {
  method: 'POST',
  path: '/run/client/leads/ingest',
  scope: 'ingest',
  isForClients: true,
  sqlFunction: 'ingest_client_lead',
  routingKey: 'client_domain',
  summary: 'Lands a lead of a client, with the person and the company behind it.',
  description:
    `${bound} The whole body is kept in raw. The person is known again by her LinkedIn page, else ` +
    'her e-mail address, else name and company; the company by domain, else LinkedIn page, else ' +
    'name; both per client. A missing company_domain is that of work_email, unless it is a free ' +
    'mailbox; a missing part of the name follows from the others. What cannot be read is null and ' +
    'named in warnings.',
  request: z.looseObject({
    client_domain: clientDomain,
    client_form_id: given('The form, as the client calls it.', 'demo-request'),
    client_form_title: given('Title of the form.', 'Request a demo'),
    first_name: given('First name.', 'Wilma'),
    last_name: given('Last name.', 'Quux'),
    full_name: given('Whole name.', 'Wilma Quux'),
    person_linkedin_url: given('LinkedIn page of the person.', 'linkedin.com/in/wilma-example'),
    work_email: given('E-mail address.', 'wilma@acme.example'),
    company_domain: given('Domain of her company.', 'acme.example'),
    company_name: given('Name of her company.', 'Acme'),
    company_linkedin_url: given('LinkedIn page of her company.', 'linkedin.com/company/acme'),
    source: given('Where the client has the lead from.', 'website'),
  }),
  response: z.looseObject({
    ...outcome,
    raw_id: z.guid().optional().meta({ description: 'Row of raw.client_lead_payloads.' }),
    client_domain: known('Domain of the client as stored.'),
    lead_id: id('Row of client.leads.'),
    person_id: id('Row of client.leads_people; null when nothing identifies a person.'),
    company_id: id('Row of client.leads_companies; null when there is no company data.'),
    duplicate,
    written: z
      .record(z.string(), z.int())
      .optional()
      .meta({ description: 'Rows changed per table.' }),
    failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
    warnings: remarks.warnings,
    error: errorSchema.optional(),
  }),
  writes: [
    { table: 'raw.client_lead_payloads', rule: 'one row per request, never changed' },
    { table: 'client.leads', rule: 'one row per submission, but for repetitions in 24 hours' },
    { table: 'client.leads_people', rule: 'one row per client and person; fills nulls, counts' },
    { table: 'client.leads_companies', rule: 'one row per client and company, likewise' },
  ],
  errors: [...ingestErrors, 'WH801'],
  sample: {
    request: {
      client_domain: sampleIds.client,
      client_form_id: 'demo-request',
      first_name: 'Wilma',
      last_name: 'Quux',
      work_email: 'wilma@acme.example',
      source: 'website',
    },
    response: {
      success: true,
      raw_id: '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11',
      client_domain: sampleIds.client,
      lead_id: sampleIds.lead,
      person_id: sampleIds.person,
      company_id: sampleIds.company,
      duplicate: false,
      written: { 'client.leads': 1, 'client.leads_people': 1, 'client.leads_companies': 1 },
      warnings: [],
    },
  },
}

/** Landing leads of clients. */
export const clientIngestEndpoints: readonly Endpoint[] = [ingest]
