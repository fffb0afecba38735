import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { count, known, outcome } from './parts.ts'

const jobId = '7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e'
const dollars = (description: string) => z.number().nullish().meta({ description })
const id = requiredText('The job_id of the answer that started the job.', jobId)

const job = {
  ...outcome,
  job_id: z.guid().optional().meta({ description: 'The job.' }),
  kind: known('What is sent: a row of outbound.kinds.'),
  state: z
    .enum(['running', 'done', 'cancelled', 'stopped'])
    .optional()
    .meta({
      description:
        'stopped: the webhook is gone or forbidden, the vendor refuses every call, or the budget ' +
        'is used up (stop_reason `budget`); redrive resumes it.',
    }),
  stop_reason: known('Why it was stopped.'),
  webhook_host: known('Where it goes to.'),
  total: count('Deliveries of the job.'),
  pending: count('Deliveries still to be sent.'),
  in_flight: count('Those of them that a worker has in hand.'),
  sent: count('Deliveries answered with 2xx.'),
  failed: count('Deliveries refused with a 4xx.'),
  dead: count('Deliveries tried as often as allowed.'),
  cancelled: count('Deliveries that were cancelled.'),
  skipped: count('Rows that became no delivery.'),
  skipped_rows: z
    .array(z.looseObject({}))
    .optional()
    .meta({ description: 'The first 50 of them, with the reason.' }),
  rate_per_second: z
    .number()
    .optional()
    .meta({ description: 'Deliveries sent per second in the last minute.' }),
  seconds_left: z
    .number()
    .nullish()
    .meta({ description: 'Time left at that rate; null while no rate is known.' }),
  warnings: z
    .array(z.looseObject({ message: z.string() }))
    .optional()
    .meta({ description: 'Remarks made when the job was started.' }),
  vendor: known('Who is asked, where it is a vendor and no webhook.'),
  budget_usd: dollars('Most that the job may cost; null: no limit.'),
  spent_usd: dollars('What it has cost so far, by the tokens of the answers.'),
  assumed_usd: dollars(
    'What calls may have cost whose answer never came: counts against the budget.'
  ),
  created_at: known('When it was started, UTC.'),
  finished_at: known('When it ended, UTC; null while it runs.'),
  duplicate: z
    .boolean()
    .optional()
    .meta({ description: 'True in the answer to a repeated Idempotency-Key.' }),
  error: errorSchema.optional(),
}

const sample = {
  success: true,
  job_id: jobId,
  kind: 'salesnav_export',
  state: 'running',
  stop_reason: null,
  webhook_host: 'api.clay.com',
  total: 1200,
  pending: 700,
  in_flight: 14,
  sent: 498,
  failed: 1,
  dead: 1,
  cancelled: 0,
  skipped: 0,
  skipped_rows: [],
  rate_per_second: 9.87,
  seconds_left: 71,
  warnings: [],
  created_at: '2026-01-02T03:04:05.678901+00:00',
  finished_at: null,
}

/** Jobs of the outbox: how far they are, and changing one's mind. */
export const outboundJobEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/run/outbound/jobs/:id',
    scope: 'send',
    isForClients: true,
    sqlFunction: 'get_outbound_job',
    routingKey: 'none',
    summary: 'Says how far a job is.',
    description: 'Counts by state, the rate of the last minute, and the time left at that rate.',
    request: z.looseObject({ id }),
    response: z.looseObject(job),
    writes: [],
    errors: ['WH101', 'WH104', 'WH701'],
    sample: { request: { id: jobId }, response: sample },
  },
  {
    method: 'POST',
    path: '/run/outbound/jobs/:id/cancel',
    scope: 'send',
    isForClients: true,
    sqlFunction: 'cancel_outbound_job',
    routingKey: 'none',
    summary: 'Cancels what a job has not sent yet.',
    description:
      'Needs no body. What a worker has in hand is finished, all else is cancelled. A job that is ' +
      'done or cancelled stays as it is.',
    request: z.looseObject({ id }),
    response: z.looseObject(job),
    writes: [
      { table: 'outbound.jobs', rule: 'running and stopped become cancelled' },
      { table: 'outbound.deliveries', rule: 'pending ones become cancelled' },
      { table: 'outbound.queue', rule: 'rows of the job are removed' },
    ],
    errors: ['WH101', 'WH104', 'WH105', 'WH701'],
    sample: {
      request: { id: jobId },
      response: { ...sample, state: 'cancelled', pending: 14, cancelled: 686, seconds_left: 0 },
    },
  },
  {
    method: 'POST',
    path: '/run/outbound/jobs/:id/redrive',
    scope: 'send',
    isForClients: true,
    sqlFunction: 'redrive_outbound_job',
    wakesWorker: true,
    routingKey: 'none',
    summary: 'Sends again what a job could not deliver.',
    description:
      'Needs no body. Dead deliveries are tried anew, with the same ids, and a stopped job goes ' +
      'on; one that stopped for its budget needs a larger one (budget_usd). Refused ones only ' +
      'with include_failed. What is on its way is left alone.',
    request: z.looseObject({
      id,
      include_failed: z
        .union([z.boolean(), z.string()], { error: 'must be true or false' })
        .nullish()
        .meta({ description: 'Refused deliveries too; default false.', examples: [false] }),
      budget_usd: z
        .union([z.number(), z.string()], { error: 'must be a number' })
        .nullish()
        .meta({ description: 'Another budget for a job that costs something, in US dollars.' }),
    }),
    response: z.looseObject({ ...job, redriven: count('Deliveries that are on their way again.') }),
    writes: [
      { table: 'outbound.jobs', rule: 'done and stopped become running' },
      { table: 'outbound.job_costs', rule: 'another budget' },
      { table: 'outbound.deliveries', rule: 'dead ones become pending' },
      { table: 'outbound.queue', rule: 'one row per delivery that is sent again' },
    ],
    errors: ['WH101', 'WH104', 'WH105', 'WH701', 'WH703', 'WH705', 'WH711'],
    sample: {
      request: { id: jobId, include_failed: false },
      response: { ...sample, redriven: 1, pending: 701, dead: 0 },
    },
  },
]
