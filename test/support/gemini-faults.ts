import type { ServerResponse } from 'node:http'
import {
  badKey,
  candidate,
  generated,
  googleError,
  noKey,
  noModel,
  overQuota,
  type Reply,
  type Usage,
} from './gemini-protocol.ts'
import type { Json } from './gemini-schema.ts'

/** What goes wrong before the model has said anything. */
export type RefusalFault =
  | 'bad_request'
  | 'bad_key'
  | 'forbidden'
  | 'no_model'
  | 'no_location'
  | 'throttled'
  | 'exhausted'
  | 'error'
  | 'overloaded'
  | 'deadline'
/** What goes wrong with what the model says: answered with 200, and paid for. */
export type ContentFault =
  | 'blocked'
  | 'safety'
  | 'recitation'
  | 'max_tokens'
  | 'no_candidates'
  | 'no_parts'
  | 'prose'
  | 'fenced'
  | 'cut'
/** What goes wrong on the way back. */
export type WireFault = 'hanging' | 'slow' | 'truncated' | 'reset' | 'garbled'
/** What goes wrong with one request. */
export type Fault = RefusalFault | ContentFault | WireFault

/** How often each fault strikes, 0 to 1. */
export type Shares = Readonly<Partial<Record<Fault, number>>>

/** Draws what happens to a request; null = nothing. */
export function drawFault(shares: Shares, random: () => number): Fault | null {
  let drawn = random()
  for (const [fault, share] of Object.entries(shares)) {
    drawn -= share
    if (drawn < 0) return fault as Fault
  }
  return null
}

const internal =
  'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting'

/** The refusals; `retrySeconds` is how long a 429 asks to wait. */
export function refusal(fault: Fault, model: string, retrySeconds: number): Reply | null {
  const refusals: Readonly<Record<RefusalFault, () => Reply>> = {
    bad_request: () => googleError(400, 'Request contains an invalid argument.'),
    bad_key: badKey,
    forbidden: noKey,
    no_model: () => noModel(model),
    no_location: () => googleError(400, 'User location is not supported for the API use.'),
    throttled: () => overQuota(model, retrySeconds),
    exhausted: () => overQuota(model, null),
    error: () => googleError(500, internal),
    overloaded: () => googleError(503, 'The model is overloaded. Please try again later.'),
    deadline: () => googleError(504, 'Deadline expired before operation could complete.'),
  }
  return refusals[fault as RefusalFault]?.() ?? null
}

const rating = { category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true }

/** The reply of a model that was asked, with what goes wrong with it. */
export function said(fault: Fault | null, model: string, text: string, usage: Usage): Reply {
  const { candidatesTokenCount: _none, ...unanswered } = usage
  const members: Readonly<Record<ContentFault, () => readonly [Json, Usage]>> = {
    blocked: () => [{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, unanswered],
    safety: () => [
      { candidates: [{ finishReason: 'SAFETY', index: 0, safetyRatings: [rating] }] },
      unanswered,
    ],
    recitation: () => [{ candidates: [{ finishReason: 'RECITATION', index: 0 }] }, unanswered],
    max_tokens: () => [candidate(text.slice(0, Math.ceil(text.length / 2)), 'MAX_TOKENS'), usage],
    no_candidates: () => [{}, unanswered],
    no_parts: () => [candidate(null, 'STOP'), unanswered],
    prose: () => [candidate('I am afraid I cannot find that on the page.', 'STOP'), usage],
    fenced: () => [candidate(`\`\`\`json\n${text}\n\`\`\``, 'STOP'), usage],
    cut: () => [candidate(text.slice(0, Math.ceil(text.length / 2)), 'STOP'), usage],
  }
  const [found, counts] = members[fault as ContentFault]?.() ?? [candidate(text, 'STOP'), usage]
  return generated(model, found, counts)
}

/** Sends a reply, or what a fault leaves of it. */
export function send(response: ServerResponse, reply: Reply, fault: Fault | null): void {
  const text = JSON.stringify(reply.body, null, 2)
  const headers = { 'content-type': 'application/json; charset=UTF-8', ...reply.headers }
  if (fault === 'hanging') return
  if (fault === 'reset') {
    response.socket?.resetAndDestroy()
  } else if (fault === 'truncated') {
    response.writeHead(reply.status, { ...headers, 'content-length': Buffer.byteLength(text) })
    response.write(text.slice(0, Math.ceil(text.length / 2)))
    setTimeout(() => response.destroy(), 20)
  } else if (fault === 'garbled') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Error 502</title>')
  } else {
    response.writeHead(reply.status, headers).end(text)
  }
}
