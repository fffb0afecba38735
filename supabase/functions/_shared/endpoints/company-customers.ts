import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { listAnswer, listErrors, pageParameters, sampleMeta } from './lists.ts'
import { count, known, outcome } from './parts.ts'

const domain = 'northwind.example'
const texts = (description: string) => z.array(z.string()).optional().meta({ description })

const company = {
  domain: requiredText('Domain of the company, in any spelling.', domain),
}

/** What is common to both; neither writes. */
const question = {
  method: 'GET',
  scope: 'read',
  routingKey: 'domain',
  request: z.looseObject(company),
  writes: [],
  errors: ['WH101', 'WH102', 'WH103', 'WH104'],
} as const

const customers: Endpoint = {
  ...question,
  path: '/api/companies/:domain/customers',
  sqlFunction: 'list_company_customers',
  summary: 'Lists the customers of a company as companies.',
  description:
    'Each domain once, in the order of the domains; customers without a known domain are left ' +
    'out. What core does not know of a customer is null, its name that of the mention.',
  request: z.looseObject({ ...company, ...pageParameters(100, 500) }),
  response: listAnswer(
    z.looseObject({
      name: known('Name of the customer.'),
      domain: z.string().meta({ description: 'Its domain.' }),
      matched_industry: known('Its industry.'),
      employee_range: known('Its size.'),
      company_country: known('Its country.'),
    }),
    { origin_domain: z.string().meta({ description: 'The company asked for.' }) }
  ),
  errors: [...question.errors, ...listErrors.filter((code) => code !== 'WH104')],
  sample: {
    request: { domain, limit: '100' },
    response: {
      success: true,
      data: [
        {
          name: 'Fabrikam Foods',
          domain: 'fabrikam.example',
          matched_industry: 'Food and Beverage Manufacturing',
          employee_range: '501-1000',
          company_country: 'Ireland',
        },
      ],
      meta: { ...sampleMeta, limit: 100, origin_domain: domain },
    },
  },
}

const insights: Endpoint = {
  ...question,
  path: '/api/companies/:domain/customer-insights',
  sqlFunction: 'get_customer_insights',
  summary: 'Says who buys from a company.',
  description: 'The industries of its customers, the most frequent first, and its champions.',
  response: z.looseObject({
    ...outcome,
    origin_domain: known('The company asked for.'),
    customer_count: count('Number of domains of customers.'),
    customer_industries: texts('Their industries.'),
    case_study_job_titles: texts('Titles of the people in its case studies.'),
    case_study_champions: z
      .array(
        z.looseObject({
          full_name: z.string(),
          job_title: known('As told.'),
          company_name: known('As told.'),
        })
      )
      .optional()
      .meta({ description: 'Those people, by name.' }),
    error: errorSchema.optional(),
  }),
  sample: {
    request: { domain },
    response: {
      success: true,
      origin_domain: domain,
      customer_count: 12,
      customer_industries: ['Food and Beverage Manufacturing', 'Retail'],
      case_study_job_titles: ['VP Operations'],
      case_study_champions: [
        { full_name: 'Zelda Quux', job_title: 'VP Operations', company_name: 'Fabrikam Foods' },
      ],
    },
  },
}

/** The customers of a company as companies, and what they have in common. */
export const companyCustomerEndpoints: readonly Endpoint[] = [customers, insights]
