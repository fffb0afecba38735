import { z } from 'zod'
import { errorSchema } from '../endpoint.ts'
import { duplicate, outcome, remarks } from './parts.ts'

const amount = (description: string) => z.number().nullish().meta({ description })

/** What can be refused where Gemini is asked. */
export const callErrors = ['WH741', 'WH742', 'WH743']

/** What every answer of a call says beyond what was asked for. */
export const asked = {
  model: z.string().nullish().meta({ description: 'The model that was asked.' }),
  dropped: z
    .array(z.looseObject({ field: z.string(), value: z.string(), reason: z.string() }))
    .optional()
    .meta({ description: 'Values of the model that the page does not bear out: left out.' }),
  raw_response: z.string().nullish().meta({
    description: 'What the model answered, word for word, where it cannot be used.',
  }),
  job_id: z.guid().optional().meta({
    description: 'The job that goes on with the call; see GET /run/outbound/jobs/{id}.',
  }),
  vendor_status: z.int().nullish().meta({
    description: 'What Gemini answered with when it refused; null when it did not answer.',
  }),
}

/** The members of an answer of a call that lands something, tokens and cost. */
export const called = {
  ...outcome,
  raw_id: z.guid().nullish().meta({ description: 'The raw row of the call.' }),
  failure_id: z.guid().optional().meta({ description: 'Row of ops.failures, when quarantined.' }),
  input_tokens: amount('Tokens asked with.'),
  output_tokens: amount('Tokens answered with, thinking included.'),
  total_tokens: amount('Their sum.'),
  cost_usd: amount('Cost in US dollars, by the price of the model.'),
  ...asked,
  duplicate,
  warnings: remarks.warnings,
  error: errorSchema.optional(),
}

/** What an endpoint writes that asks for domains. */
export const domainWrites = [
  { table: 'outbound.deliveries', rule: 'one row per call: it is resumed when we are stopped' },
  { table: 'raw.resolve_customer_domain_payloads', rule: 'one row per call, never changed' },
]

/** The tables behind core's guess of a domain. */
export const coreGuess = {
  table: 'core.company_customers',
  rule: 'with persist: customer_domain where nothing of higher or equal precedence stands',
}
