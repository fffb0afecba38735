import { now } from './clock.ts'

/** What is sent, and where. */
export type Message = Readonly<{
  /** The same in every attempt; the receiver can drop doubles by it. */
  messageId: string
  webhookUrl: string
  /** JSON text, sent as it is. */
  body: string
}>

/** What came of one attempt. */
export type Answer = Readonly<{
  /** Null when no answer came. */
  httpStatus: number | null
  /** Why it is no success; null when it is one. */
  error: string | null
  latencyMs: number
  /** What the header Retry-After asks for. */
  retryAfterSeconds: number | null
  /** The first characters of the answer's body. */
  responseExcerpt: string | null
  /** ISO 8601. */
  startedAt: string
}> &
  CallFacts

/** What else is known where a vendor was asked; see vendors/callers.ts. Webhooks have none of it. */
export type CallFacts = Readonly<{
  /** What is landed of the answer: `extracted.land_*` gets it as it is. Also of a failed call. */
  result?: Readonly<Record<string, unknown>>
  /** Not a 2xx, and trying again does not help. */
  isFinal?: boolean
  /** Every other call of the job would fail likewise: stops it, in these words. */
  stopReason?: string
  /** It was made and may have been charged, but its answer never came (whole). */
  isCostUnknown?: boolean
}>

const USER_AGENT = 'company-data-warehouse/1 (outbound)'
/** As many characters of a body are kept. */
export const MAX_EXCERPT = 1000

/**
 * The seconds a Retry-After header asks for: a number, or a date.
 *
 * @returns null for a header that is missing or neither; 0 for a date that has passed
 */
export function parseRetryAfter(header: string | null, at = Date.now()): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text)
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} /.test(text)) return null
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - at) / 1000))
}

/** What broke, in words that hold no URL: its path may be a secret of the receiver. */
export function reasonOf(thrown: unknown): string {
  const { message, cause } = thrown as { message?: string; cause?: unknown }
  const { code, message: inner } = (cause ?? {}) as { code?: string; message?: string }
  const text = [message, code, inner].filter(Boolean).join(': ') || String(thrown)
  return text.replace(/https?:\/\/[^\s)]+/g, '<url>').slice(0, 300)
}

/** The start of a body; what breaks off or takes too long is left out. */
async function excerptOf(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    while (reader !== undefined && text.length < MAX_EXCERPT) {
      const { done, value } = await reader.read()
      if (done) break
      text += decoder.decode(value, { stream: true })
    }
  } catch {
    // The status has been said: the rest of the answer changes nothing.
  }
  reader?.cancel().catch(() => {})
  return text.slice(0, MAX_EXCERPT)
}

function errorOf(status: number): string | null {
  if (status >= 200 && status < 300) return null
  return status >= 300 && status < 400 ? 'redirects are not followed' : `answered with ${status}`
}

type Timing = Readonly<{ startedAt: string; latencyMs: number }>

/**
 * What stands for an answer where none came, or nothing was asked.
 *
 * @param timing when it was asked and for how long; now and not at all unless given
 */
export function noAnswer(
  error: string,
  timing: Timing = { startedAt: new Date().toISOString(), latencyMs: 0 }
): Answer {
  return { ...timing, error, httpStatus: null, retryAfterSeconds: null, responseExcerpt: null }
}

function post(message: Message, signal: AbortSignal): Promise<Response> {
  return fetch(message.webhookUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
      'webhook-id': message.messageId,
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    },
    body: message.body,
    redirect: 'manual',
    signal,
  })
}

/**
 * Sends a message once. Never throws: what goes wrong is part of the answer. An answer counts from
 * its status line on: a 2xx whose body breaks off is a success.
 *
 * @param limitMs the time the whole exchange may take
 */
export async function send(message: Message, limitMs: number): Promise<Answer> {
  const startedAt = new Date().toISOString()
  const started = now()
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), limitMs)
  const since = () => Math.round(now() - started)
  try {
    const response = await post(message, controller.signal)
    const responseExcerpt = await excerptOf(response)
    return {
      httpStatus: response.status,
      error: errorOf(response.status),
      latencyMs: since(),
      retryAfterSeconds: parseRetryAfter(response.headers.get('retry-after')),
      responseExcerpt,
      startedAt,
    }
  } catch (thrown) {
    const isLate = controller.signal.aborted
    const error = isLate ? `no answer in ${Math.round(limitMs) / 1000} s` : reasonOf(thrown)
    return noAnswer(error, { startedAt, latencyMs: since() })
  } finally {
    clearTimeout(timer)
  }
}
