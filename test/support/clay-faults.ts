import type { ServerResponse } from 'node:http'
import type { ClayBehaviour } from './clay-rules.ts'

/** What goes wrong with one request. */
export type Fault = 'error' | 'throttled' | 'hanging' | 'slow' | 'truncated' | 'reset'

/** Status and body of a plain answer. */
export type Answer = readonly [status: number, message: string]

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Draws what happens to a request; null = nothing. */
export function chooseFault(behaviour: ClayBehaviour, random: () => number): Fault | null {
  const shares: [Fault, number | undefined][] = [
    ['error', behaviour.errorShare],
    ['throttled', behaviour.throttledShare],
    ['hanging', behaviour.hangingShare],
    ['slow', behaviour.slowShare],
    ['truncated', behaviour.truncatedShare],
    ['reset', behaviour.resetShare],
  ]
  let drawn = random()
  for (const [fault, share = 0] of shares) {
    drawn -= share
    if (drawn < 0) return fault
  }
  return null
}

/** Answers with JSON, as Clay does. */
export function send(
  response: ServerResponse,
  [status, message]: Answer,
  headers: Readonly<Record<string, string>> = {}
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(status === 200 ? { success: true } : { success: false, message }))
}

/** The status that a fault gets across; null where none arrives. */
function statusOf(fault: Fault | null): number | null {
  if (fault === 'error') return 500
  if (fault === 'throttled') return 429
  return fault === 'hanging' || fault === 'reset' ? null : 200
}

/** Answers a request that is well-formed, or fails to. */
function act(fault: Fault | null, response: ServerResponse, retryAfterSeconds: number): void {
  if (fault === 'hanging') return
  if (fault === 'reset') {
    response.socket?.resetAndDestroy()
  } else if (fault === 'truncated') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"success": ')
    setTimeout(() => response.destroy(), 20)
  } else if (fault === 'throttled') {
    send(response, [429, 'Too many requests'], { 'retry-after': String(retryAfterSeconds) })
  } else {
    send(response, fault === 'error' ? [500, 'Internal error'] : [200, ''])
  }
}

/** What each fault does to the answer. */
export const answerFault = { statusOf, act }
