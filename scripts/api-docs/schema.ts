import { z } from 'zod'
import type { Endpoint } from '../../supabase/functions/_shared/endpoint.ts'

/** The part of JSON Schema that the documents use. */
export type Schema = {
  type?: string | string[]
  description?: string
  examples?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  items?: Schema
  [keyword: string]: unknown
}

/** JSON Schema of a zod schema, as a sender writes it. */
export function toSchema(schema: z.ZodType): Schema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return simplify(rest as Schema)
}

/** Drops what adds nothing: "no further restriction", and the pattern that means "not blank". */
function simplify(schema: Schema): Schema {
  const { additionalProperties, propertyNames, pattern, minimum, maximum, ...rest } = schema
  const kept: Schema = { ...rest }
  const isOpen =
    typeof additionalProperties === 'object' &&
    additionalProperties !== null &&
    Object.keys(additionalProperties).length === 0
  if (additionalProperties !== undefined && !isOpen) {
    kept.additionalProperties = simplify(additionalProperties as Schema)
  }
  if (pattern === '\\S') kept.minLength = 1
  if (typeof minimum === 'number' && minimum !== Number.MIN_SAFE_INTEGER) kept.minimum = minimum
  if (schema.properties !== undefined) {
    kept.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, value]) => [name, simplify(value)])
    )
  }
  if (schema.items !== undefined) kept.items = simplify(schema.items)
  if (schema.anyOf !== undefined) kept.anyOf = schema.anyOf.map(simplify)
  return kept
}

/** The request of an endpoint; documents may also be sent as JSON strings. */
export function requestSchema(endpoint: Endpoint): Schema {
  const schema = toSchema(endpoint.request)
  for (const field of endpoint.jsonFields ?? []) {
    const { description, ...inner } = schema.properties?.[field] ?? {}
    const asText = { type: 'string', contentMediaType: 'application/json' }
    const either: Schema = { anyOf: [inner, asText], ...(description ? { description } : {}) }
    schema.properties = { ...schema.properties, [field]: either }
  }
  return schema
}

/** The fields of a request that stand in its path: `:id` of `/jobs/:id`. */
export function pathFields({ path }: Endpoint): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
}

/** What of a request is in its body: all but the fields of the path. */
export function bodySchema(endpoint: Endpoint): Schema {
  const schema = requestSchema(endpoint)
  const isInBody = (name: string) => !pathFields(endpoint).includes(name)
  const { required = [], properties = {}, ...rest } = schema
  const members = Object.entries(properties).filter(([name]) => isInBody(name))
  return {
    ...rest,
    properties: Object.fromEntries(members),
    ...(required.some(isInBody) ? { required: required.filter(isInBody) } : {}),
  }
}

/** The sample of a request without the fields of the path. */
export function bodySample(endpoint: Endpoint): Record<string, unknown> {
  const members = Object.entries(endpoint.sample.request)
  return Object.fromEntries(members.filter(([name]) => !pathFields(endpoint).includes(name)))
}

/** A type in a few words: `string`, `string or null`, `array of object`. */
export function typeName(schema: Schema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeName).join(' or ')
  const base = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'any')
  if (base === 'string' && schema.contentMediaType === 'application/json') return 'JSON string'
  if (base === 'string' && schema.format === 'uuid') return 'uuid'
  if (base === 'string' && schema.format === 'binary') return 'file'
  return base === 'array' && schema.items ? `array of ${typeName(schema.items)}` : base
}
