import { z } from 'zod'
import { type Endpoint, errorSchema } from '../endpoint.ts'
import { outcome } from './parts.ts'

/** What operators and load balancers ask. */
export const systemEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/api/health',
    scope: null,
    sqlFunction: 'health',
    timeoutSeconds: 5,
    routingKey: 'none',
    summary: 'Says whether the service works, and which version it is.',
    description: 'Needs no key. 503 when the database cannot be reached.',
    request: z.looseObject({}),
    // Probes add one that no cache has seen.
    toleratesQuery: true,
    response: z.looseObject({
      ...outcome,
      database: z.string().meta({ description: 'reachable or unreachable.' }),
      migration_version: z
        .string()
        .nullish()
        .meta({ description: 'Stamp of the last migration applied.' }),
      bundle_hash: z
        .string()
        .nullish()
        .meta({ description: 'SHA-256 over the function sources applied, as hex.' }),
      role: z.string().optional().meta({ description: 'Database role in use.' }),
      role_is_expected: z
        .boolean()
        .optional()
        .meta({ description: 'False when the functions do not log in as pipeline_edge.' }),
      error: errorSchema.optional(),
    }),
    onRefusal: { echo: [], constants: { database: 'unreachable' } },
    writes: [],
    errors: [],
    sample: {
      request: {},
      response: {
        success: true,
        database: 'reachable',
        migration_version: '20261101900000',
        bundle_hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        role: 'pipeline_edge',
        role_is_expected: true,
      },
    },
  },
]
