/** The schema language of Gemini (a part of OpenAPI 3.0), as far as a stand-in must know it. */

/** A JSON object. */
export type Json = Record<string, unknown>

/** What is wrong with a request, and where, as Google writes the path. */
export type Violation = Readonly<{ field: string; description: string }>

const MEMBERS = new Set(
  (
    'type format title description nullable enum maxItems minItems properties required ' +
    'minProperties maxProperties minLength maxLength pattern example anyOf propertyOrdering ' +
    'default items minimum maximum'
  ).split(' ')
)
const TYPES = new Set(['STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL'])

/** A member of an object as an object; empty for anything else. */
export function objectIn(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function typeOf(schema: Json): string {
  return String(schema.type ?? 'TYPE_UNSPECIFIED').toUpperCase()
}

function violationsOfObject(schema: Json, field: string): Violation[] {
  const properties = Object.entries(objectIn(schema.properties))
  const wrong: Violation[] = properties.flatMap(([, inner], at) =>
    schemaViolations(inner, `${field}.properties[${at}].value`)
  )
  if (properties.length === 0 && !Array.isArray(schema.anyOf)) {
    const description = `* ${field}.properties: should be non-empty for OBJECT type`
    wrong.push({ field: `${field}.properties`, description })
  }
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  required.forEach((name, at) => {
    const isKnown = properties.some(([known]) => known === name)
    const description = `* ${field}.required[${at}]: property is not defined`
    if (!isKnown) wrong.push({ field: `${field}.required[${at}]`, description })
  })
  return wrong
}

/** What Gemini would refuse of a response schema. */
export function schemaViolations(value: unknown, field: string): Violation[] {
  const schema = objectIn(value)
  const unknown = Object.keys(schema)
    .filter((name) => !MEMBERS.has(name))
    .map(
      (name) =>
        `Invalid JSON payload received. Unknown name "${name}" at '${field}': Cannot find field.`
    )
    .map((description) => ({ field, description }))
  const type = typeOf(schema)
  if (schema.type !== undefined && !TYPES.has(type)) {
    const description = `Invalid value at '${field}.type' (type.googleapis.com/google.ai.generativelanguage.v1beta.Type), "${schema.type}"`
    return [...unknown, { field: `${field}.type`, description }]
  }
  if (type === 'OBJECT') return [...unknown, ...violationsOfObject(schema, field)]
  if (type === 'ARRAY') {
    const description = `* ${field}.items: missing field.`
    if (schema.items === undefined) return [...unknown, { field: `${field}.items`, description }]
    return [...unknown, ...schemaViolations(schema.items, `${field}.items`)]
  }
  return unknown
}

/** The least that a schema lets a model say: null, '', 0, the last of an enum, nothing in lists. */
function least(schema: Json): unknown {
  if (schema.nullable === true) return null
  const choices = Array.isArray(schema.enum) ? schema.enum : []
  if (choices.length > 0) return choices.at(-1)
  const type = typeOf(schema)
  if (type === 'OBJECT') return conform({}, schema)
  if (type === 'ARRAY') return []
  if (type === 'STRING') return ''
  return type === 'BOOLEAN' ? false : type === 'NULL' ? null : 0
}

function isAllowed(value: unknown, schema: Json): boolean {
  const type = typeOf(schema)
  if (value === null) return schema.nullable === true || type === 'NULL'
  if (type === 'ARRAY') return Array.isArray(value)
  if (type === 'OBJECT') return typeof value === 'object' && !Array.isArray(value)
  if (type === 'INTEGER') return Number.isInteger(value)
  const isOfType = type === 'TYPE_UNSPECIFIED' || typeof value === type.toLowerCase()
  return isOfType && (!Array.isArray(schema.enum) || schema.enum.includes(value))
}

/**
 * A value as constrained decoding would give it: members in the order of the schema, none that it
 * does not have, and the least it allows for what is missing, or of another type.
 */
export function conform(value: unknown, schema: Json): unknown {
  if (!isAllowed(value, schema)) return least(schema)
  if (Array.isArray(value)) {
    const max = schema.maxItems === undefined ? value.length : Number(schema.maxItems)
    return value.slice(0, max).map((item) => conform(item, objectIn(schema.items)))
  }
  const properties = objectIn(schema.properties)
  if (typeOf(schema) !== 'OBJECT' || Object.keys(properties).length === 0) return value
  const order = Array.isArray(schema.propertyOrdering) ? schema.propertyOrdering.map(String) : []
  const names = [...new Set([...order, ...Object.keys(properties)])]
  const required = Array.isArray(schema.required) ? schema.required : []
  const given = objectIn(value)
  return Object.fromEntries(
    names
      .filter((name) => name in given || required.includes(name))
      .map((name) => [name, conform(given[name], objectIn(properties[name]))])
  )
}
