import type { Caller, KeyRing } from './auth.ts'
import { type Evidence, readBody } from './body.ts'
import type { Database } from './database.ts'
import { DEFAULT_TIMEOUT_SECONDS, type Endpoint, endpointName, takesBody } from './endpoint.ts'
import { ERROR_STATUS, isProblem, type Problem, problem, shuttingDown } from './errors.ts'
import { hasJsonContent, problemResponse, textResponse } from './http.ts'
import { toJsonText } from './json-text.ts'
import { isShuttingDown } from './lifecycle.ts'
import { keepRejected, mustBeKept } from './rejected.ts'
import { type CheckedRequest, checkBody, checkText, isRefusal, type Refusal } from './request.ts'
import type { Settings } from './settings.ts'

/** What answering a request needs. */
export type Deps = Readonly<{ settings: Settings; database: Database; keys: KeyRing }>

/** A request whose sender is known (or need not be), with what it sent. */
type Received = Readonly<{
  request: Request
  endpoint: Endpoint
  caller: Caller | null
  idempotencyKey: string | null
  evidence: Evidence | null
  checked: CheckedRequest | Refusal
}>

/**
 * Answers one request to an endpoint: who, what, one call of SQL, status.
 *
 * @param parameters values of the path's parameters
 */
export async function answer(
  request: Request,
  endpoint: Endpoint,
  parameters: Record<string, string>,
  deps: Deps
): Promise<Response> {
  if (isShuttingDown()) return problemResponse(shuttingDown())
  const caller =
    endpoint.scope === null
      ? null
      : await deps.keys.authorize(request, endpoint.scope, endpointName(endpoint))
  if (isProblem(caller)) return problemResponse(caller)
  if (!takesBody(endpoint)) {
    const checked = checkText(endpoint, toJsonText(queryOf(request, parameters)))
    return execute(deps, received(request, endpoint, caller, null, checked))
  }
  if (!hasJsonContent(request)) return problemResponse(wrongContent())
  const body = await readBody(request)
  const checked =
    body.problem === null && body.evidence.bytes !== null
      ? checkBody(endpoint, body.evidence.bytes)
      : { problem: body.problem as Problem, value: null }
  return execute(deps, received(request, endpoint, caller, body.evidence, checked))
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

/** Query and path parameters as one object; a name given several times becomes an array. */
function queryOf(request: Request, parameters: Record<string, string>): Record<string, unknown> {
  const query: Record<string, unknown> = {}
  const { searchParams } = new URL(request.url)
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name)
    query[name] = values.length === 1 ? values[0] : values
  }
  return { ...query, ...parameters }
}

function wrongContent(): Problem {
  const hint = 'send the header content-type: application/json, in UTF-8 and without compression'
  return problem('WH004', 'the content type is not application/json', hint)
}

/** The one call of SQL, and the status its outcome stands for. */
async function execute(deps: Deps, got: Received): Promise<Response> {
  const { endpoint, checked } = got
  if (isRefusal(checked)) return refuse(deps, got, checked.problem, {})
  const limit = endpoint.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS
  const outcome = await deps.database.call({
    sqlFunction: endpoint.sqlFunction,
    request: checked.text,
    context: toJsonText({
      api_key_id: got.caller?.apiKeyId ?? null,
      idempotency_key: got.idempotencyKey,
      endpoint: endpointName(endpoint),
    }),
    timeoutSeconds: Math.min(limit, deps.settings.timeoutCapSeconds ?? limit),
    endpoint: endpointName(endpoint),
  })
  if (isProblem(outcome)) return refuse(deps, got, outcome, {})
  return answerOf(deps, got, checked, outcome.text ?? '{"success": true}')
}

/** Turns the answer of SQL into a response; its text is passed on as it is where it can be. */
function answerOf(
  deps: Deps,
  got: Received,
  checked: CheckedRequest,
  text: string
): Response | Promise<Response> {
  const body = JSON.parse(text) as Record<string, unknown>
  const { code, message, hint, issues } = (body.error ?? {}) as Record<string, unknown>
  if (typeof code === 'string' && ERROR_STATUS[code] !== 202) {
    const details = { issues: Array.isArray(issues) ? issues : [] }
    const found = problem(code, String(message ?? ''), String(hint ?? ''), details)
    const { error: _error, success: _success, ...extra } = body
    return refuse(deps, got, found, extra)
  }
  const status = typeof code === 'string' ? 202 : 200
  if (status === 200 && checked.warnings.length === 0) return textResponse(status, text)
  if (status === 202) {
    body.error = { code, message: message ?? '', hint: hint ?? '', issues: issues ?? [] }
  }
  if (checked.warnings.length > 0) {
    body.warnings = [...(Array.isArray(body.warnings) ? body.warnings : []), ...checked.warnings]
  }
  return textResponse(status, JSON.stringify(body))
}

/** Answers with a problem; what an authenticated sender sent is kept first, where it must be. */
async function refuse(
  deps: Deps,
  got: Received,
  found: Problem,
  extra: Record<string, unknown>
): Promise<Response> {
  const { request, endpoint, caller, evidence } = got
  const body = { ...echoOf(endpoint, got.checked.value), ...extra }
  if (evidence === null || caller === null || !mustBeKept(found)) {
    return problemResponse(found, body)
  }
  const kept = await keepRejected(deps.database, request, endpoint, caller, evidence, found)
  if (isProblem(kept)) return problemResponse(kept, body)
  return problemResponse(found, { ...body, rejected_id: kept })
}

/** The members of a refused request that its answer repeats. */
function echoOf(endpoint: Endpoint, value: unknown): Record<string, unknown> {
  if (endpoint.onRefusal === undefined) return {}
  const echoed = endpoint.onRefusal.echo.map((name) => {
    const given = (value as Record<string, unknown> | null)?.[name]
    return [name, typeof given === 'string' ? given : null]
  })
  return { ...endpoint.onRefusal.constants, ...Object.fromEntries(echoed) }
}
