import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import {
  gate,
  hiddenMeta,
  hiddenSwitch,
  industryFilter,
  leadWith,
  roleFilters,
  sampleLead,
} from './lead-parts.ts'
import {
  listAnswer,
  listErrors,
  pageParameters,
  parameter,
  sampleMeta,
  wholeNumber,
} from './lists.ts'
import { count, known, outcome } from './parts.ts'

const question = {
  method: 'GET',
  scope: 'read',
  writes: [],
} as const

const filters = {
  ...roleFilters,
  ...industryFilter,
  person_country: parameter('Part of the country of the person.', 'ireland'),
  ...gate,
  ...hiddenSwitch,
}

const rule =
  'Those who left last first, each once. Who works there now, in the present job or in another ' +
  'one, is no former employee. '

const byPastEmployer: Endpoint = {
  ...question,
  path: '/api/leads/by-past-employer',
  routingKey: 'domain',
  sqlFunction: 'list_leads_by_past_employer',
  summary: 'Lists leads that used to work at one of some companies.',
  description: `${rule}Jobs count, and former employers that a source names without a job.`,
  request: z.looseObject({
    domains: z
      .union([z.string(), z.array(z.string())], {
        error: (issue) => (issue.input == null ? 'is required' : 'must be texts'),
      })
      .meta({
        description: 'Domains, in any spelling, at most 500. Several: repeated, or with commas.',
        examples: ['gadgets.example,widgets.example'],
      }),
    ...filters,
    ...pageParameters(),
  }),
  response: listAnswer(leadWith(), hiddenMeta),
  errors: [...listErrors, 'WH101', 'WH102', 'WH103'],
  sample: {
    request: { domains: 'gadgets.example' },
    response: { success: true, data: [sampleLead], meta: sampleMeta },
  },
}

const byCompanyCustomers: Endpoint = {
  ...question,
  path: '/api/leads/by-company-customers',
  routingKey: 'domain',
  sqlFunction: 'list_leads_by_company_customers',
  summary: 'Lists leads that used to work at a customer of a company.',
  description: `${rule}Customers whose domain is not known yet count once it is.`,
  request: z.looseObject({
    company_domain: requiredText('Domain of the company, in any spelling.', 'northwind.example'),
    ...filters,
    ...pageParameters(),
  }),
  response: listAnswer(
    leadWith({
      previous_customer_domain: known('Customer where the lead worked last.'),
      previous_customer_name: known('Its name, as the company calls it.'),
      previous_title: known('Last title there; null where no source gives it.'),
      previous_end_date: known('When that ended; null where no source says.'),
    }),
    {
      ...hiddenMeta,
      origin_domain: z.string().optional().meta({ description: 'The company asked for.' }),
      customers: count('Customers with a known domain.'),
    }
  ),
  errors: [...listErrors, 'WH101', 'WH102', 'WH103'],
  sample: {
    request: { company_domain: 'northwind.example', seniority: 'VP' },
    response: {
      success: true,
      data: [
        {
          ...sampleLead,
          previous_customer_domain: 'gadgets.example',
          previous_customer_name: 'Sample Gadgets',
          previous_title: 'Tester',
          previous_end_date: '2025-09-01',
        },
      ],
      meta: { ...sampleMeta, origin_domain: 'northwind.example', customers: 12 },
    },
  },
}

const employer = {
  company_name: requiredText('Name of the company, in any case.', 'Sample Gadgets'),
}
const now = {
  job_function: parameter("Present function, in Sales Navigator's words.", 'Engineering'),
  country: parameter('Part of the present country.', 'ireland'),
}
const asked = {
  ...outcome,
  company_name: known('The name asked for.'),
  domain: known('The company it means; of several the one that most have left.'),
}
const about = { success: true, company_name: 'Sample Gadgets', domain: 'gadgets.example' }
const everybody = 'Incomplete leads count too. A name that no company has is no error.'

const pastEmployerCount: Endpoint = {
  ...question,
  path: '/api/leads/past-employer-count',
  routingKey: 'none',
  sqlFunction: 'count_past_employer',
  summary: 'Says how many leads used to work at a company.',
  description: everybody,
  request: z.looseObject({ ...employer, ...now }),
  response: z.looseObject({
    ...asked,
    count: count('Number of leads.'),
    error: errorSchema.optional(),
  }),
  errors: ['WH101', 'WH104'],
  sample: { request: { company_name: 'Sample Gadgets' }, response: { ...about, count: 42 } },
}

const pastEmployerPreview: Endpoint = {
  ...question,
  path: '/api/leads/past-employer-preview',
  routingKey: 'none',
  sqlFunction: 'preview_past_employer',
  summary: 'Shows some leads that used to work at a company, those who left last first.',
  description: everybody,
  request: z.looseObject({
    ...employer,
    ...now,
    limit: wholeNumber('Most rows of the answer.', 1, 50, 10, 5),
  }),
  response: z.looseObject({
    ...asked,
    data: z.array(leadWith()).optional().meta({ description: 'The leads.' }),
    error: errorSchema.optional(),
  }),
  errors: ['WH101', 'WH104'],
  sample: {
    request: { company_name: 'Sample Gadgets', limit: '5' },
    response: { ...about, data: [sampleLead] },
  },
}

const pastEmployerBreakdown: Endpoint = {
  ...question,
  path: '/api/leads/past-employer-breakdown',
  routingKey: 'none',
  sqlFunction: 'break_down_past_employer',
  summary: 'Counts the leads that used to work at a company by what they do now.',
  description: everybody,
  request: z.looseObject({ ...employer, country: now.country }),
  response: z.looseObject({
    ...asked,
    total: count('Number of leads.'),
    by_job_function: z
      .record(z.string(), z.int())
      .optional()
      .meta({ description: 'Leads per function of Sales Navigator; Other for the rest.' }),
    error: errorSchema.optional(),
  }),
  errors: ['WH101', 'WH104'],
  sample: {
    request: { company_name: 'Sample Gadgets' },
    response: { ...about, total: 42, by_job_function: { Engineering: 30, Other: 12 } },
  },
}

/** Lists of leads by where they used to work. */
export const leadAlumniEndpoints: readonly Endpoint[] = [
  byPastEmployer,
  byCompanyCustomers,
  pastEmployerCount,
  pastEmployerPreview,
  pastEmployerBreakdown,
]
