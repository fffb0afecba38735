import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText, requiredText } from '../endpoint.ts'
import { count, duplicate, flag, known, outcome, wholeNumber } from './parts.ts'
import {
  answerWrites,
  batchId,
  batchStatus,
  batchWrites,
  domain,
  jobId,
  sampleCompany,
  sampleStatus,
  similarCompany,
  wishes,
} from './similar-fields.ts'

const company = requiredText('Domain of the company, in any spelling.', domain)
const asked = known('The domain asked for, as stored; as sent where it is refused.')
const domainErrors = ['WH101', 'WH102', 'WH103', 'WH104']
const callErrors = ['WH741', 'WH742', 'WH743']
const pace =
  'Each domain is a call of its own, at the pace of the account (2 a second). 429, 5xx and broken ' +
  'answers are tried again up to four times in all; 401, 402 and 403 stop the batch and leave the ' +
  'rest pending, until POST /run/outbound/jobs/{job_id}/redrive.'

const batch: Endpoint = {
  method: 'POST',
  path: '/run/companies/companyenrich/similar-companies/batch',
  aliases: ['/find_similar_companies_batch'],
  scope: 'send',
  sqlFunction: 'find_similar_companies_batch',
  wakesWorker: true,
  routingKey: 'none',
  summary: 'Asks CompanyEnrich for the companies similar to each of many.',
  description: `Answers at once. ${pace}`,
  request: z.looseObject({
    domains: z
      .union([z.array(z.unknown()).min(1, { error: 'must not be empty' }), z.literal('')], {
        error: (issue) =>
          issue.input == null ? 'is required' : 'must be an array of at least one',
      })
      .meta({
        description: 'Domains, in any spelling; each is asked about once.',
        examples: [[domain, 'contoso.example']],
      }),
    ...wishes,
    batch_name: optionalText('Free text, for people.', 'spring'),
  }),
  response: z.looseObject({
    ...outcome,
    batch_id: z.guid().optional().meta({ description: 'For the status of the batch.' }),
    job_id: z.guid().optional().meta({ description: 'For /run/outbound/jobs/{id}.' }),
    total_domains: count('Domains that are asked about.'),
    status: known('processing.'),
    message: known('The same in words.'),
    skipped: count('Texts among domains that are no domain of a company.'),
    skipped_domains: z
      .array(z.looseObject({ subject: z.string(), reason: z.string() }))
      .optional()
      .meta({ description: 'The first 50 of them.' }),
    duplicate,
    error: errorSchema.optional(),
  }),
  jsonFields: ['domains'],
  writes: [...batchWrites, ...answerWrites],
  errors: ['WH101', 'WH102', 'WH104', 'WH105', 'WH741'],
  sample: {
    request: { domains: [domain, 'contoso.example'], similarity_weight: 0, batch_name: 'spring' },
    response: {
      success: true,
      batch_id: batchId,
      job_id: jobId,
      total_domains: 2,
      status: 'processing',
      message: `2 domains are being asked about: GET /api/enrichment/similar-companies/batch/${batchId}/status`,
      skipped: 0,
      skipped_domains: [],
    },
  },
}

const status: Endpoint = {
  method: 'POST',
  path: '/run/companies/companyenrich/similar-companies/batch/status',
  aliases: ['/get_similar_companies_batch_status'],
  scope: 'read',
  sqlFunction: 'get_similar_companies_batch_status',
  routingKey: 'none',
  summary: 'Says how far a batch of similar companies is.',
  description: 'Counted at this moment from what became of each domain.',
  request: z.looseObject({
    batch_id: requiredText('The batch_id of the answer that started the batch.', batchId),
  }),
  response: batchStatus,
  writes: [],
  errors: ['WH101', 'WH104', 'WH751'],
  sample: { request: { batch_id: batchId }, response: sampleStatus },
}

const single: Endpoint = {
  method: 'POST',
  path: '/run/companies/companyenrich/similar-companies/single',
  aliases: ['/find_similar_companies_single'],
  scope: 'send',
  sqlFunction: 'find_similar_companies_single',
  calls: true,
  routingKey: 'domain',
  summary: 'Asks CompanyEnrich for the companies similar to one.',
  description:
    'Waits for the answer, under the same limiter as batches, and tries again where that helps. ' +
    '502 where the vendor refuses; 202 with a job_id where it takes too long: the worker goes on.',
  request: z.looseObject({
    domain: company,
    ...wishes,
    batch_id: optionalText('Files the answer under this batch.', batchId),
  }),
  response: z.looseObject({
    ...outcome,
    domain: asked,
    raw_id: z.guid().nullish().meta({ description: 'Row of raw.company_enrich_similar_raw.' }),
    status_code: z.int().nullish().meta({ description: 'What the vendor answered.' }),
    similar_companies_count: z
      .int()
      .nullish()
      .meta({ description: 'Usable companies in the answer.' }),
    job_id: z.guid().nullish().meta({ description: 'The job, where there is no answer yet.' }),
    duplicate,
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: ['domain'], constants: {} },
  writes: answerWrites,
  errors: [...domainErrors, 'WH105', ...callErrors, 'WH751'],
  sample: {
    request: { domain, similarity_weight: 0, country_code: 'DE' },
    response: {
      success: true,
      domain,
      raw_id: '0b8f6a52-6f0e-4c39-9a51-4f2f4a0c8d11',
      status_code: 200,
      similar_companies_count: 25,
    },
  },
}

/** Asking CompanyEnrich for similar companies. */
export const similarCompanyEndpoints: readonly Endpoint[] = [
  batch,
  status,
  single,
  {
    method: 'GET',
    path: '/api/companies/:domain/similar',
    scope: 'read',
    sqlFunction: 'get_similar_companies',
    calls: true,
    routingKey: 'domain',
    summary: 'Lists the companies similar to one, best first.',
    description:
      'What core has (source cache). With refresh, or where the vendor has not answered about the ' +
      'domain yet, it is asked first, as /run/companies/companyenrich/similar-companies/single ' +
      'asks it (source api).',
    request: z.looseObject({
      domain: company,
      refresh: flag('True: ask the vendor, whatever core has.'),
      limit: wholeNumber('At most so many companies, 1 to 100; 25 when left out.', 25),
    }),
    response: z.looseObject({
      ...outcome,
      domain: asked,
      source: z.enum(['cache', 'api']).optional().meta({ description: 'Whence the list is.' }),
      similar_companies: z.array(similarCompany).optional().meta({ description: 'Best first.' }),
      count: count('How many those are.'),
      error: errorSchema.optional(),
    }),
    onRefusal: { echo: ['domain'], constants: {} },
    writes: answerWrites,
    errors: [...domainErrors, ...callErrors],
    sample: {
      request: { domain, limit: 25 },
      response: {
        success: true,
        domain,
        source: 'cache',
        similar_companies: [sampleCompany],
        count: 1,
      },
    },
  },
]
