import { z } from 'zod'
import { type Endpoint, errorSchema, requiredText } from '../endpoint.ts'
import {
  listAnswer,
  listErrors,
  pageParameters,
  parameter,
  sampleMeta,
  severalOf,
  wholeNumber,
} from './lists.ts'
import { count, known, outcome } from './parts.ts'

const listed = {
  id: z.guid().meta({ description: 'Derived from the domain.' }),
  domain: z.string().meta({ description: 'Domain, normalised.' }),
  name: known('Name, cleaned where it was.'),
  linkedin_url: known('Company page, normalised.'),
  company_city: known('City.'),
  company_state: known('State or region.'),
  company_country: known('Country.'),
  matched_industry: known('Industry.'),
  employee_range: known('A name of reference.employee_ranges.'),
  company_type: known('A name of reference.company_types.'),
  description: known('Description; null in lists.'),
  tagline: known('Tagline; null in lists.'),
  lead_count: z.int().nullish().meta({ description: 'People who work there now; null in lists.' }),
}

const sampleCompany = {
  id: '6f1c9a74-2f58-6f0b-9b1e-64d1a1f0c7e2',
  domain: 'northwind.example',
  name: 'Northwind Traders',
  linkedin_url: 'https://www.linkedin.com/company/northwind-example',
  company_city: 'Cork',
  company_state: 'County Cork',
  company_country: 'Ireland',
  matched_industry: 'Software Development',
  employee_range: '51-200',
  company_type: 'Private Company',
  description: null,
  tagline: null,
  lead_count: null,
}

/** What is common to these questions; none of them writes. */
const question = { method: 'GET', scope: 'read', writes: [] } as const

const list: Endpoint = {
  ...question,
  path: '/api/companies',
  sqlFunction: 'list_companies',
  routingKey: 'none',
  summary: 'Lists companies by filters.',
  description:
    'Companies that fit all filters, in the order of their domains. industry, employee_range and ' +
    'company_type are compared whole, the places and the name in part; case does not count.',
  request: z.looseObject({
    industry: severalOf('Industry.', 'Software Development'),
    employee_range: severalOf('Size, see /api/filters/employee-ranges.', '51-200'),
    company_type: severalOf('Type, see /api/filters/company-types.', 'Private Company'),
    city: parameter('Part of the city.', 'cork'),
    state: parameter('Part of the state or region.', 'cork'),
    country: parameter('Part of the country.', 'ireland'),
    name: parameter('Part of the name.', 'northwind'),
    domain: parameter('Domain of one company, in any spelling.', 'northwind.example'),
    ...pageParameters(),
  }),
  response: listAnswer(z.looseObject(listed)),
  errors: [...listErrors, 'WH102', 'WH103'],
  sample: {
    request: { industry: 'Software Development', country: 'ireland', limit: '50' },
    response: { success: true, data: [sampleCompany], meta: sampleMeta },
  },
}

const search: Endpoint = {
  ...question,
  path: '/api/companies/search',
  sqlFunction: 'search_companies',
  routingKey: 'none',
  summary: 'Finds companies by name or domain, for a search box.',
  description:
    'Equal names and domains first, then those that begin with the text, then those that contain ' +
    'it; of these the shortest names. Where none does, the company whose page or e-mail address ' +
    'the text is. meta.total is the number of rows given.',
  request: z.looseObject({
    q: requiredText('Part of a name or domain, two characters at least.', 'north'),
    limit: wholeNumber('Rows.', 1, 50, 10, 5),
  }),
  response: z.looseObject({
    ...outcome,
    data: z.array(z.looseObject(listed)).optional().meta({ description: 'The companies.' }),
    meta: z
      .looseObject({ total: z.int(), limit: z.int(), offset: z.int() })
      .optional()
      .meta({ description: 'total: number of rows.' }),
    error: errorSchema.optional(),
  }),
  errors: ['WH101', 'WH104'],
  sample: {
    request: { q: 'north' },
    response: {
      success: true,
      data: [sampleCompany],
      meta: { total: 1, limit: 10, offset: 0 },
    },
  },
}

const match = {
  domain: known('Domain of the best match.'),
  name: known('Its name.'),
  match_type: known('exact, or partial: the name begins with the text or contains it.'),
}

const lookup: Endpoint = {
  ...question,
  path: '/api/companies/lookup',
  sqlFunction: 'find_company',
  routingKey: 'none',
  summary: 'Finds the company of a name.',
  description:
    'An equal name, whatever its case; else one that begins with it, else one that contains it; ' +
    'of these the shortest, then the one where most people work. candidates has up to five.',
  request: z.looseObject({
    name: requiredText('Name, two characters at least.', 'Northwind Traders'),
  }),
  response: z.looseObject({
    ...outcome,
    found: z.boolean().optional().meta({ description: 'Whether there is a match.' }),
    ...match,
    candidates: z
      .array(z.looseObject(match))
      .optional()
      .meta({ description: 'The best matches, the best first.' }),
    error: errorSchema.optional(),
  }),
  onRefusal: { echo: [], constants: { found: false } },
  errors: ['WH101', 'WH104'],
  sample: {
    request: { name: 'Northwind Traders' },
    response: {
      success: true,
      found: true,
      domain: 'northwind.example',
      name: 'Northwind Traders',
      match_type: 'exact',
      candidates: [{ domain: 'northwind.example', name: 'Northwind Traders', match_type: 'exact' }],
    },
  },
}

const one: Endpoint = {
  ...question,
  path: '/api/companies/:domain',
  sqlFunction: 'get_company',
  routingKey: 'domain',
  summary: 'Gives everything that is known of a company.',
  description: 'A company that nothing is known of is a 404.',
  request: z.looseObject({
    domain: requiredText('Domain of the company, in any spelling.', 'northwind.example'),
  }),
  response: z.looseObject({
    ...outcome,
    ...z.object(listed).partial().shape,
    revenue_range: known('A name of reference.revenue_ranges.'),
    funding_range: known('A name of reference.funding_ranges.'),
    vc_count: count('Investors; null when none is known.').nullable(),
    error: errorSchema.optional(),
  }),
  errors: ['WH101', 'WH102', 'WH103', 'WH507'],
  sample: {
    request: { domain: 'northwind.example' },
    response: {
      success: true,
      ...sampleCompany,
      revenue_range: '$5M - $10M',
      funding_range: null,
      vc_count: 2,
      description: 'Trades with everybody.',
      tagline: 'Traders of the north',
      lead_count: 12,
    },
  },
}

/** Lists and look-ups of companies. */
export const companyListEndpoints: readonly Endpoint[] = [list, search, lookup, one]
