import { errorObject, type Problem } from './errors.ts'

const JSON_HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
}

/** An answer whose JSON text is ready; it is passed on unread, so no number is rounded. */
export function textResponse(status: number, jsonText: string): Response {
  return new Response(jsonText, { status, headers: JSON_HEADERS })
}

/**
 * The answer to a problem: `{success: false, ...extra, error: {code, message, hint, issues}}`.
 *
 * @param extra members besides `success` and `error`, such as `rejected_id`
 */
export function problemResponse(found: Problem, extra: Record<string, unknown> = {}): Response {
  const body = {
    success: false,
    ...extra,
    ...(found.errorId === undefined ? {} : { error_id: found.errorId }),
    error: errorObject(found),
  }
  const response = textResponse(found.status, JSON.stringify(body))
  if (found.retryAfterSeconds !== undefined) {
    response.headers.set('retry-after', String(found.retryAfterSeconds))
  }
  for (const [name, value] of Object.entries(found.headers ?? {})) response.headers.set(name, value)
  return response
}

/** True when the body is not compressed. */
export function isUncompressed(request: Request): boolean {
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  return encoding.trim().toLowerCase() === 'identity'
}

/**
 * True when the body may be read as JSON: `application/json` or `+json`, in UTF-8, uncompressed.
 * A request that names no type is taken at its word once it parses.
 */
export function hasJsonContent(request: Request): boolean {
  if (!isUncompressed(request)) return false
  const header = request.headers.get('content-type')
  if (header === null || header.trim() === '') return true
  const [type = '', ...parameters] = header.toLowerCase().split(';')
  const charset = parameters
    .map((part) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(part)?.[1])
    .find(Boolean)
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') return false
  return /^application\/(?:json|[\w.!#$&^-]+\+json)$/.test(type.trim())
}
