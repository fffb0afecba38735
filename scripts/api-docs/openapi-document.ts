import {
  deprecationHeaders,
  type Endpoint,
  endpointName,
  errorSchema,
  takesBody,
} from '../../supabase/functions/_shared/endpoint.ts'
import { ERRORS } from '../../supabase/functions/_shared/errors.ts'
import { errorCodes } from './error-codes.ts'
import {
  bodySample,
  bodySchema,
  pathFields,
  requestSchema,
  type Schema,
  toSchema,
} from './schema.ts'

type Json = Record<string, unknown>

/** The catalogue as an OpenAPI 3.1 document. */
export function openapiDocument(
  catalogue: readonly Endpoint[],
  info: { title: string; version: string; description: string }
): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of catalogue) {
    for (const path of [endpoint.path, ...(endpoint.aliases ?? [])]) {
      const template = path.replace(/:(\w+)/g, '{$1}')
      const method = endpoint.method.toLowerCase()
      paths[template] = { ...paths[template], [method]: operation(endpoint, path) }
    }
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/functions/v1' }],
    security: [{ apiKey: [] }, { bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Refusal: refusalSchema() },
    },
  }
}

function operation(endpoint: Endpoint, path: string): Json {
  const isAlias = path !== endpoint.path
  const name = path.replace(/\W+/g, '_').replace(/^_/, '')
  return {
    operationId: `${endpoint.method.toLowerCase()}_${name}`,
    summary: endpoint.summary,
    description: isAlias ? `The same as ${endpointName(endpoint)}.` : endpoint.description,
    tags: [path.split('/')[1]],
    ...(endpoint.deprecated === undefined ? {} : { deprecated: true }),
    ...(endpoint.scope === null ? { security: [] } : {}),
    'x-scope': endpoint.scope,
    'x-routing-key': endpoint.routingKey,
    'x-timeout-seconds': endpoint.timeoutSeconds ?? 60,
    'x-writes': endpoint.writes,
    parameters: parameters(endpoint),
    ...(takesBody(endpoint) ? { requestBody: requestBody(endpoint) } : {}),
    responses: responses(endpoint),
  }
}

function parameters(endpoint: Endpoint): Json[] {
  const { properties = {}, required = [] } = requestSchema(endpoint)
  const inPath = pathFields(endpoint)
  const named = Object.entries(properties)
    .filter(([name]) => inPath.includes(name) || !takesBody(endpoint))
    .map(([name, { description, ...schema }]) => ({
      name,
      in: inPath.includes(name) ? 'path' : 'query',
      required: inPath.includes(name) || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema,
    }))
  if (!takesBody(endpoint)) return named
  const schema = { type: 'string', minLength: 1, maxLength: 255 }
  const description = 'The same value again gives the first answer, with duplicate: true.'
  return [...named, { name: 'Idempotency-Key', in: 'header', required: false, schema, description }]
}

function requestBody(endpoint: Endpoint): Json {
  const media = { schema: bodySchema(endpoint), example: bodySample(endpoint) }
  const type = endpoint.upload === undefined ? 'application/json' : 'multipart/form-data'
  const isRequired = pathFields(endpoint).length === 0 || (media.schema.required ?? []).length > 0
  return { required: isRequired, content: { [type]: media } }
}

function responses(endpoint: Endpoint): Record<string, Json> {
  const media = { schema: toSchema(endpoint.response), example: endpoint.sample.response }
  const answers: Record<string, Json> = {
    200: { description: 'Done.', content: { 'application/json': media } },
  }
  for (const code of errorCodes(endpoint)) {
    const { status, meaning } = ERRORS[code] ?? { status: 500, meaning: '' }
    const known = answers[status]?.description
    const description = `${known === undefined ? '' : `${known}; `}${code}: ${meaning}`
    const schema =
      status === 202 ? media.schema : ({ $ref: '#/components/schemas/Refusal' } as Schema)
    answers[status] = { description, content: { 'application/json': { schema } } }
  }
  if (endpoint.deprecated === undefined) return answers
  return Object.fromEntries(
    Object.entries(answers).map(([status, found]) => [
      status,
      { ...found, headers: deprecationSchemas(endpoint) },
    ])
  )
}

/** The headers that say what to use instead, as they are sent. */
function deprecationSchemas(endpoint: Endpoint): Record<string, Json> {
  const headers = Object.entries(deprecationHeaders(endpoint))
  return Object.fromEntries(
    headers.map(([name, value]) => [name, { schema: { const: value }, required: true }])
  )
}

function refusalSchema(): Schema {
  return {
    type: 'object',
    required: ['success', 'error'],
    properties: {
      success: { const: false },
      rejected_id: {
        type: 'string',
        format: 'uuid',
        description: 'Row of ops.rejected_requests that keeps what was sent.',
      },
      error_id: { type: 'string', format: 'uuid', description: 'Names a 500 in the log.' },
      error: toSchema(errorSchema),
    },
  }
}
