/**
 * A stand-in for Clay: a local HTTP server that takes submissions to webhooks as Clay does, and
 * goes wrong in the ways a receiver can. It keeps a log of what arrived, by its own clock.
 *
 * What it knows of Clay: POST of a JSON object (or of an array, which counts per object) with
 * content type application/json, at most 100 KB; an optional token in `x-clay-webhook-auth`; 422
 * for bad JSON, 404 for a webhook that is gone, 429 with Retry-After; a limit of submissions for
 * the lifetime of a webhook, past which it answers as before and drops what it gets.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { answerFault, chooseFault, type Fault, randomOf, send } from './clay-faults.ts'
import { type ClayBehaviour, objectsIn, PATH, refusalOf } from './clay-rules.ts'

export type { ClayBehaviour } from './clay-rules.ts'

/** One request as it arrived. */
export type Received = Readonly<{
  /** Milliseconds since 1970 by a clock that never steps, when the head of the request was read. */
  at: number
  webhook: string
  /** Header webhook-id. */
  id: string
  headers: Readonly<Record<string, string>>
  /** The body as sent. */
  body: string
  /** Status answered; null where the answer never came, or not whole. */
  status: number | null
  fault: Fault | null
  /** True where Clay has the row now, told or not. */
  isTaken: boolean
}>

/** A running stand-in. */
export type Clay = Readonly<{
  /** `http://127.0.0.1:<port>`. */
  origin: string
  /** URL of a webhook; every name is one until it is removed. */
  webhookUrl(name?: string): string
  /** Everything that arrived, in order of arrival. */
  log: readonly Received[]
  /** Changes the behaviour from the next request on. */
  behave(changes: ClayBehaviour): void
  /** Deletes a webhook: 404 from now on. */
  removeWebhook(name: string): void
  /** The longest this process was late to notice anything, in milliseconds. */
  delayMs(): number
  stop(): Promise<void>
}>

type State = {
  behaviour: ClayBehaviour
  log: Received[]
  removed: Set<string>
  submissions: Map<string, number>
  tokens: { left: number; at: number }
  random: () => number
}

type Writable<T> = { -readonly [Member in keyof T]: T[Member] }

/** This machine's clock, at better than a millisecond, without steps. */
function now(): number {
  return performance.timeOrigin + performance.now()
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Clay's own limiter: a bucket that fills at the workspace's rate. */
function isOverRate(state: State): boolean {
  const { ratePerSecond, burst = 20 } = state.behaviour
  if (ratePerSecond == null) return false
  const at = now()
  const refilled = state.tokens.left + ((at - state.tokens.at) / 1000) * ratePerSecond
  state.tokens = { left: Math.min(burst, refilled), at }
  if (state.tokens.left < 1) return true
  state.tokens.left -= 1
  return false
}

/** Counts a submission; false past the limit of the webhook's lifetime. */
function takeIn(state: State, webhook: string, text: string): boolean {
  const before = state.submissions.get(webhook) ?? 0
  if (before >= (state.behaviour.lifetimeLimit ?? 50_000)) return false
  state.submissions.set(webhook, before + (objectsIn(text) ?? 0))
  return true
}

/** A request whose head has been read: a start, whatever becomes of it. */
function noteArrival(state: State, request: IncomingMessage): Writable<Received> {
  const headers = request.headers as Record<string, string>
  const webhook = (request.url ?? '').slice(PATH.length)
  const id = headers['webhook-id'] ?? ''
  const outcome = { status: null, fault: null, isTaken: false }
  const entry = { at: now(), webhook, id, headers, body: '', ...outcome }
  state.log.push(entry)
  return entry
}

async function receive(state: State, request: IncomingMessage, response: ServerResponse) {
  const entry: Writable<Received> = noteArrival(state, request)
  const text = await readText(request)
  const { behaviour } = state
  const refusal = refusalOf(behaviour, state.removed, request, text)
  const chance = refusal === null ? chooseFault(behaviour, state.random) : null
  const fault = refusal === null && isOverRate(state) ? 'throttled' : chance
  const isRefused = refusal !== null || ['error', 'throttled', 'hanging'].includes(fault ?? '')
  Object.assign(entry, {
    body: text,
    fault,
    status: refusal?.[0] ?? answerFault.statusOf(fault),
    isTaken: !isRefused && takeIn(state, entry.webhook, text),
  })
  const pause = (behaviour.latencyMs ?? 0) + (fault === 'slow' ? (behaviour.slowMs ?? 0) : 0)
  if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
  if (refusal !== null) send(response, refusal)
  else answerFault.act(fault, response, behaviour.retryAfterSeconds ?? 1)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/** Starts a stand-in on 127.0.0.1; on a free port unless told otherwise. */
export async function startClay(behaviour: ClayBehaviour = {}, port = 0): Promise<Clay> {
  const random = randomOf(behaviour.seed ?? 1)
  const tokens = { left: behaviour.burst ?? 20, at: now() }
  const parts = { removed: new Set<string>(), submissions: new Map(), tokens, random }
  const state: State = { behaviour, log: [], ...parts }
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    // A sender that is killed half way ends its request with an error: nothing to do.
    receive(state, request, response).catch(() => response.destroy())
  })
  const origin = `http://127.0.0.1:${await listen(server, port)}`
  const delays = monitorEventLoopDelay({ resolution: 1 })
  delays.enable()
  return {
    origin,
    webhookUrl: (name = 'rows') => `${origin}${PATH}${name}`,
    log: state.log,
    behave: (changes) => {
      state.behaviour = { ...state.behaviour, ...changes }
    },
    removeWebhook: (name) => void state.removed.add(name),
    delayMs: () => Math.max(0, delays.max / 1e6 - 1),
    stop: async () => {
      delays.disable()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
