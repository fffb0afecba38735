import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { count, known, outcome } from './parts.ts'

const domain = 'northwind.example'
const flag = (description: string) => z.boolean().nullish().meta({ description })

/** A look-up of one thing about a company. */
function lookup(
  particular: Pick<Endpoint, 'path' | 'aliases' | 'sqlFunction' | 'summary' | 'description'>,
  fields: z.ZodRawShape,
  sample: Record<string, unknown>,
  refusal: Record<string, unknown> = { found: false }
): Endpoint {
  return {
    ...particular,
    method: 'POST',
    scope: 'read',
    routingKey: 'domain',
    request: z.looseObject({
      domain: requiredText('Domain of the company, in any spelling.', domain),
    }),
    response: z.looseObject({
      ...outcome,
      domain: known('The company asked for, as stored; as sent where it is refused.'),
      ...fields,
      error: errorSchema.optional(),
    }),
    onRefusal: { echo: ['domain'], constants: refusal },
    writes: [],
    errors: ['WH101', 'WH102', 'WH103', 'WH104'],
    sample: { request: { domain }, response: { success: true, domain, ...sample } },
  }
}

const found = flag('Whether it is known.')

/** Look-ups that Clay tables make about a company before they ask a vendor. */
export const companyLookupEndpoints: readonly Endpoint[] = [
  lookup(
    {
      path: '/run/companies/db/company-name/lookup',
      aliases: ['/lookup_company_name'],
      sqlFunction: 'lookup_company_name',
      summary: 'Gives the name of a company.',
      description: 'Cleaned, where it was.',
    },
    { found, company_name: known('Name; null when none is known.') },
    { found: true, company_name: 'Northwind Traders' }
  ),
  lookup(
    {
      path: '/run/companies/db/company-description/lookup',
      sqlFunction: 'lookup_company_description',
      summary: 'Gives what a company says of itself.',
      description: 'Description and tagline.',
    },
    { found, description: known('Description.'), tagline: known('Tagline.') },
    { found: true, description: 'Trades with everybody.', tagline: 'Traders of the north' }
  ),
  lookup(
    {
      path: '/run/companies/db/company-business-model/lookup',
      sqlFunction: 'lookup_company_business_model',
      summary: 'Gives the business model of a company.',
      description: 'business_model is a name of reference.business_models.',
    },
    {
      found,
      is_b2b: flag('Whether it sells to businesses.'),
      is_b2c: flag('Whether it sells to consumers.'),
      business_model: known('B2B, B2C or Both; null when neither is known.'),
    },
    { found: true, is_b2b: true, is_b2c: false, business_model: 'B2B' }
  ),
  lookup(
    {
      path: '/run/companies/db/has-raised-vc-status/check',
      sqlFunction: 'lookup_company_vc_status',
      summary: 'Says whether a company has raised venture capital.',
      description: 'As far as its funding rounds name investors.',
    },
    {
      has_raised_vc: flag('Whether an investor is known.'),
      vc_count: count('Number of investors.'),
      vc_names: z.array(z.string()).optional().meta({ description: 'The investors, by name.' }),
    },
    { has_raised_vc: true, vc_count: 1, vc_names: ['Alpha Fund'] },
    { has_raised_vc: false }
  ),
]
