import type { KeyRing } from './auth.ts'
import type { Database } from './database.ts'
import { DEFAULT_TIMEOUT_SECONDS, type Endpoint, endpointName } from './endpoint.ts'
import { ERROR_STATUS, isProblem, type Problem, problem, shuttingDown } from './errors.ts'
import { problemResponse, textResponse } from './http.ts'
import { toJsonText } from './json-text.ts'
import { isShuttingDown } from './lifecycle.ts'
import { now } from './outbound/clock.ts'
import { workOnRequest } from './outbound/wake.ts'
import { type Received, receive } from './receive.ts'
import { keepRejected, mustBeKept } from './rejected.ts'
import { type CheckedRequest, isRefusal } from './request.ts'
import type { Settings } from './settings.ts'
import { askableVendors } from './vendors/call.ts'
import { finishCalls } from './vendors/single.ts'

/** What answering a request needs. */
export type Deps = Readonly<{ settings: Settings; database: Database; keys: KeyRing }>

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
  const caller = await deps.keys.authorize(request, endpoint)
  if (isProblem(caller)) return problemResponse(caller)
  const got = await receive(request, endpoint, parameters, caller, deps.database)
  return isProblem(got) ? problemResponse(got) : execute(deps, got)
}

/** What SQL is told of a request besides its body. */
function contextOf(deps: Deps, got: Received, workerId: string | null): string {
  return toJsonText({
    api_key_id: got.caller?.apiKeyId ?? null,
    client_domain: got.caller?.clientDomain ?? null,
    idempotency_key: got.idempotencyKey,
    endpoint: endpointName(got.endpoint),
    is_development: deps.settings.isDevelopment,
    vendors: askableVendors(deps.settings),
    ...(workerId === null ? {} : { worker_id: workerId }),
  })
}

/** The one call of SQL, and the status its outcome stands for; the worker's work before it. */
async function execute(deps: Deps, got: Received): Promise<Response> {
  const { endpoint, checked } = got
  if (isRefusal(checked)) return refuse(deps, got, checked.problem, {})
  const done = endpoint.runsWorker ? await workOnRequest(deps.settings, checked.value) : null
  const limit = endpoint.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS
  const workerId = endpoint.calls ? crypto.randomUUID() : null
  const call = {
    sqlFunction: endpoint.sqlFunction,
    request: checked.text,
    context: contextOf(deps, got, workerId),
    timeoutSeconds: Math.min(limit, deps.settings.timeoutCapSeconds ?? limit),
    endpoint: endpointName(endpoint),
  }
  const asked = now()
  const first = await deps.database.call(call)
  const outcome =
    workerId === null ? first : await finishCalls(deps, call, { workerId, asked, first })
  if (isProblem(outcome)) return refuse(deps, got, outcome, {})
  const text = outcome.text ?? '{"success": true}'
  if (done === null) return answerOf(deps, got, checked, text)
  return answerOf(deps, got, checked, JSON.stringify({ ...JSON.parse(text), ...done }))
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
  await got.discard?.()
  const body = { ...echoOf(endpoint, got.checked.value, found), ...extra }
  if (evidence === null || caller === null || !mustBeKept(found, endpoint)) {
    return problemResponse(found, body)
  }
  const kept = await keepRejected(deps.database, request, endpoint, caller, evidence, found)
  if (isProblem(kept)) return problemResponse(kept, body)
  return problemResponse(found, { ...body, rejected_id: kept })
}

/** What the answer to a refused request has besides the error; for a file, a list of remarks. */
function echoOf(endpoint: Endpoint, value: unknown, found: Problem): Record<string, unknown> {
  if (endpoint.upload !== undefined) {
    const remarks = found.issues.map((issue) => issue.message)
    const errors = remarks.length > 0 ? remarks : [found.message]
    return { ...endpoint.onRefusal?.constants, message: found.message, errors }
  }
  if (endpoint.onRefusal === undefined) return {}
  const echoed = endpoint.onRefusal.echo.map((name) => {
    const given = (value as Record<string, unknown> | null)?.[name]
    return [name, typeof given === 'string' ? given : null]
  })
  return { ...endpoint.onRefusal.constants, ...Object.fromEntries(echoed) }
}
