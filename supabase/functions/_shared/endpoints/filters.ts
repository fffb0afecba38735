import { z } from 'zod'
import type { Endpoint } from '../endpoint.ts'
import { parameter, wholeNumber } from './lists.ts'

const name = z.string().meta({ description: 'The value as rows and filters have it.' })
const order = z.int().meta({ description: 'Place in the list, ascending.' })
const ordered = z.looseObject({ name, sort_order: order })
const bound = (description: string) => z.int().nullable().meta({ description })

const employeeRange = z.looseObject({
  name,
  min_employees: bound('Least number of employees.'),
  max_employees: bound('Greatest number; null for the open top.'),
  sort_order: order,
})
const signal = z.looseObject({
  name,
  display_name: z.string().meta({ description: 'What people read.' }),
  endpoint: z.string().meta({ description: 'Path of the list that has the signal.' }),
  sort_order: order,
})
const industry = z.looseObject({ name })

const samples = {
  seniorities: { name: 'C-Level', sort_order: 1 },
  job_functions: { name: 'Executive Leadership', sort_order: 0 },
  business_models: { name: 'B2B', sort_order: 1 },
  employee_ranges: { name: '1-10', min_employees: 1, max_employees: 10, sort_order: 1 },
  industries: { name: 'Software Development' },
  signals: {
    name: 'new-in-role',
    display_name: 'New in role',
    endpoint: '/api/leads/new-in-role',
    sort_order: 1,
  },
}

/** What is common to all filters: lists from the vocabularies, nothing written. */
const filter = {
  method: 'GET',
  scope: 'read',
  routingKey: 'none',
  request: z.looseObject({}),
  writes: [],
  errors: [],
} as const

/** The values of one filter: a bare array. */
function valuesOf(
  last: string,
  what: string,
  item: z.ZodType,
  sample: Record<string, unknown>,
  more: Partial<Endpoint> = {}
): Endpoint {
  return {
    ...filter,
    path: `/api/filters/${last}`,
    sqlFunction: `list_${last.replaceAll('-', '_')}`,
    summary: `Lists the ${what} that filters offer.`,
    description: 'The answer is a bare array.',
    response: z.array(item),
    sample: { request: {}, response: [sample] },
    ...more,
  }
}

/** The values of a filter that are too many for a menu: those that contain a text. */
function searchOf(last: string, what: string, item: z.ZodType, sample: Record<string, unknown>) {
  return valuesOf(last, what, item, sample, {
    description: 'Those whose name contains q, by name. The answer is a bare array.',
    request: z.looseObject({
      q: parameter('Part of the name, in any case.', 'post'),
      limit: wholeNumber('Rows.', 1, 200, 50, 10),
    }),
    errors: ['WH104'],
    sample: { request: { q: 'post' }, response: [sample] },
  })
}

const all: Endpoint = {
  ...filter,
  path: '/api/filters',
  sqlFunction: 'list_filters',
  summary: 'Lists the values of the six filters of lead lists.',
  description: 'Each as its own endpoint gives it, in one answer.',
  response: z.looseObject({
    seniorities: z.array(ordered),
    job_functions: z.array(ordered),
    employee_ranges: z.array(employeeRange),
    industries: z.array(industry),
    signals: z.array(signal),
    business_models: z.array(ordered),
  }),
  sample: {
    request: {},
    response: Object.fromEntries(Object.entries(samples).map(([key, value]) => [key, [value]])),
  },
}

/** A range of US dollars. */
function dollars(what: string): { item: z.ZodType; sample: Record<string, unknown> } {
  const [least, most] = [`min_${what}_usd`, `max_${what}_usd`]
  const item = z.looseObject({
    name,
    [least]: bound('Least amount, US dollars.'),
    [most]: bound('Greatest amount, US dollars; null for the open top.'),
    sort_order: order,
  })
  return {
    item,
    sample: { name: '$1M - $5M', [least]: 1_000_000, [most]: 4_999_999, sort_order: 2 },
  }
}

const revenue = dollars('revenue')
const funding = dollars('funding')
const code = z.string().meta({ description: 'ISO 3166-1 alpha-2.' })
const technology = z.looseObject({
  name,
  domain: z.string().nullable().meta({ description: 'Domain of its home page.' }),
  categories: z.array(z.string()).nullable().meta({ description: 'Categories.' }),
})

/** The vocabularies behind the filters of the dashboard. */
export const filterEndpoints: readonly Endpoint[] = [
  all,
  valuesOf('seniorities', 'seniorities', ordered, samples.seniorities),
  valuesOf('job-functions', 'job functions', ordered, samples.job_functions),
  valuesOf('business-models', 'business models', ordered, samples.business_models),
  valuesOf('employee-ranges', 'employee ranges', employeeRange, samples.employee_ranges),
  valuesOf('revenue-ranges', 'annual revenue ranges', revenue.item, revenue.sample),
  valuesOf('funding-ranges', 'total funding ranges', funding.item, funding.sample),
  valuesOf('company-types', 'company types', ordered, { name: 'Public Company', sort_order: 1 }),
  valuesOf('industries', 'industries', industry, samples.industries),
  valuesOf('signals', 'signals of leads', signal, samples.signals),
  valuesOf('countries', 'countries', z.looseObject({ name, code }), {
    name: 'Ireland',
    code: 'IE',
  }),
  searchOf('technologies', 'technologies', technology, {
    name: 'PostgreSQL',
    domain: 'postgresql.example',
    categories: ['Databases'],
  }),
  searchOf('job-titles', 'job titles', industry, { name: 'Postal Clerk' }),
]
