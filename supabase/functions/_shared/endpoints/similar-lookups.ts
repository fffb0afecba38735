import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { count, known, outcome } from './parts.ts'
import { domain, sampleCompany, similarCompany } from './similar-fields.ts'

const company = requiredText('Domain of the company, in any spelling.', domain)
const lookupErrors = ['WH101', 'WH102', 'WH103', 'WH104']
const asked = known('The domain asked for, as stored; as sent where it is refused.')

const lookup: Endpoint = {
  method: 'POST',
  path: '/run/companies/db/similar-companies/lookup',
  scope: 'read',
  sqlFunction: 'lookup_similar_companies',
  routingKey: 'domain',
  summary: 'Says how many companies similar to one are known.',
  description: 'A company that nothing is known of is no error. Asks nobody.',
  request: z.looseObject({ domain: company }),
  response: z.looseObject({
    ...outcome,
    found: z.boolean().optional().meta({ description: 'Whether there is any.' }),
    domain: asked,
    similar_count: count('Number of similar companies.'),
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: ['domain'], constants: { found: false, similar_count: 0 } },
  writes: [],
  errors: lookupErrors,
  sample: {
    request: { domain },
    response: { success: true, found: true, domain, similar_count: 25 },
  },
}

const list: Endpoint = {
  ...lookup,
  path: '/run/companies/db/similar-companies/list',
  sqlFunction: 'list_similar_companies',
  summary: 'Lists the known companies that are similar to one.',
  description: 'All of them, best first. Asks nobody.',
  response: z.looseObject({
    ...outcome,
    domain: asked,
    similar_count: count('Number of similar companies.'),
    similar_companies: z.array(similarCompany).optional().meta({ description: 'Best first.' }),
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: ['domain'], constants: { similar_count: 0 } },
  sample: {
    request: { domain },
    response: { success: true, domain, similar_count: 1, similar_companies: [sampleCompany] },
  },
}

/** Questions about similar companies that nobody outside is asked. */
export const similarLookupEndpoints: readonly Endpoint[] = [lookup, list]
