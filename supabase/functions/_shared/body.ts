import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { type Problem, problem } from './errors.ts'

/** Largest body that is read, in bytes. */
export const MAX_BODY_BYTES = 1024 * 1024
/** A longer body is still counted and hashed up to here, then the connection is given up. */
const MAX_COUNTED_BYTES = 16 * 1024 * 1024
/** A sender has this long to send a body, in milliseconds. */
const MAX_READ_MS = 60_000

/** What is kept of a body as it arrived. */
export type Evidence = Readonly<{
  /** The bytes, or null when there were too many. */
  bytes: Uint8Array | null
  length: number
  /** SHA-256 as hex, of the bytes counted by `length`. */
  sha256: string
}>

/** A body read to its end, or the reason why it is not taken; either way with what arrived. */
export type ReadBody = Readonly<{ evidence: Evidence; problem: Problem | null }>

/** Departures from how a body is read, for one that is taken piece by piece. */
type ReadOptions = Readonly<{
  /** Longest body that is taken, in bytes; 1 MiB unless given. */
  maxBytes?: number
  /** What a sender has to send it, in milliseconds; a minute unless given. */
  maxMs?: number
  /** Takes every piece as it arrives; the next one is read when it has. */
  take?: (piece: Uint8Array) => Promise<void>
}>

/** Reads a body, keeps it when it is no longer than 1 MiB and never trusts Content-Length. */
export async function readBody(request: Request, options: ReadOptions = {}): Promise<ReadBody> {
  const maxBytes = options.maxBytes ?? MAX_BODY_BYTES
  const maxCounted = Math.max(maxBytes, MAX_COUNTED_BYTES)
  const hash = createHash('sha256')
  let chunks: Uint8Array[] = []
  let length = 0
  let isBroken = false
  const reader = request.body?.getReader()
  const timer = setTimeout(() => {
    isBroken = true
    reader?.cancel().catch(() => {})
  }, options.maxMs ?? MAX_READ_MS)
  try {
    while (reader !== undefined && length <= maxCounted) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.byteLength
      hash.update(value)
      if (length <= MAX_BODY_BYTES) chunks.push(value)
      else chunks = []
      if (length <= maxBytes) await options.take?.(value)
    }
  } catch {
    isBroken = true
  } finally {
    clearTimeout(timer)
  }
  if (length > maxCounted) await reader?.cancel().catch(() => {})
  const bytes = length > MAX_BODY_BYTES ? null : new Uint8Array(Buffer.concat(chunks))
  const evidence = { bytes, length, sha256: hash.digest('hex') }
  if (length > maxBytes) return { evidence, problem: tooLarge(length, maxBytes, maxCounted) }
  return { evidence, problem: isBroken ? endedEarly() : null }
}

function tooLarge(length: number, maxBytes: number, maxCounted: number): Problem {
  const size = length > maxCounted ? `over ${maxCounted}` : String(length)
  const limit = `${maxBytes} (${Math.floor(maxBytes / MAX_BODY_BYTES)} MiB)`
  const message = `the body has ${size} bytes; at most ${limit} are taken`
  return problem('WH003', message, 'send one document per request, without embedded files')
}

function endedEarly(): Problem {
  return problem('WH016', 'the body ended early', 'send the same request again')
}

/**
 * Decodes a body as UTF-8; a byte order mark is dropped.
 *
 * @returns 400 when the bytes are not UTF-8
 */
export function decodeUtf8(bytes: Uint8Array): string | Problem {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const hint = 'encode the body as UTF-8; the bytes received are kept'
    return problem('WH002', 'the body is not UTF-8', hint)
  }
}

/**
 * Parses JSON for inspection.
 *
 * @returns 400 when the text is not JSON; the message names no content
 */
export function parseJson(text: string): { value: unknown } | Problem {
  try {
    return { value: JSON.parse(text) }
  } catch {
    const message = text.trim() === '' ? 'the body is empty' : 'the body is not JSON'
    return problem('WH001', message, 'send a JSON object; the bytes received are kept')
  }
}
