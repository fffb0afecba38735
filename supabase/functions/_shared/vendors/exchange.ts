import { now } from '../outbound/clock.ts'
import {
  type Answer,
  MAX_EXCERPT,
  noAnswer,
  parseRetryAfter,
  reasonOf,
} from '../outbound/sender.ts'

/** An answer with its whole body; `text` is null when none came, or not all of it. */
export type Exchange = Readonly<{ answer: Answer; text: string | null; wasSent: boolean }>

/** A body is given up past this many bytes. */
const DEFAULT_MAX_BYTES = 8 * 1024 * 1024

type Limits = Readonly<{ limitMs: number; maxBytes?: number }>

/** The whole body as text; throws when it breaks off, or is longer than allowed. */
async function readAll(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > maxBytes) {
      reader.cancel().catch(() => {})
      throw new Error(`the body has more than ${maxBytes} bytes`)
    }
    text += decoder.decode(value, { stream: true })
  }
  return text + decoder.decode()
}

function errorOf(status: number): string | null {
  return status >= 200 && status < 300 ? null : `answered with ${status}`
}

type Clock = Readonly<{ startedAt: string; started: number }>

function answered(response: Response, text: string, { startedAt, started }: Clock): Answer {
  return {
    httpStatus: response.status,
    error: errorOf(response.status),
    latencyMs: Math.round(now() - started),
    retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after')),
    responseExcerpt: text.slice(0, MAX_EXCERPT),
    startedAt,
  }
}

function unanswered(error: string, { startedAt, started }: Clock): Answer {
  return noAnswer(error, { startedAt, latencyMs: Math.round(now() - started) })
}

/**
 * Asks a vendor once and reads the whole answer. Never throws. A body that breaks off is no answer
 * (status null: tried again), whatever its status line said. Redirects are not followed, since the
 * request carries a key.
 */
export async function exchange(
  url: string,
  init: RequestInit,
  { limitMs, maxBytes = DEFAULT_MAX_BYTES }: Limits
): Promise<Exchange> {
  const clock = { startedAt: new Date().toISOString(), started: now() }
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), limitMs)
  let wasSent = false
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: controller.signal })
    wasSent = true
    const text = await readAll(response, maxBytes)
    return { answer: answered(response, text, clock), text, wasSent }
  } catch (thrown) {
    const isLate = controller.signal.aborted
    const error = isLate ? `no answer in ${Math.round(limitMs) / 1000} s` : reasonOf(thrown)
    return { answer: unanswered(error, clock), text: null, wasSent: wasSent || isLate }
  } finally {
    clearTimeout(timer)
  }
}

/** The answer that stands for a call that was not made: its key is not set. */
export function withoutKey(variable: string): Answer & Readonly<{ stopReason: string }> {
  const error = `${variable} is not set`
  return { ...noAnswer(error), stopReason: error }
}
