import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText, requiredText } from '../endpoint.ts'
import { outcome } from './parts.ts'

/** The sandbox, for trying out a sender. */
export const testingEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/run/testing/companies',
    scope: 'ingest',
    sqlFunction: 'create_testing_company',
    routingKey: 'none',
    summary: 'Adds a row to the sandbox table.',
    description:
      'For trying out a sender: a plain insert into testing.companies, in which equal rows may ' +
      'stand side by side. Nothing else reads that table.',
    request: z.looseObject({
      name: requiredText('Name of the company.', 'Northwind Robotics'),
      domain: requiredText('Domain of the company.', 'northwind-robotics.example'),
      linkedin_url: optionalText(
        'Company page on LinkedIn.',
        'https://www.linkedin.com/company/northwind-robotics-example'
      ),
    }),
    response: z.looseObject({
      ...outcome,
      id: z.guid().optional().meta({ description: 'Row of testing.companies.' }),
      error: errorSchema.optional(),
    }),
    writes: [{ table: 'testing.companies', rule: 'one row per request' }],
    errors: ['WH101', 'WH102', 'WH104', 'WH105'],
    sample: {
      request: { name: 'Northwind Robotics', domain: 'northwind-robotics.example' },
      response: { success: true, id: '7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e' },
    },
  },
]
