import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { count, duplicate, flag, outcome, wholeNumber } from './parts.ts'
import {
  answerWrites,
  batchId,
  batchStatus,
  batchWrites,
  domain,
  jobId,
  sampleStatus,
  wishes,
} from './similar-fields.ts'

const again = flag('True: also domains that were asked about in vain. False when left out.')
const root = '/api/enrichment/similar-companies'

const pending: Endpoint = {
  method: 'GET',
  path: `${root}/pending`,
  scope: 'read',
  sqlFunction: 'list_pending_similar_companies',
  routingKey: 'none',
  summary: 'Lists customers whose similar companies were not asked for yet.',
  description: 'Domains in core.company_customers without an answer, and not on their way.',
  request: z.looseObject({
    limit: wholeNumber('At most so many domains, 1 to 2000; 500 when left out.', 10),
    offset: wholeNumber('Domains to skip; 0 when left out.', 10),
    again,
  }),
  response: z.looseObject({
    ...outcome,
    pending_domains: z.array(z.string()).optional().meta({ description: 'By domain.' }),
    total: count('All that are pending.'),
    limit: count('As asked.'),
    offset: count('As asked.'),
    has_more: z.boolean().optional().meta({ description: 'Whether there are more after these.' }),
    error: errorSchema.optional(),
  }),
  writes: [],
  errors: ['WH104'],
  sample: {
    request: { limit: 10, offset: 10 },
    response: {
      success: true,
      pending_domains: [domain],
      total: 11,
      limit: 10,
      offset: 10,
      has_more: false,
    },
  },
}

const start: Endpoint = {
  method: 'POST',
  path: `${root}/batch`,
  scope: 'send',
  sqlFunction: 'start_similar_companies_batch',
  wakesWorker: true,
  routingKey: 'none',
  summary: 'Asks for the similar companies of customers that were not asked about yet.',
  description:
    'Makes a batch of the first batch_size pending domains and answers at once, as ' +
    '/run/companies/companyenrich/similar-companies/batch does.',
  request: z.looseObject({
    batch_size: wholeNumber('At most so many domains, 1 to 20000; 200 when left out.', 200),
    ...wishes,
    again,
  }),
  response: z.looseObject({
    ...outcome,
    queued_domains: count('Domains of the new batch.'),
    remaining_pending: count('Domains that are still pending after that.'),
    batch_id: z.guid().nullish().meta({ description: 'The batch; null where nothing is pending.' }),
    job_id: z.guid().nullish().meta({ description: 'Its job.' }),
    domains_processing: count('Domains on their way now, those of other batches included.'),
    estimated_time_seconds: count('What those take at the rate of the account.'),
    duplicate,
    error: errorSchema.optional(),
  }),
  writes: [...batchWrites, ...answerWrites],
  errors: ['WH104', 'WH105', 'WH741'],
  sample: {
    request: { batch_size: 200, similarity_weight: 0 },
    response: {
      success: true,
      queued_domains: 200,
      remaining_pending: 398,
      batch_id: batchId,
      job_id: jobId,
      domains_processing: 200,
      estimated_time_seconds: 100,
    },
  },
}

const batchState: Endpoint = {
  method: 'GET',
  path: `${root}/batch/:batch_id/status`,
  scope: 'read',
  sqlFunction: 'get_similar_companies_batch_status',
  routingKey: 'none',
  summary: 'Says how far a batch of similar companies is.',
  description: 'The same as /run/companies/companyenrich/similar-companies/batch/status.',
  request: z.looseObject({
    batch_id: requiredText('The batch_id of the answer that started the batch.', batchId),
  }),
  response: batchStatus,
  writes: [],
  errors: ['WH101', 'WH104', 'WH751'],
  sample: { request: { batch_id: batchId }, response: sampleStatus },
}

const queueCounts = {
  total: count('All that were ever asked for.'),
  queue: z
    .looseObject({
      pending: count('Still to be asked.'),
      processing: count('In the hands of a worker.'),
      done: count('Answered.'),
      error: count('Refused or given up.'),
      cancelled: count('Cancelled.'),
    })
    .optional()
    .meta({ description: 'Domains by status.' }),
}
const sampleCounts = {
  total: 598,
  queue: { pending: 0, processing: 1, done: 590, error: 2, cancelled: 5 },
}

const queueStatus: Endpoint = {
  method: 'GET',
  path: `${root}/queue/status`,
  scope: 'read',
  sqlFunction: 'get_similar_companies_queue_status',
  routingKey: 'none',
  summary: 'Counts the domains that CompanyEnrich is asked about, by status.',
  description: 'All batches and single requests; a domain counts once in each.',
  request: z.looseObject({}),
  response: z.looseObject({ ...outcome, ...queueCounts, error: errorSchema.optional() }),
  writes: [],
  errors: [],
  sample: { request: {}, response: { success: true, ...sampleCounts } },
}

const clear: Endpoint = {
  method: 'DELETE',
  path: `${root}/queue/clear`,
  scope: 'send',
  sqlFunction: 'clear_similar_companies_queue',
  routingKey: 'none',
  summary: 'Cancels what is still to be asked of CompanyEnrich.',
  description:
    'Of all batches. What a worker has in hand is finished, unless include_processing gives it ' +
    'up: then its answer is not landed.',
  request: z.looseObject({ include_processing: flag('True: calls under way, too.') }),
  response: z.looseObject({
    ...outcome,
    cleared: count('Domains cancelled now.'),
    ...queueCounts,
    error: errorSchema.optional(),
  }),
  writes: [
    { table: 'outbound.jobs', rule: 'running and stopped become cancelled' },
    { table: 'outbound.deliveries', rule: 'pending ones become cancelled' },
    { table: 'outbound.queue', rule: 'their rows are removed' },
  ],
  errors: ['WH104'],
  sample: { request: {}, response: { success: true, cleared: 5, ...sampleCounts } },
}

/** What is still to be asked about similar companies. */
export const similarQueueEndpoints: readonly Endpoint[] = [
  pending,
  start,
  batchState,
  queueStatus,
  clear,
]
