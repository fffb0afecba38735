import { z } from 'zod'
import { type Endpoint, errorSchema, optionalText, requiredText } from '../endpoint.ts'
import { outcome, remarks } from './parts.ts'

const asked = z.string().nullable()

/** Look-ups that senders make before they send. */
export const readEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/read/companies/db/check-existence',
    aliases: ['/read_db_check_existence'],
    scope: 'read',
    sqlFunction: 'check_existence',
    routingKey: 'domain',
    summary: 'Says whether a table holds a value.',
    description:
      'One probe of one column of one table or view in the schemas raw, extracted, core, ' +
      'reference, testing and public. In a column named domain or *_domain the normalised domain ' +
      'is looked for, in any other one the value as given, less surrounding white space.',
    request: z.looseObject({
      domain: requiredText('The value to look for.', 'northwind-robotics.example'),
      schema_name: requiredText('Schema of the table.', 'core'),
      table_name: requiredText('Name of the table or view.', 'companies'),
      column_name: optionalText('Column to look in; domain when left out.', 'domain'),
    }),
    response: z.looseObject({
      ...outcome,
      exists: z.boolean().meta({ description: 'True when a row holds the value.' }),
      domain: asked.meta({ description: 'The value looked for.' }),
      schema_name: asked,
      table_name: asked,
      column_name: asked,
      warnings: remarks.warnings,
      error: errorSchema.optional(),
    }),
    onRefusal: {
      echo: ['domain', 'schema_name', 'table_name', 'column_name'],
      constants: { exists: false },
    },
    writes: [],
    errors: ['WH101', 'WH104', 'WH501', 'WH502', 'WH503', 'WH504'],
    sample: {
      request: {
        domain: 'northwind-robotics.example',
        schema_name: 'core',
        table_name: 'companies',
      },
      response: {
        success: true,
        exists: true,
        domain: 'northwind-robotics.example',
        schema_name: 'core',
        table_name: 'companies',
        column_name: 'domain',
      },
    },
  },
]
