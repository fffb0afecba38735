import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js'
import { openapiDocument } from '../../scripts/api-docs/openapi-document.ts'
import { sampleUrl } from '../../scripts/api-docs/sample-url.ts'
import { catalogue } from '../../supabase/functions/_shared/catalogue.ts'
import { type Endpoint, takesBody } from '../../supabase/functions/_shared/endpoint.ts'
import type { Answer, Sent } from './functions.ts'

type Json = Record<string, unknown>

/** A schema of the OpenAPI document. */
export type Documented = Json & {
  properties?: Record<string, Documented>
  items?: Documented
  anyOf?: Documented[]
  additionalProperties?: unknown
}

/** A parameter of a query or path, or a member of a body, as the OpenAPI document has it. */
export type Parameter = Readonly<{ name: string; isRequired: boolean; values: unknown[] }>

/** Every endpoint that answers questions and writes nothing. */
export const queries: readonly Endpoint[] = catalogue.filter(
  ({ method, scope, writes }) => scope === 'read' && writes.length === 0 && method !== 'DELETE'
)

const document = openapiDocument(catalogue, { title: '', version: '', description: '' })

function operationOf({ method, path }: Endpoint): Json {
  const paths = document.paths as Record<string, Record<string, Json>>
  const found = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
  if (found === undefined) throw new Error(`${method} ${path} is not in the document`)
  return found
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  formats: { uuid, date: /^\d{4}-\d\d-\d\d$/ },
})
const components = { $id: 'openapi', components: document.components }
ajv.addSchema(components as AnySchema)

/** The same schema without room for members that it does not name. */
function closed(schema: Documented): Documented {
  const { properties, items, anyOf } = schema
  const named = properties !== undefined && Object.keys(properties).length > 0
  return {
    ...schema,
    ...(named && schema.additionalProperties === undefined ? { additionalProperties: false } : {}),
    ...(named
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, value]) => [name, closed(value)])
          ),
        }
      : {}),
    ...(items === undefined ? {} : { items: closed(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(closed) }),
  }
}

/** The schema of an answer with a status; undefined where the document has none. */
export function answerSchema(endpoint: Endpoint, status: number): Documented | undefined {
  const responses = operationOf(endpoint).responses as Record<string, Json>
  const content = responses[status]?.content as Record<string, { schema: Documented }> | undefined
  return content?.['application/json']?.schema
}

const validators = new Map<string, ValidateFunction>()

function validatorOf(endpoint: Endpoint, status: number): ValidateFunction | null {
  const key = `${endpoint.method} ${endpoint.path} ${status}`
  const known = validators.get(key)
  if (known !== undefined) return known
  const schema = answerSchema(endpoint, status)
  if (schema === undefined) return null
  const { $ref } = schema
  const made = ajv.compile(typeof $ref === 'string' ? { $ref: `openapi${$ref}` } : closed(schema))
  validators.set(key, made)
  return made
}

/** What an answer has against its schema in the document; nothing when it keeps it. */
export function breaches(endpoint: Endpoint, { status, body, text }: Answer): string[] {
  const validate = validatorOf(endpoint, status)
  if (validate === null) return [`status ${status} is not documented: ${text.slice(0, 300)}`]
  if (validate(body)) return []
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`
  )
}

/** Texts that say something about the database to whoever provokes an error. */
const leak = /plpgsql|pg_catalog|syntax error|sqlstate|invalid input|violates|relation "/i

/** What is wrong with any answer, whatever was asked: of the server, or of the contract. */
export function faults(endpoint: Endpoint, answer: Answer): string[] {
  return [
    ...(answer.status >= 500 ? [`${answer.status} ${answer.text.slice(0, 300)}`] : []),
    ...(leak.test(answer.text) ? [`leaks: ${answer.text.slice(0, 300)}`] : []),
    ...breaches(endpoint, answer),
  ]
}

/** The parameters of an endpoint, with the values that the document gives as examples. */
export function parametersOf(endpoint: Endpoint): Parameter[] {
  const operation = operationOf(endpoint)
  const query = (operation.parameters as Json[]).filter((each) => each.in !== 'header')
  const media = (operation.requestBody as { content: Record<string, { schema: Documented }> })
    ?.content?.['application/json']?.schema
  const required = (media?.required ?? []) as string[]
  const members = Object.entries(media?.properties ?? {}).map(([name, schema]) => ({
    name,
    required: required.includes(name),
    schema,
  }))
  return [...query, ...members].map((each) => {
    const schema = each.schema as Documented
    const values = (schema.enum ?? schema.examples ?? []) as unknown[]
    return { name: String(each.name), isRequired: each.required === true, values }
  })
}

/** The values of the sample request that an endpoint cannot do without. */
export function requiredOf(endpoint: Endpoint): Json {
  const names = parametersOf(endpoint).filter(({ isRequired }) => isRequired)
  return Object.fromEntries(names.map(({ name }) => [name, endpoint.sample.request[name]]))
}

/** Path and body by which an endpoint is asked. */
export function asked(endpoint: Endpoint, request: Json): [path: string, sent: Sent] {
  if (!takesBody(endpoint)) return [sampleUrl(endpoint.path, request), {}]
  return [endpoint.path, { method: endpoint.method, body: request }]
}

/** The rows of an answer: those of a list, of a bare array, or none. */
export function rowsOf({ body }: Answer): Json[] {
  const rows = Array.isArray(body) ? body : (body?.data ?? body?.leads)
  return Array.isArray(rows) ? rows : []
}
