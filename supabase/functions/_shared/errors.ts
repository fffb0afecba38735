/**
 * The one table of error codes, and the shape in which every error is answered.
 *
 * Codes WH0nn are found by the edge functions, all others are raised or returned by SQL
 * (SQLSTATE class WH). A code means the same whoever finds it: WH101 is a missing field, be it
 * seen by the request schema or by a function of schema api.
 */

/** What a code means, and the HTTP status it is answered with. */
export const ERRORS: Readonly<Record<string, Readonly<{ status: number; meaning: string }>>> = {
  WH001: { status: 400, meaning: 'body is not JSON' },
  WH002: { status: 400, meaning: 'body is not UTF-8' },
  WH003: { status: 413, meaning: 'body over 1 MiB, or file over its limit' },
  WH004: { status: 415, meaning: 'content type or encoding is not plain JSON' },
  WH005: { status: 404, meaning: 'no such endpoint' },
  WH006: { status: 405, meaning: 'endpoint exists, method does not' },
  WH007: { status: 401, meaning: 'API key missing, unknown or revoked' },
  WH008: { status: 403, meaning: 'API key lacks the scope' },
  WH009: { status: 422, meaning: 'Idempotency-Key is blank or over 255 characters' },
  WH010: { status: 503, meaning: 'database unreachable' },
  WH011: { status: 503, meaning: 'statement timeout' },
  WH012: { status: 503, meaning: 'overloaded' },
  WH013: { status: 503, meaning: 'shutting down' },
  WH014: { status: 503, meaning: 'a refused request could not be kept' },
  WH015: { status: 500, meaning: 'internal error' },
  WH016: { status: 400, meaning: 'body ended early' },
  WH017: { status: 422, meaning: 'JSON that PostgreSQL cannot store' },
  WH018: { status: 400, meaning: 'body is no sound multipart/form-data' },
  WH101: { status: 422, meaning: 'required field missing or blank' },
  WH102: { status: 422, meaning: 'key is no domain, profile of a person, name or case study URL' },
  WH103: { status: 422, meaning: 'domain belongs to a link shortener or link page' },
  WH104: { status: 422, meaning: 'wrong type of a request field' },
  WH105: { status: 409, meaning: 'idempotency key used before with another body' },
  WH106: { status: 422, meaning: 'nested too deep' },
  WH107: { status: 422, meaning: 'unknown query parameter' },
  WH108: { status: 422, meaning: 'cursor of another list or of other filters' },
  WH201: { status: 202, meaning: 'landed, but quarantined' },
  WH202: { status: 202, meaning: 'unknown workflow, in ops.failures; answered as WH201' },
  WH203: { status: 202, meaning: 'model gave no usable answer; answered as WH201' },
  WH501: { status: 422, meaning: 'malformed identifier' },
  WH502: { status: 422, meaning: 'schema not allowed' },
  WH503: { status: 404, meaning: 'table does not exist' },
  WH504: { status: 404, meaning: 'column does not exist' },
  WH505: { status: 404, meaning: 'workflow is not in the registry' },
  WH506: { status: 422, meaning: 'workflow leads to no table of people, or of companies' },
  WH507: { status: 404, meaning: 'company is not known' },
  WH701: { status: 404, meaning: 'job does not exist' },
  WH702: { status: 422, meaning: 'unknown kind of send' },
  WH703: { status: 409, meaning: 'webhook would be over its submissions for a lifetime' },
  WH704: { status: 422, meaning: 'malformed arguments of an outbox call' },
  WH705: { status: 409, meaning: 'job was cancelled' },
  WH711: { status: 422, meaning: 'destination is not allowed' },
  WH712: { status: 422, meaning: 'webhook URL is not https with a plain host name' },
  WH713: { status: 422, meaning: 'host of a webhook has an address that is not public' },
  WH714: { status: 503, meaning: 'host of a webhook does not resolve' },
  WH721: { status: 422, meaning: 'file is no text in UTF-8 or UTF-16' },
  WH722: { status: 422, meaning: 'file is no table with a known header' },
  WH723: { status: 422, meaning: 'file has no data rows, or too many' },
  WH724: { status: 503, meaning: 'parts of an upload are missing' },
  WH725: { status: 404, meaning: 'export does not exist' },
  WH731: { status: 422, meaning: 'page URL, or where it redirects to, may not be fetched' },
  WH732: { status: 422, meaning: 'page cannot be read: gone, no text, too large or malformed' },
  WH733: { status: 503, meaning: 'page did not arrive' },
  WH741: { status: 503, meaning: 'key of a vendor is not set' },
  WH742: { status: 502, meaning: 'vendor refused, or gave no answer' },
  WH743: { status: 202, meaning: 'call of a vendor is still under way' },
  WH751: { status: 404, meaning: 'batch does not exist' },
  WH801: { status: 403, meaning: 'API key is bound to another client, or is for clients only' },
  WH901: { status: 404, meaning: 'unknown source, failure, rejected request or merge' },
  WH902: { status: 409, meaning: 'already resolved or undone' },
  WH903: { status: 422, meaning: "invalid argument of an operator's call" },
  WH904: { status: 409, meaning: 'rows of a merge have changed since' },
  WH905: { status: 409, meaning: 'rows break the guards of customers' },
}

/** Error code -> HTTP status. */
export const ERROR_STATUS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(ERRORS).map(([code, { status }]) => [code, status])
)

/** One finding about one field; `path` is dotted, '' for the body as a whole. */
export type Issue = Readonly<{ path: string; message: string }>

/** Why a request is not answered with 2xx. */
export type Problem = Readonly<{
  kind: 'problem'
  status: number
  code: string
  message: string
  hint: string
  issues: readonly Issue[]
  /** Seconds for the Retry-After header, where trying again helps. */
  retryAfterSeconds?: number
  /** Identifies a 500 in the log. */
  errorId?: string
  headers?: Readonly<Record<string, string>>
}>

type ProblemDetails = Readonly<{
  issues?: readonly Issue[]
  retryAfterSeconds?: number
  headers?: Readonly<Record<string, string>>
}>

/** Builds a problem; the status follows from the code (500 for a code not in the table). */
export function problem(
  code: string,
  message: string,
  hint: string,
  details: ProblemDetails = {}
): Problem {
  const status = ERROR_STATUS[code] ?? 500
  return { kind: 'problem', status, code, message, hint, issues: [], ...details }
}

/** Tells a problem from a result. */
export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'problem'
}

/** The `error` member of an answer: always these four fields. */
export function errorObject(found: Problem): Record<string, unknown> {
  return { code: found.code, message: found.message, hint: found.hint, issues: found.issues }
}

/** 503: the database does not answer. */
export function unavailable(): Problem {
  return problem('WH010', 'the database cannot be reached', 'send the same request again later', {
    retryAfterSeconds: 5,
  })
}

/** 503: the statement ran into its time limit and was rolled back. */
export function timedOut(seconds: number): Problem {
  const message = `the request was stopped after ${seconds} s; nothing was written`
  return problem('WH011', message, 'send the same request again later', { retryAfterSeconds: 10 })
}

/** 503: the statement ran into its time limit, and the database did not confirm its end. */
export function lostTrack(seconds: number): Problem {
  const message = `no answer from the database after ${seconds} s; the request may still be done`
  return problem('WH011', message, 'send the same request again: it is safe to repeat', {
    retryAfterSeconds: 30,
  })
}

/** 503: too many requests wait for the database. */
export function overloaded(): Problem {
  const hint = 'send fewer requests at a time, and this one again'
  return problem('WH012', 'too many requests are waiting', hint, { retryAfterSeconds: 1 })
}

/** 503: this process is about to end. */
export function shuttingDown(): Problem {
  return problem('WH013', 'the service is restarting', 'send the same request again', {
    retryAfterSeconds: 2,
    headers: { connection: 'close' },
  })
}
