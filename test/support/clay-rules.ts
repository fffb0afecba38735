import type { IncomingMessage } from 'node:http'
import type { Answer } from './clay-faults.ts'

/** How the stand-in behaves. Shares are 0 to 1, of the requests that are well-formed. */
export type ClayBehaviour = Readonly<{
  /** Milliseconds before any answer; default 0. */
  latencyMs?: number
  /** Answered with 500. */
  errorShare?: number
  /** Answered with 429 and Retry-After. */
  throttledShare?: number
  /** Seconds in that header; default 1. */
  retryAfterSeconds?: number
  /** Never answered, and not taken in. */
  hangingShare?: number
  /** Answered after `slowMs`. */
  slowShare?: number
  slowMs?: number
  /** Answered with 200 and a body that ends early. */
  truncatedShare?: number
  /** Taken in; then the connection is reset instead of an answer. */
  resetShare?: number
  /** Seed of the choice among these; default 1. */
  seed?: number
  /** Required in `x-clay-webhook-auth`. */
  token?: string | null
  /** Submissions a webhook takes in its lifetime; default 50,000. */
  lifetimeLimit?: number
  /** Submissions a second of the whole workspace, past which it throttles; default none. */
  ratePerSecond?: number | null
  burst?: number
}>

/** Path of a webhook, without its name. */
export const PATH = '/v3/sources/webhook/'
const MAX_BYTES = 100_000

/** What Clay refuses, before anything goes wrong by chance. */
export function refusalOf(
  { token }: ClayBehaviour,
  removed: ReadonlySet<string>,
  request: IncomingMessage,
  text: string
): Answer | null {
  const name = (request.url ?? '').slice(PATH.length)
  if (!request.url?.startsWith(PATH) || removed.has(name)) return [404, 'Webhook not found']
  if (request.method !== 'POST') return [405, 'Method not allowed']
  if (token && request.headers['x-clay-webhook-auth'] !== token) return [401, 'Unauthorized']
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return [422, 'Unsupported content type']
  }
  if (Buffer.byteLength(text) > MAX_BYTES) return [413, 'Payload too large']
  return objectsIn(text) === null ? [422, 'Invalid JSON'] : null
}

/** Objects of a submission: one, or as many as its array has; null where it is not JSON. */
export function objectsIn(text: string): number | null {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value.length
    return typeof value === 'object' && value !== null ? 1 : null
  } catch {
    return null
  }
}
