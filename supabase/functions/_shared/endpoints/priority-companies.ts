import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText, requiredText } from '../endpoint.ts'
import { count, outcome } from './parts.ts'

const text = (description: string) => z.string().optional().meta({ description })

const row = {
  id: z.guid().optional().meta({ description: 'Derived from the domain.' }),
  company_name: text('Name as it was entered last.'),
  domain: text('Domain of the company.'),
  total: count('People who work there now.'),
  engineering: count('Those with the job function Engineering.'),
  sales: count('Those with the job function Sales.'),
  created_at: text('When it was added, UTC.'),
}

const sampleRow = {
  id: '3f1c9a74-2f58-6f0b-9b1e-64d1a1f0c7e2',
  company_name: 'Northwind Traders',
  domain: 'northwind.example',
  total: 12,
  engineering: 5,
  sales: 3,
  created_at: '2026-01-02T03:04:05.678901+00:00',
}

const path = '/api/leads/priority-companies'
const table = 'core.priority_companies'

const list: Endpoint = {
  method: 'GET',
  path,
  scope: 'read',
  sqlFunction: 'list_priority_companies',
  routingKey: 'none',
  summary: 'Lists the companies that lead lists watch, with the number of their people.',
  description: 'In the order in which they were added.',
  request: z.looseObject({}),
  response: z.looseObject({
    ...outcome,
    data: z.array(z.looseObject(row)).optional().meta({ description: 'The companies.' }),
    meta: z
      .looseObject({ total: z.int() })
      .optional()
      .meta({ description: 'total: number of companies.' }),
    error: errorSchema.optional(),
  }),
  writes: [],
  errors: [],
  sample: {
    request: {},
    response: { success: true, data: [sampleRow], meta: { total: 1 } },
  },
}

const add: Endpoint = {
  method: 'POST',
  path,
  scope: 'ingest',
  sqlFunction: 'add_priority_company',
  routingKey: 'none',
  summary: 'Adds a company to those that lead lists watch.',
  description:
    'The one company that the name means, by the rules by which names of customers are matched; ' +
    'where it means none or several, send the domain too. The same company again is renamed.',
  request: z.looseObject({
    company_name: requiredText('Name of the company.', 'Northwind Traders'),
    domain: optionalText('Its domain, in any spelling.', 'northwind.example'),
  }),
  response: z.looseObject({ ...outcome, ...row, error: errorSchema.optional() }),
  writes: [{ table, rule: 'one row per company; the newest name wins' }],
  errors: ['WH101', 'WH102', 'WH103', 'WH104', 'WH507'],
  sample: {
    request: { company_name: 'Northwind Traders' },
    response: { success: true, ...sampleRow },
  },
}

const remove: Endpoint = {
  method: 'DELETE',
  path: `${path}/:company_name`,
  scope: 'ingest',
  sqlFunction: 'remove_priority_company',
  routingKey: 'none',
  summary: 'Takes a company off the list that lead lists watch.',
  description: 'By its name, whatever its case, or by its domain.',
  request: z.looseObject({
    company_name: requiredText('Name or domain of the company.', 'Northwind Traders'),
  }),
  response: z.looseObject({
    ...outcome,
    company_name: text('What was asked for.'),
    removed: count('Number of companies.'),
    error: errorSchema.optional(),
  }),
  writes: [{ table, rule: 'the rows of that name or domain are deleted' }],
  errors: ['WH101', 'WH104', 'WH507'],
  sample: {
    request: { company_name: 'Northwind Traders' },
    response: { success: true, company_name: 'Northwind Traders', removed: 1 },
  },
}

/** The companies that lead lists watch. */
export const priorityCompanyEndpoints: readonly Endpoint[] = [list, add, remove]
