import { z } from 'zod'
import { errorSchema } from '../endpoint.ts'
import { count, known, outcome } from './parts.ts'

/** A domain for samples. */
export const domain = 'northwind.example'
/** A batch for samples. */
export const batchId = '7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e'
/** Its job. */
export const jobId = '2b9c1f8e-5a0d-4a77-8c3e-9d1f0a6b7c42'

/** What to ask the vendor besides the domain. */
export const wishes = {
  similarity_weight: z
    .union([z.number(), z.string()], { error: 'must be a number' })
    .nullish()
    .meta({
      description: 'From -1 (more established companies) to 1 (more similar ones); default 0.',
      examples: [0],
    }),
  country_code: z
    .string({ error: 'must be a string' })
    .nullish()
    .meta({ description: 'ISO 3166 code: only companies of this country.', examples: ['DE'] }),
}

/** A company that is similar to the one asked for. */
export const similarCompany = z.looseObject({
  company_name: known('Its name.'),
  company_domain: known('Its domain.'),
  company_linkedin_url: known('Its company page, where core knows the company.'),
  company_industry: known('Its industry, as the vendor calls it.'),
  company_description: known('What it does.'),
  similarity_score: z.number().nullish().meta({ description: 'How similar, 0 to 1.' }),
})

/** One for samples. */
export const sampleCompany = {
  company_name: 'Fabrikam Foods',
  company_domain: 'fabrikam.example',
  company_linkedin_url: 'https://www.linkedin.com/company/fabrikam-example',
  company_industry: 'Food',
  company_description: 'Sells food to shops.',
  similarity_score: 0.91,
}

/** How far a batch is. */
export const batchStatus = z.looseObject({
  ...outcome,
  batch_id: z.guid().optional().meta({ description: 'The batch.' }),
  batch_name: known('Free text of the sender.'),
  job_id: z.guid().optional().meta({ description: 'Its job: redrive it where it failed.' }),
  status: z
    .enum(['pending', 'processing', 'completed', 'completed_with_errors', 'failed', 'cancelled'])
    .optional()
    .meta({
      description:
        'pending: no domain was asked yet; failed: the vendor refuses every call, the rest is ' +
        'pending until the job is redriven.',
    }),
  total_domains: count('Domains of the batch.'),
  processed_domains: count('Answered or given up.'),
  succeeded_domains: count('Answered.'),
  failed_domains: count('Refused or given up.'),
  pending_domains: count('Still to be asked.'),
  progress_percent: z.number().optional().meta({ description: 'One decimal.' }),
  similarity_weight: z.number().optional().meta({ description: 'As asked.' }),
  country_code: known('As asked.'),
  error_message: known('How many domains failed and the first ten; why the vendor refuses.'),
  similar_companies_found: z
    .int()
    .nullish()
    .meta({ description: 'Companies found; null while something is pending.' }),
  created_at: known('When it was asked for, UTC.'),
  completed_at: known('When the last domain was settled, UTC; null before.'),
  results_summary: z
    .looseObject({
      total_similar_companies: count('Companies found, per domain each once.'),
      domains_with_results: count('Domains with at least one.'),
      per_domain_counts: z
        .record(z.string(), z.int())
        .optional()
        .meta({ description: 'Companies per answered domain.' }),
    })
    .optional()
    .meta({ description: 'Only with status completed or completed_with_errors.' }),
  error: errorSchema.optional(),
})

/** One for samples. */
export const sampleStatus = {
  success: true,
  batch_id: batchId,
  batch_name: 'spring',
  job_id: jobId,
  status: 'completed_with_errors',
  total_domains: 3,
  processed_domains: 3,
  succeeded_domains: 2,
  failed_domains: 1,
  pending_domains: 0,
  progress_percent: 100,
  similarity_weight: 0,
  country_code: null,
  error_message: '1 domains failed: adatum.example (answered with 422: Unprocessable)',
  similar_companies_found: 25,
  created_at: '2026-01-02T03:04:05.678901+00:00',
  completed_at: '2026-01-02T03:04:07.912345+00:00',
  results_summary: {
    total_similar_companies: 25,
    domains_with_results: 1,
    per_domain_counts: { [domain]: 25, 'contoso.example': 0 },
  },
}

/** What asking for a batch writes. */
export const batchWrites = [
  { table: 'raw.company_enrich_similar_batches', rule: 'one row per request, never changed' },
  { table: 'outbound.jobs', rule: 'one row per request' },
  { table: 'outbound.deliveries', rule: 'one row per domain' },
  { table: 'outbound.queue', rule: 'one row per domain until it is settled' },
]

/** What an answer of the vendor writes. */
export const answerWrites = [
  { table: 'raw.company_enrich_similar_raw', rule: 'one row per call, failed ones too' },
  {
    table: 'extracted.company_enrich_similar',
    rule: 'the newest answer that lists any company, each once',
  },
  {
    table: 'core.company_similar_companies_preview',
    rule: 'accumulates; newest wins, null replaces nothing; last_seen_at when no longer listed',
  },
]
