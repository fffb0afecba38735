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

/** A type in a few words: `string`, `string or null`, `array of object`. */
export function typeName(schema: Schema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeName).join(' or ')
  const base = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'any')
  if (base === 'string' && schema.contentMediaType === 'application/json') return 'JSON string'
  if (base === 'string' && schema.format === 'uuid') return 'uuid'
  return base === 'array' && schema.items ? `array of ${typeName(schema.items)}` : base
}
