import type { IncomingMessage, ServerResponse } from 'node:http'
import { shareOf } from './companyenrich-answers.ts'

/** What goes wrong with one request that is well-formed. */
export type VendorFault =
  | 'throttled'
  | 'error'
  | 'truncated'
  | 'garbled'
  | 'hanging'
  | 'reset'
  | 'slow'
  | 'unpaid'
  | 'unknown'

/** Faults for shares of domains, on their first visit only: the same domains every time. */
export function faultyOnce(
  shares: Readonly<Partial<Record<VendorFault, number>>>
): (domain: string, visit: number) => VendorFault | null {
  return (domain, visit) => {
    let drawn = visit === 1 ? shareOf(`fault ${domain}`) : 1
    for (const [fault, share] of Object.entries(shares) as [VendorFault, number][]) {
      drawn -= share
      if (drawn < 0) return fault
    }
    return null
  }
}

/** Status, title and detail of an error. */
export type Reply = readonly [status: number, title: string, detail: string]

/** Answers with JSON; errors as problem+json. */
export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers = {}
): number {
  const type = status === 200 ? 'application/json' : 'application/problem+json'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(JSON.stringify(body))
  return status
}

/** Answers with an error. */
export function refuse(
  response: ServerResponse,
  [status, title, detail]: Reply,
  headers = {}
): number {
  const body = { type: 'about:blank', title, status, detail, instance: '/companies/similar' }
  return send(response, status, body, headers)
}

/** What the vendor refuses, before anything goes wrong. */
export function refusalOf(key: string, request: IncomingMessage, body: unknown): Reply | null {
  if (request.url !== '/companies/similar/preview') return [404, 'Not Found', 'no such path']
  if (request.method !== 'POST') return [405, 'Method Not Allowed', 'use POST']
  if (request.headers.authorization !== `Bearer ${key}`) {
    return [401, 'Unauthorized', 'The API key is not known.']
  }
  if (typeof body !== 'object' || body === null) return [400, 'Bad Request', 'no JSON object']
  const { domains, similarityWeight = 0, countries = [] } = body as Record<string, unknown>
  const isList = Array.isArray(domains) && domains.length > 0 && domains.length <= 10
  if (!isList || !domains.every((domain) => typeof domain === 'string' && domain.includes('.'))) {
    return [422, 'Unprocessable Entity', 'domains must have 1 to 10 domain names']
  }
  if (typeof similarityWeight !== 'number' || Math.abs(similarityWeight) > 1) {
    return [422, 'Unprocessable Entity', 'similarityWeight must be from -1 to 1']
  }
  const isKnown = (code: unknown) => typeof code === 'string' && /^[A-Z]{2}$/.test(code)
  if (!Array.isArray(countries) || !countries.every(isKnown)) {
    return [422, 'Unprocessable Entity', 'countries must be ISO 3166 codes']
  }
  return null
}

/** Breaks an answer off half way, whose head promised the whole. */
function breakOff(response: ServerResponse, text: string): null {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
  })
  response.write(text.slice(0, Math.max(1, Math.floor(text.length / 2))))
  setTimeout(() => response.destroy(), 10)
  return null
}

/** Fails in one of the vendor's ways; gives the status that got across. */
export function fail(
  fault: VendorFault,
  response: ServerResponse,
  answer: unknown,
  retryAfterSeconds: number
): number | null {
  const text = JSON.stringify(answer)
  switch (fault) {
    case 'throttled': {
      const headers = { 'retry-after': String(retryAfterSeconds) }
      return refuse(response, [429, 'Too Many Requests', 'slow down'], headers)
    }
    case 'error':
      return refuse(response, [500, 'Internal Server Error', 'try again'])
    case 'unpaid':
      return refuse(response, [402, 'Payment Required', 'You are out of credits.'])
    case 'unknown':
      return refuse(response, [404, 'Not Found', 'The company is not known.'])
    case 'truncated':
      return breakOff(response, text)
    case 'garbled':
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(text.slice(0, -3))
      return 200
    case 'reset':
      response.socket?.resetAndDestroy()
      return null
    case 'hanging':
      return null
    default:
      return send(response, 200, answer)
  }
}
