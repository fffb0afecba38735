import type { Caller } from './auth.ts'
import { type Evidence, readBody } from './body.ts'
import type { Database } from './database.ts'
import { type Endpoint, refusesUnknown, takesBody } from './endpoint.ts'
import { type Problem, problem } from './errors.ts'
import { hasJsonContent, isUncompressed } from './http.ts'
import { toJsonText } from './json-text.ts'
import { boundaryOf } from './multipart.ts'
import { type CheckedRequest, checkBody, checkText, isRefusal, type Refusal } from './request.ts'
import { receiveUpload } from './upload/receive.ts'

/** Query parameters that are meant for the platform in front of the functions. */
const PLATFORM_PARAMETERS = ['forceFunctionRegion']

/** A request whose sender is known (or need not be), with what it sent. */
export type Received = Readonly<{
  request: Request
  endpoint: Endpoint
  caller: Caller | null
  idempotencyKey: string | null
  evidence: Evidence | null
  checked: CheckedRequest | Refusal
  /** Takes back what went to the database ahead of the call. */
  discard?: () => Promise<void>
}>

/**
 * Reads what a request holds: the query of one without a body, a form, or JSON.
 *
 * @param parameters values of the path's parameters
 * @returns 415 when the body is neither; a body that is refused comes with what arrived of it
 */
export async function receive(
  request: Request,
  endpoint: Endpoint,
  parameters: Record<string, string>,
  caller: Caller | null,
  database: Database
): Promise<Received | Problem> {
  if (!takesBody(endpoint)) {
    const unknown = unknownParameter(request, endpoint)
    const checked =
      unknown === null
        ? checkText(endpoint, toJsonText(queryOf(request, parameters)))
        : { problem: unknown, value: null }
    return received(request, endpoint, caller, null, checked)
  }
  if (endpoint.upload !== undefined) {
    const type = isUncompressed(request) ? request.headers.get('content-type') : null
    const boundary = boundaryOf(type)
    if (boundary === null) return wrongForm()
    const uploading = { ...endpoint, upload: endpoint.upload }
    const form = await receiveUpload(request, boundary, uploading, caller, database)
    const got = received(request, endpoint, caller, form.evidence, form.checked)
    return { ...got, discard: form.discard }
  }
  if (!hasJsonContent(request)) return wrongContent()
  const body = await readBody(request)
  const checked =
    body.problem === null && body.evidence.bytes !== null
      ? checkBody(endpoint, body.evidence.bytes, parameters)
      : { problem: body.problem as Problem, value: null }
  return received(request, endpoint, caller, body.evidence, checked)
}

/** Joins what is known of a request; a malformed Idempotency-Key is found here. */
function received(
  request: Request,
  endpoint: Endpoint,
  caller: Caller | null,
  evidence: Evidence | null,
  checked: CheckedRequest | Refusal
): Received {
  const idempotencyKey = request.headers.get('idempotency-key')
  const base = { request, endpoint, caller, idempotencyKey, evidence }
  const isFit = idempotencyKey === null || /^.{1,255}$/s.test(idempotencyKey)
  if (isFit || isRefusal(checked)) return { ...base, checked }
  const message = 'the header Idempotency-Key must have 1 to 255 characters'
  const hint = 'send a short unique value, such as a UUID, or leave the header out'
  const found = problem('WH009', message, hint, {
    issues: [{ path: 'Idempotency-Key', message }],
  })
  return { ...base, checked: { problem: found, value: checked.value } }
}

/** The query of a request, without what is not for us. */
function searchOf(request: Request): URLSearchParams {
  const { searchParams } = new URL(request.url)
  for (const name of PLATFORM_PARAMETERS) searchParams.delete(name)
  return searchParams
}

/** Query and path parameters as one object; a name given several times becomes an array. */
function queryOf(request: Request, parameters: Record<string, string>): Record<string, unknown> {
  const query: Record<string, unknown> = {}
  const searchParams = searchOf(request)
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name)
    query[name] = values.length === 1 ? values[0] : values
  }
  return { ...query, ...parameters }
}

/** What is wrong with the names of the query; null when they are known, or need not be. */
function unknownParameter(request: Request, endpoint: Endpoint): Problem | null {
  if (!refusesUnknown(endpoint)) return null
  const parts = endpoint.path.split('/')
  const known = Object.keys(endpoint.request.shape).filter((name) => !parts.includes(`:${name}`))
  const given = new Set(searchOf(request).keys())
  const issues = [...given]
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: name.slice(0, 100), message: `${name.slice(0, 100)} is unknown` }))
    .slice(0, 20)
  if (issues.length === 0) return null
  const message = `unknown query parameter: ${issues.map((issue) => issue.path).join(', ')}`
  const hint = known.length === 0 ? 'send no parameters' : `use one of: ${known.join(', ')}`
  return problem('WH107', message, hint, { issues })
}

function wrongContent(): Problem {
  const hint = 'send the header content-type: application/json, in UTF-8 and without compression'
  return problem('WH004', 'the content type is not application/json', hint)
}

function wrongForm(): Problem {
  const hint = 'send a form such as that of curl -F, without compression'
  return problem('WH004', 'the content type is not multipart/form-data with a boundary', hint)
}
