import { ERROR_STATUS, type Issue, type Problem, problem, timedOut, unavailable } from './errors.ts'
import { logLine } from './log.ts'

/** The fields of a driver error that are read here. */
export type DatabaseError = Readonly<{
  name?: string
  code?: string
  message?: string
  hint?: string
  detail?: string
  where?: string
  routine?: string
  schema_name?: string
  table_name?: string
  constraint_name?: string
}>

/** Any thrown value as a driver error. */
export function asDatabaseError(thrown: unknown): DatabaseError {
  return typeof thrown === 'object' && thrown !== null ? thrown : { message: String(thrown) }
}

/** Class 40: rolled back by no fault of the request (deadlock, serialisation). */
export function isRollback(error: DatabaseError): boolean {
  return error.name === 'PostgresError' && (error.code ?? '').startsWith('40')
}

/** 57014: the statement was cancelled. */
export function isCancelled(error: DatabaseError): boolean {
  return error.code === '57014'
}

/** SQLSTATE classes and codes that speak of the server, not of the request. */
const SERVER_TROUBLE = /^(08|28|3D|40|53|57|58)|^25006$|^55P03$/

/** Only driver and socket errors have a code that is not an SQLSTATE of the server. */
function isConnectionTrouble(error: DatabaseError): boolean {
  if (typeof error.code !== 'string') return false
  return error.name !== 'PostgresError' || SERVER_TROUBLE.test(error.code)
}

/** Raised while the body was cast to jsonb: the context names no function yet. */
function isUnstorable(error: DatabaseError): boolean {
  return /^(22|54)/.test(error.code ?? '') && !(error.where ?? '').includes('function')
}

/** 503: rolled back in favour of other requests, again and again. */
function collided(): Problem {
  const message = 'the request collided with others; nothing was written'
  return problem('WH012', message, 'send the same request again', { retryAfterSeconds: 1 })
}

/** DETAIL may hold a JSON array of issues; anything else gives none. */
function issuesOf(detail: string | undefined): Issue[] {
  if (detail === undefined || !detail.startsWith('[')) return []
  try {
    const parsed: unknown = JSON.parse(detail)
    return Array.isArray(parsed) ? (parsed as Issue[]) : []
  } catch {
    return []
  }
}

/** Logs an unexpected error under a fresh id, without message and values, and answers 500. */
export function internalError(endpoint: string, thrown: unknown): Problem {
  const error = asDatabaseError(thrown)
  const errorId = crypto.randomUUID()
  const isSql = error.name === 'PostgresError'
  logLine('error', 'internal error', {
    error_id: errorId,
    endpoint,
    sqlstate: error.code,
    routine: error.routine,
    schema: error.schema_name,
    table: error.table_name,
    constraint: error.constraint_name,
    context: (error.where ?? '').match(/PL\/pgSQL function [\w.]+\([^)]*\) line \d+/g) ?? undefined,
    // The message of an SQL error may quote the payload; that of our own code does not.
    reason: isSql ? undefined : error.message,
  })
  const hint = `report error id ${errorId}; the log has the cause`
  return { ...problem('WH015', 'internal error', hint), errorId }
}

/**
 * What a failed call means to the caller.
 *
 * @param thrown what the driver threw
 * @param endpoint method and path, for the log
 * @param timeoutSeconds the limit of the statement, named in the answer when it ran into it
 */
export function problemOfSql(thrown: unknown, endpoint: string, timeoutSeconds: number): Problem {
  const error = asDatabaseError(thrown)
  const code = error.code ?? ''
  if (ERROR_STATUS[code] !== undefined) {
    return problem(code, error.message ?? '', error.hint ?? '', { issues: issuesOf(error.detail) })
  }
  if (isCancelled(error)) return timedOut(timeoutSeconds)
  if (isRollback(error)) return collided()
  if (isConnectionTrouble(error)) {
    logLine('warning', 'database unavailable', { endpoint, cause: code })
    return unavailable()
  }
  if (isUnstorable(error)) {
    const hint = 'look for a number with an exponent beyond 1e130000, or send it as a string'
    return problem('WH017', 'the body is JSON, but holds a value that cannot be stored', hint)
  }
  return internalError(endpoint, thrown)
}
