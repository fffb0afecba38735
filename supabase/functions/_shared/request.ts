import { z } from 'zod'
import { decodeUtf8, parseJson } from './body.ts'
import type { Endpoint } from './endpoint.ts'
import { type Issue, isProblem, type Problem, problem } from './errors.ts'
import { depthOf, MAX_DEPTH, sanitizeJsonText, stringMembers, toJsonText } from './json-text.ts'

/** A remark about a request that was taken. */
export type Warning = Readonly<{ field: string; message: string }>

/** A request fit for SQL: its text, a parsed copy for our own use, and what was mended. */
export type CheckedRequest = Readonly<{
  text: string
  value: Record<string, unknown>
  warnings: readonly Warning[]
}>

/** A request that is refused; the parsed copy, where there is one, for the answer's echo. */
export type Refusal = Readonly<{ problem: Problem; value: unknown }>

/** Tells a refusal from a checked request. */
export function isRefusal(result: CheckedRequest | Refusal): result is Refusal {
  return 'problem' in result
}

/**
 * Decodes, mends and checks the bytes of a body.
 *
 * @param parameters of the path; they join the body, and stand over members of the same name
 */
export function checkBody(
  endpoint: Endpoint,
  bytes: Uint8Array,
  parameters: Readonly<Record<string, string>> = {}
): CheckedRequest | Refusal {
  const decoded = decodeUtf8(bytes)
  if (isProblem(decoded)) return { problem: decoded, value: null }
  return checkText(endpoint, joinParameters(decoded, parameters))
}

/**
 * Adds members to the text of a JSON object; the last of several with one name counts. With
 * parameters a body may be empty; text that is no object is left to the check.
 */
function joinParameters(text: string, parameters: Readonly<Record<string, string>>): string {
  if (Object.keys(parameters).length === 0) return text
  const members = toJsonText(parameters).slice(1)
  const trimmed = text.trim() === '' ? '{}' : text.trim()
  if (!/^\{[\s\S]*\}$/.test(trimmed)) return text
  const inside = trimmed.slice(1, -1).trim()
  return inside === '' ? `{${members}` : `{${inside},${members}`
}

/** Mends and checks JSON text: depth, JSON, documents in strings, then the request schema. */
export function checkText(endpoint: Endpoint, original: string): CheckedRequest | Refusal {
  if (depthOf(original) > MAX_DEPTH) return { problem: tooDeep(''), value: null }
  const outer = sanitizeJsonText(original)
  const parsed = parseJson(outer.text)
  if (isProblem(parsed)) return { problem: parsed, value: null }
  const unwrapped = unwrapDocuments(outer.text, parsed.value, endpoint.jsonFields ?? [])
  if (isProblem(unwrapped)) return { problem: unwrapped, value: parsed.value }
  const checked = endpoint.request.safeParse(unwrapped.value)
  if (!checked.success) {
    const found = schemaProblem(endpoint.request, unwrapped.value, checked.error)
    return { problem: found, value: unwrapped.value }
  }
  const warnings = warningsOf(
    outer.nulEscapes + unwrapped.nulEscapes,
    outer.loneSurrogates + unwrapped.loneSurrogates
  )
  return { text: unwrapped.text, value: unwrapped.value as Record<string, unknown>, warnings }
}

type Unwrapped = { text: string; value: unknown; nulEscapes: number; loneSurrogates: number }

/** Puts a document that arrived as a JSON string in the place of that string, as text. */
function unwrapDocuments(
  text: string,
  value: unknown,
  fields: readonly string[]
): Unwrapped | Problem {
  const done = { text, value, nulEscapes: 0, loneSurrogates: 0 }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return done
  const object = { ...(value as Record<string, unknown>) }
  if (!fields.some((field) => typeof object[field] === 'string')) return done
  for (const { key, start, end } of stringMembers(text).reverse()) {
    if (!fields.includes(key)) continue
    const literal = JSON.parse(text.slice(start, end)) as string
    if (depthOf(literal) > MAX_DEPTH - 1) return tooDeep(key)
    const inner = sanitizeJsonText(literal)
    const parsed = parseJson(inner.text)
    if (isProblem(parsed) || typeof parsed.value !== 'object' || parsed.value === null) continue
    done.text = done.text.slice(0, start) + inner.text + done.text.slice(end)
    done.nulEscapes += inner.nulEscapes
    done.loneSurrogates += inner.loneSurrogates
    // JSON keeps the last of several members of one name, and this loop runs backwards.
    if (typeof object[key] === 'string') object[key] = parsed.value
  }
  return { ...done, value: object }
}

function tooDeep(field: string): Problem {
  const what = field === '' ? 'the body' : field
  const message = `${what} is nested more than ${MAX_DEPTH} levels deep`
  const hint = 'send a flatter document; the bytes received are kept'
  return problem('WH106', message, hint, { issues: [{ path: field, message }] })
}

/** The value at a path of a parsed body. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined
    current = (current as Record<PropertyKey, unknown>)[part]
  }
  return current
}

/** WH101 when a field is missing or blank, WH104 when one has the wrong type. */
function schemaProblem(schema: z.ZodObject, value: unknown, error: z.ZodError): Problem {
  const [first] = error.issues
  if (first === undefined || first.path.length === 0) {
    const hint = 'send a JSON object such as the sample of this endpoint in docs/endpoints.md'
    const message = 'the body must be a JSON object'
    return problem('WH104', message, hint, { issues: [{ path: '', message }] })
  }
  const issues: Issue[] = error.issues.map((issue) => {
    const path = issue.path.map(String).join('.')
    return { path, message: `${path} ${issue.message}` }
  })
  const wrong = valueAt(value, first.path)
  const isMissing = wrong == null || (typeof wrong === 'string' && wrong.trim() === '')
  const message = issues.map((issue) => issue.message).join('; ')
  const hint = hintOf(schema, String(first.path[0]))
  return problem(isMissing ? 'WH101' : 'WH104', message, hint, { issues })
}

/** Says what to send in a field, from the schema's own description. */
function hintOf(schema: z.ZodObject, field: string): string {
  const shape: z.ZodType | undefined = schema.shape[field]
  const meta = shape === undefined ? undefined : z.globalRegistry.get(shape)
  const [example] = (meta?.examples ?? []) as unknown[]
  const suffix = example === undefined ? '' : ` Example: ${JSON.stringify(example)}`
  return `send ${field}: ${meta?.description ?? 'see docs/endpoints.md'}${suffix}`
}

function warningsOf(nulEscapes: number, loneSurrogates: number): Warning[] {
  const remark = (count: number, what: string) =>
    count === 0 ? [] : [{ field: '', message: `${count} ${what} replaced by U+FFFD` }]
  return [
    ...remark(nulEscapes, nulEscapes === 1 ? 'NUL escape was' : 'NUL escapes were'),
    ...remark(loneSurrogates, loneSurrogates === 1 ? 'lone surrogate was' : 'lone surrogates were'),
  ]
}
