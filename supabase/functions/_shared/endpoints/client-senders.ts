import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText } from '../endpoint.ts'
import { bound, clientDomain, id, sampleIds } from './client-parts.ts'
import { count, duplicate, flag, known, outcome, wholeNumber } from './parts.ts'

const webhookUrl = 'https://api.clay.com/v3/sources/webhook/pull-in-data-from-a-webhook-example'

const half = (what: string) =>
  z
    .looseObject({
      total_rows: count('Rows chosen.'),
      queued: count('Rows that are on their way.'),
      sent: count('Always 0: sending begins after the answer; ask for the job.'),
      remaining: count('Further rows that could be sent, beyond the limit.'),
      job_id: id('For GET /run/outbound/jobs/{id}; null where nothing was queued.'),
      message: z.string().meta({ description: 'The same in words.' }),
      warnings: z.array(z.looseObject({ message: z.string() })),
    })
    .optional()
    .meta({ description: `What is sent of ${what}.` })

const sampleHalf = (rows: number, jobId: string) => ({
  total_rows: rows,
  queued: rows,
  sent: 0,
  remaining: 0,
  job_id: jobId,
  message: `${rows} rows are on their way: GET /run/outbound/jobs/${jobId}`,
  warnings: [],
})

const toClay: Endpoint = {
  method: 'POST',
  path: '/run/client/leads/to-clay',
  scope: 'send',
  isForClients: true,
  sqlFunction: 'send_client_leads',
  wakesWorker: true,
  routingKey: 'client_domain',
  summary: 'Sends the people and the companies behind the leads of a client to two Clay webhooks.',
  description:
    `${bound} People go out one per lead, companies once each, oldest first, as two jobs; a ` +
    'webhook that is left out gets nothing. What was sent is left out later, unless resend is ' +
    'true. A person is `{lead_id, client_domain, client_name, first_name, last_name, full_name, ' +
    'person_linkedin_url, work_email, company_domain, company_name, company_linkedin_url, source, ' +
    'client_form_id, client_form_title}`, a company `{company_id, client_domain, client_name, ' +
    'company_domain, company_name, company_linkedin_url}`. Answers at once with the jobs, as ' +
    '/run/case-study-urls/to-clay does.',
  request: z.looseObject({
    client_domain: clientDomain,
    client_name: optionalText('Name of the client, for the receiver.', 'Northwind'),
    people_webhook_url: optionalText('The Clay webhook for people.', webhookUrl),
    companies_webhook_url: optionalText('The Clay webhook for companies.', webhookUrl),
    limit: wholeNumber('At most so many rows of each, 1 to 5000; 1000 when left out.', 100),
    resend: flag('True: also what was sent before. False when left out.'),
    dry_run: flag('True: only count. False when left out.'),
  }),
  response: z.looseObject({
    ...outcome,
    client_domain: known('Domain of the client as stored.'),
    dry_run: z.boolean().optional().meta({ description: 'True: nothing was queued.' }),
    total_rows: count('Rows chosen, of both.'),
    people_sent: count('Always 0: sending begins after the answer.'),
    people_errors: count('People whose row is longer than the receiver takes.'),
    companies_sent: count('Always 0: sending begins after the answer.'),
    companies_errors: count('Companies whose row is longer than the receiver takes.'),
    people: half('people'),
    companies: half('companies'),
    duplicate,
    error: errorSchema.optional(),
  }),
  writes: [
    { table: 'outbound.jobs', rule: 'one row for people, one for companies' },
    { table: 'outbound.deliveries', rule: 'one row per queued row, its body frozen' },
    { table: 'outbound.queue', rule: 'one row per delivery until it is settled' },
  ],
  errors: [
    ...['WH101', 'WH102', 'WH103', 'WH104', 'WH105', 'WH703', 'WH711', 'WH712', 'WH713', 'WH714'],
    'WH801',
  ],
  sample: {
    request: {
      client_domain: sampleIds.client,
      client_name: 'Northwind',
      people_webhook_url: webhookUrl,
      companies_webhook_url: webhookUrl,
    },
    response: {
      success: true,
      client_domain: sampleIds.client,
      dry_run: false,
      total_rows: 5,
      people_sent: 0,
      people_errors: 0,
      companies_sent: 0,
      companies_errors: 0,
      people: sampleHalf(3, '7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e'),
      companies: sampleHalf(2, '1f0d8a34-6f6c-4f0e-9a38-0d3b1c9b7a21'),
    },
  },
}

/** Sending leads of clients. */
export const clientSenderEndpoints: readonly Endpoint[] = [toClay]
