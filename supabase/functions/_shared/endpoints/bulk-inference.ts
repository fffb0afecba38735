import { z } from 'zod'
import { type Endpoint, errorSchema } from '../endpoint.ts'
import { count, duplicate, flag, outcome } from './parts.ts'

const dollars = (description: string) => z.number().nullish().meta({ description })

const request = z.looseObject({
  limit: z
    .union([z.number(), z.string()], { error: 'must be a whole number' })
    .nullish()
    .meta({ description: 'At most so many rows, 1 to 50000; as many when left out.' }),
  budget_usd: z
    .union([z.number(), z.string()], { error: 'must be a number' })
    .nullish()
    .meta({
      description:
        'Most that the job may cost, in US dollars: it stops before the call that could pass it, ' +
        'and a redrive with a larger one goes on. No limit when left out.',
      examples: [5],
    }),
  dry_run: flag('True: only count. False when left out.'),
  again: flag('True: also what was asked before. False when left out.'),
})

const response = z.looseObject({
  ...outcome,
  dry_run: z.boolean().optional().meta({ description: 'True: nothing was queued.' }),
  total_rows: count('Rows chosen.'),
  queued: count('Rows that are asked about.'),
  sent: count('Always 0: asking begins after the answer; ask for the job.'),
  remaining: count('Further rows that could be asked about, beyond the limit.'),
  budget_usd: dollars('The budget of the job; null: no limit.'),
  highest_cost_usd: dollars('What it would cost were every call as dear as can be.'),
  job_id: z
    .guid()
    .nullish()
    .meta({ description: 'For GET /run/outbound/jobs/{id}; null where nothing was queued.' }),
  message: z.string().optional().meta({ description: 'The same in words.' }),
  warnings: z.array(z.looseObject({ message: z.string() })).optional(),
  duplicate,
  error: errorSchema.optional(),
})

const jobId = '7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e'
const sample = {
  request: { budget_usd: 5 },
  response: {
    success: true,
    dry_run: false,
    total_rows: 1200,
    queued: 1200,
    sent: 0,
    remaining: 0,
    budget_usd: 5,
    highest_cost_usd: 3.38,
    job_id: jobId,
    warnings: [],
    message: `1200 rows are on their way: GET /run/outbound/jobs/${jobId}`,
  },
}

const jobWrites = [
  { table: 'outbound.jobs', rule: 'one row per request that queues anything' },
  { table: 'outbound.job_costs', rule: 'budget and cost of the job' },
  { table: 'outbound.deliveries', rule: 'one row per call, its body frozen' },
  { table: 'outbound.queue', rule: 'what the budget can pay for, until it is settled' },
]

type Particulars = Pick<Endpoint, 'path' | 'sqlFunction' | 'summary'> &
  Readonly<{ whom: string; lands: string }>

/** An endpoint that makes a job of one kind of question. */
function bulk({ path, sqlFunction, summary, whom, lands }: Particulars): Endpoint {
  return {
    method: 'POST',
    path,
    scope: 'send',
    sqlFunction,
    wakesWorker: true,
    routingKey: 'none',
    summary,
    description:
      `Answers at once with a job over ${whom}, oldest first; what a job has in hand, and what ` +
      'was asked before, is left out. The worker asks at the pace of the account, tries again ' +
      `what may still succeed, and lands each answer once, in ${lands}.`,
    request,
    response,
    writes: [...jobWrites, { table: lands, rule: 'one row per answer' }],
    errors: ['WH104', 'WH105', 'WH741'],
    sample,
  }
}

/** Questions to a model about everything that it was not asked about yet. */
export const bulkInferenceEndpoints: readonly Endpoint[] = [
  bulk({
    path: '/run/customers/gemini/orphan-domains/batch',
    sqlFunction: 'ask_orphan_domains',
    summary: 'Asks Gemini for the domains of all customers that are known by name alone.',
    whom: 'all customers without domain and case study',
    lands: 'raw.orphan_customer_domain_payloads',
  }),
  bulk({
    path: '/run/customers/gemini/domain-inference/batch',
    sqlFunction: 'ask_domain_inferences',
    summary: 'Asks Gemini for candidates for the domains of all customers that have none.',
    whom: 'all customers without a domain',
    lands: 'raw.gemini_domain_inference_payloads',
  }),
  bulk({
    path: '/run/companies/gemini/case-study-extraction/batch',
    sqlFunction: 'ask_case_study_extractions',
    summary: 'Asks Gemini to read all case studies that were not processed yet.',
    whom: 'all unprocessed rows of raw.staging_case_study_urls that name a customer',
    lands: 'raw.gemini_case_study_payloads',
  }),
  bulk({
    path: '/run/companies/not-sure/case-study-buyers/batch',
    sqlFunction: 'ask_case_study_buyers',
    summary: 'Asks Gemini who is quoted in all case studies that were not processed yet.',
    whom: 'all unprocessed rows of raw.staging_case_study_urls that name a customer',
    lands: 'raw.case_study_buyers_payloads',
  }),
]
