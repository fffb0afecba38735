import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText, requiredText } from '../endpoint.ts'
import { count, duplicate, flag, outcome } from './parts.ts'

const webhookUrl = 'https://api.clay.com/v3/sources/webhook/pull-in-data-from-a-webhook-example'
const sendErrors = ['WH101', 'WH104', 'WH105', 'WH703', 'WH711', 'WH712', 'WH713', 'WH714']

const webhook = requiredText('The Clay webhook; its host must be allowed.', webhookUrl)
const limit = z
  .union([z.number(), z.string()], { error: 'must be a whole number' })
  .nullish()
  .meta({ description: 'At most so many rows, 1 to 5000; 1000 when left out.', examples: [1000] })
const texts = (description: string) =>
  z
    .union([z.array(z.unknown()), z.literal('')], { error: 'must be an array' })
    .nullish()
    .meta({ description })

const sent = {
  ...outcome,
  dry_run: z.boolean().optional().meta({ description: 'True: nothing was queued.' }),
  total_rows: count('Rows chosen.'),
  queued: count('Rows that are on their way.'),
  sent: count('Always 0: sending begins after the answer; ask for the job.'),
  remaining: count('Further rows that could be sent, beyond the limit.'),
  job_id: z
    .guid()
    .nullish()
    .meta({ description: 'For GET /run/outbound/jobs/{id}; null where nothing was queued.' }),
  message: z.string().optional().meta({ description: 'The same in words.' }),
  warnings: z
    .array(z.looseObject({ message: z.string() }))
    .optional()
    .meta({ description: 'For instance that the webhook is near its limit.' }),
  duplicate,
  error: errorSchema.optional(),
}

const jobWrites = [
  { table: 'outbound.jobs', rule: 'one row per request that queues anything' },
  { table: 'outbound.deliveries', rule: 'one row per queued row, its body frozen' },
  { table: 'outbound.queue', rule: 'one row per delivery until it is settled' },
]

const nothingSent = {
  success: true,
  dry_run: true,
  total_rows: 1200,
  queued: 0,
  sent: 0,
  remaining: 0,
  job_id: null,
  warnings: [],
  message: '1200 rows would be sent.',
}

const caseStudyUrls: Endpoint = {
  method: 'POST',
  path: '/run/case-study-urls/to-clay',
  aliases: ['/send_case_study_urls_to_clay'],
  scope: 'send',
  sqlFunction: 'send_case_study_urls',
  wakesWorker: true,
  routingKey: 'none',
  summary: 'Sends case study URLs that were not sent yet to a Clay webhook.',
  description:
    'Answers at once with a job; the rows go out at the pace of the account (Clay: 10 a second) ' +
    'and are tried again until they arrive. Each is exactly `{origin_company_name, ' +
    'origin_company_domain, customer_company_name, case_study_url}`. A row that lacks one of them ' +
    'is reported and stays unsent. sent_to_clay is set when Clay has accepted the row.',
  request: z.looseObject({
    webhook_url: webhook,
    batch_id: optionalText('Only this batch; all unsent rows when left out.', '2026-02'),
    limit,
    dry_run: flag('True: only count. False when left out.'),
  }),
  response: z.looseObject({
    ...sent,
    skipped: count('Unsent rows that lack a field.'),
    skipped_rows: z
      .array(z.looseObject({}))
      .optional()
      .meta({ description: 'The first 50 of them: id and missing fields.' }),
  }),
  writes: [
    ...jobWrites,
    { table: 'raw.staging_case_study_urls', rule: 'names filled now; sent_to_clay on acceptance' },
  ],
  errors: sendErrors,
  sample: {
    request: { webhook_url: webhookUrl, limit: 5000, dry_run: true },
    response: { ...nothingSent, skipped: 0, skipped_rows: [] },
  },
}

const resend: Endpoint = {
  method: 'POST',
  path: '/run/case-study-urls/resend',
  scope: 'send',
  sqlFunction: 'resend_case_study_urls',
  routingKey: 'none',
  summary: 'Makes rows go out again that went out without the name of their publisher.',
  description:
    'Sets sent_to_clay of rows to false whose publisher has a name by now; the next ' +
    '/run/case-study-urls/to-clay sends them. processed stays. What was really sent is read from ' +
    'the deliveries; rows sent before there was such a log count as sent without a name.',
  request: z.looseObject({
    ids: texts('Only these rows of raw.staging_case_study_urls.'),
    batch_id: optionalText('Only this batch.', '2026-02'),
    origin_company_domains: texts('Only these publishers.'),
    only_null_name_sends: flag('False: rows sent with a name too. True when left out.'),
    dry_run: flag('False: do it. True when left out.'),
  }),
  response: z.looseObject({
    ...outcome,
    dry_run: z.boolean().optional().meta({ description: 'True: nothing was changed.' }),
    matched: count('Sent rows that were chosen.'),
    reset: count('Those with a name now: they are, or would be, unsent.'),
    still_null: count('Those without: they stay as they are.'),
    duplicate: sent.duplicate,
    error: errorSchema.optional(),
  }),
  writes: [{ table: 'raw.staging_case_study_urls', rule: 'sent_to_clay becomes false' }],
  errors: ['WH104', 'WH105'],
  sample: {
    request: { batch_id: '2026-02' },
    response: { success: true, dry_run: true, matched: 851, reset: 851, still_null: 0 },
  },
}

const unresolved: Endpoint = {
  method: 'POST',
  path: '/run/unresolved-customers/to-clay',
  aliases: ['/send_unresolved_customers_to_clay'],
  scope: 'send',
  sqlFunction: 'send_unresolved_customers',
  wakesWorker: true,
  routingKey: 'none',
  summary: 'Sends customers without domain and case study to a Clay webhook.',
  description:
    'Each row is `{id, customer_name, origin_company_domain, origin_company_name}`, oldest first. ' +
    'A customer that was sent is left out later, unless resend is true. Answers at once with a ' +
    'job, as /run/case-study-urls/to-clay does.',
  request: z.looseObject({
    webhook_url: webhook,
    limit,
    resend: flag('True: also what was sent before. False when left out.'),
    dry_run: flag('True: only count. False when left out.'),
  }),
  response: z.looseObject(sent),
  writes: jobWrites,
  errors: sendErrors,
  sample: { request: { webhook_url: webhookUrl, dry_run: true }, response: nothingSent },
}

/** What is sent to Clay of customers and their case studies. */
export const customerSenderEndpoints: readonly Endpoint[] = [caseStudyUrls, resend, unresolved]
