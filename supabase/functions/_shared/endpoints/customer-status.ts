import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import { count, outcome } from './parts.ts'

const domain = 'northwind.example'
const caseStudyUrl = 'https://northwind.example/customers/fabrikam'

const company = z.looseObject({
  domain: requiredText('Domain of the company, in any spelling.', domain),
})

const flag = (description: string) => z.boolean().optional().meta({ description })
const urls = z
  .array(z.string())
  .optional()
  .meta({ description: 'Their URLs, each once, in the order of the alphabet.' })

/** An answer about one company. */
function answer(fields: z.ZodRawShape) {
  const asked = 'The company asked for, as stored; as sent where it is refused.'
  return z.looseObject({
    ...outcome,
    domain: z.string().nullish().meta({ description: asked }),
    ...fields,
    error: errorSchema.optional(),
  })
}

/** What is common to all questions about one company; none of them writes. */
const question = {
  scope: 'read',
  routingKey: 'domain',
  request: company,
  writes: [],
  errors: ['WH101', 'WH102', 'WH103', 'WH104'],
} as const

const unknownCompany = 'A company that nothing is known of is no error.'

/** The same endpoint with the domain in the path and in the body. */
function both(path: string, post: string, endpoint: Omit<Endpoint, 'method' | 'path'>): Endpoint[] {
  return [
    { ...endpoint, method: 'GET', path },
    { ...endpoint, method: 'POST', path: post },
  ]
}

const hasCustomers = both(
  '/api/companies/:domain/has-customers',
  '/api/companies/check-has-customers',
  {
    ...question,
    sqlFunction: 'get_company_has_customers',
    summary: 'Says whether customers of a company are known.',
    description: unknownCompany,
    response: answer({
      has_customers: flag('Whether there is a customer.'),
      count: count('Number of customers.'),
    }),
    onRefusal: { echo: ['domain'], constants: { has_customers: false, count: 0 } },
    sample: {
      request: { domain },
      response: { success: true, domain, has_customers: true, count: 12 },
    },
  }
)

const hasCaseStudies = both(
  '/api/companies/:domain/has-case-studies',
  '/api/companies/check-has-case-studies',
  {
    ...question,
    sqlFunction: 'get_company_has_case_studies',
    summary: 'Says whether case studies of a company were read.',
    description: `Counts those that a model has read, with people in them or without. ${unknownCompany}`,
    response: answer({
      has_case_studies: flag('Whether there is a case study.'),
      count: count('Number of case studies.'),
      last_extracted_at: z
        .string()
        .nullish()
        .meta({ description: 'When the last of them changed, UTC; null when there is none.' }),
    }),
    onRefusal: { echo: ['domain'], constants: { has_case_studies: false, count: 0 } },
    sample: {
      request: { domain },
      response: {
        success: true,
        domain,
        has_case_studies: true,
        count: 3,
        last_extracted_at: '2026-01-02T03:04:05.678901+00:00',
      },
    },
  }
)

const customersStatus: Endpoint = {
  ...question,
  method: 'POST',
  path: '/api/companies/customers-status',
  sqlFunction: 'get_customers_status',
  summary: 'Counts the customers of a company and the case studies they are known from.',
  description: unknownCompany,
  response: answer({
    found: flag('Whether there is a customer.'),
    customer_count: count('Number of customers.'),
    case_study_url_count: count('Number of case studies.'),
    case_study_urls: urls,
  }),
  onRefusal: { echo: ['domain'], constants: { found: false, customer_count: 0 } },
  sample: {
    request: { domain },
    response: {
      success: true,
      domain,
      found: true,
      customer_count: 12,
      case_study_url_count: 1,
      case_study_urls: [caseStudyUrl],
    },
  },
}

const caseStudiesStatus: Endpoint = {
  ...question,
  method: 'POST',
  path: '/api/companies/case-studies-status',
  sqlFunction: 'get_case_studies_status',
  summary: 'Names the case studies of a company that were read.',
  description: unknownCompany,
  response: answer({
    found: flag('Whether there is a case study.'),
    case_study_count: count('Number of case studies.'),
    case_study_urls: urls,
  }),
  onRefusal: { echo: ['domain'], constants: { found: false, case_study_count: 0 } },
  sample: {
    request: { domain },
    response: {
      success: true,
      domain,
      found: true,
      case_study_count: 1,
      case_study_urls: [caseStudyUrl],
    },
  },
}

const hasCustomersOf: Endpoint = {
  ...question,
  method: 'POST',
  path: '/api/companies/has-customers-of',
  aliases: ['/get_company_customers_status'],
  sqlFunction: 'get_company_customers_status',
  summary: 'Says how many customers of a company have a domain, with a few of them.',
  description: unknownCompany,
  response: answer({
    has_customers: flag('Whether there is a customer.'),
    total_customers: count('Number of customers.'),
    customers_with_domain: count('Those whose domain is known.'),
    customers_without_domain: count('The others.'),
    domain_coverage_pct: z
      .number()
      .optional()
      .meta({ description: 'Percent with a domain, one decimal; 0 without customers.' }),
    sample_customers: z
      .array(z.looseObject({ name: z.string(), domain: z.string().nullish() }))
      .optional()
      .meta({ description: 'Up to ten, those with a domain first, by name.' }),
  }),
  onRefusal: { echo: ['domain'], constants: { has_customers: false, total_customers: 0 } },
  sample: {
    request: { domain },
    response: {
      success: true,
      domain,
      has_customers: true,
      total_customers: 3,
      customers_with_domain: 2,
      customers_without_domain: 1,
      domain_coverage_pct: 66.7,
      sample_customers: [{ name: 'Fabrikam Foods', domain: 'fabrikam.example' }],
    },
  },
}

/** What is known of the customers and case studies of a company, in flags and counts. */
export const customerStatusEndpoints: readonly Endpoint[] = [
  ...hasCustomers,
  ...hasCaseStudies,
  customersStatus,
  caseStudiesStatus,
  hasCustomersOf,
]
