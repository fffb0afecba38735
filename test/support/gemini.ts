/**
 * A stand-in for Gemini: a local HTTP server that answers `models/{model}:generateContent` as the
 * vendor documents it, by rules that a test gives, and goes wrong in the ways the vendor can.
 *
 * What it knows: the key in the header x-goog-api-key (400 for a wrong one, 403 for none), known
 * models (404), the members of a request and of its response schema (400 with fieldViolations),
 * answers in the form of the schema, maxOutputTokens with thoughts (MAX_TOKENS), usageMetadata with
 * thoughts for the models that think, 429 with RetryInfo and no Retry-After. A token is four
 * characters, unless a rule counts itself.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomOf } from './clay-faults.ts'
import { drawFault, type Fault, refusal, type Shares, send } from './gemini-faults.ts'
import {
  badKey,
  MODELS,
  noKey,
  noModel,
  overQuota,
  type Reply,
  refusalOf,
  type Usage,
} from './gemini-protocol.ts'
import {
  type Asked,
  answer,
  type GeminiRule,
  ordered,
  type RuleList,
  readQuestion,
  ruleFor,
  textFor,
  usageFor,
} from './gemini-rules.ts'
import { objectIn } from './gemini-schema.ts'

export type { Fault } from './gemini-faults.ts'
export type { Asked, GeminiRule } from './gemini-rules.ts'

/** How the stand-in behaves. */
export type GeminiBehaviour = Readonly<{
  /** The key it takes; default `test-gemini-key`. */
  apiKey?: string
  models?: readonly string[]
  rules?: readonly GeminiRule[]
  /** Share of the well-formed requests, 0 to 1, that each fault strikes. */
  shares?: Shares
  /** Seed of that choice; default 1. */
  seed?: number
  /** Milliseconds before any answer; default 0. */
  latencyMs?: number
  /** Milliseconds more where the fault is `slow`; default 1000. */
  slowMs?: number
  /** What a 429 asks for; default 1. */
  retrySeconds?: number
  /** Requests in any second, past which it throttles; default none. */
  ratePerSecond?: number
}>

/** One request. */
export type GeminiRequest = Readonly<{
  /** Milliseconds since 1970, by a clock that never steps. */
  at: number
  path: string
  headers: Readonly<Record<string, string>>
  /** The body as sent. */
  body: string
  /** Null where the request was refused before the model was asked. */
  asked: Asked | null
  fault: Fault | null
  /** Status answered; null where no answer came, or not whole. */
  status: number | null
  /** What the model said, before a fault got at it; null where it was not asked. */
  text: string | null
  /** The counts that were sent, or would have been. */
  usage: Usage | null
}>

const KEY = 'test-gemini-key'

/** A running stand-in. */
export type Gemini = Readonly<{
  /** For GEMINI_BASE_URL: `http://127.0.0.1:<port>`. */
  baseUrl: string
  /** For GEMINI_API_KEY. */
  apiKey: string
  /** Everything that arrived. */
  log: readonly GeminiRequest[]
  /** The questions that were put to the model, be they answered or not. */
  asked(): readonly Asked[]
  /** Adds a rule: it holds before those given earlier. */
  rule(rule: GeminiRule): void
  /** Changes the behaviour from the next request on; rules replace all rules. */
  behave(changes: GeminiBehaviour): void
  /** Forgets all rules, and empties the log. */
  reset(): void
  stop(): Promise<void>
}>

type Writable<T> = { -readonly [Member in keyof T]: T[Member] }
type State = {
  behaviour: GeminiBehaviour
  rules: RuleList
  log: GeminiRequest[]
  random: () => number
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function modelOf({ path }: GeminiRequest): string {
  return /^\/v1beta\/models\/([^/:?]+):generateContent$/.exec(path)?.[1] ?? ''
}

/** What is refused before the model is asked. */
function refuse(state: State, entry: GeminiRequest): Reply | null {
  const { apiKey = KEY, models = MODELS, ratePerSecond, retrySeconds = 1 } = state.behaviour
  const given = entry.headers['x-goog-api-key']
  if (given === undefined) return noKey()
  if (given !== apiKey) return badKey()
  const model = modelOf(entry)
  if (!models.includes(model)) return noModel(model)
  const recent = state.log.filter(({ at }) => at > entry.at - 1000).length
  if (ratePerSecond !== undefined && recent > ratePerSecond) return overQuota(model, retrySeconds)
  return refusalOf(entry.body)
}

function reply(state: State, entry: Writable<GeminiRequest>): Reply {
  const refused = refuse(state, entry)
  if (refused !== null) return refused
  const model = modelOf(entry)
  const asked = readQuestion(model, entry.body)
  const rule = ruleFor(state.rules, asked)
  entry.fault = rule.fault ?? drawFault(state.behaviour.shares ?? {}, state.random)
  const { retrySeconds = 1 } = state.behaviour
  const refusedByChance = entry.fault && refusal(entry.fault, model, retrySeconds)
  entry.asked = asked
  if (refusedByChance) return refusedByChance
  entry.text = textFor(rule, asked)
  const found = answer(asked, entry.text, usageFor(rule, asked, entry.text), entry.fault)
  entry.usage = objectIn(found.body.usageMetadata)
  return found
}

async function receive(state: State, request: IncomingMessage, response: ServerResponse) {
  const entry: Writable<GeminiRequest> = {
    at: performance.timeOrigin + performance.now(),
    path: request.url ?? '',
    headers: request.headers as Record<string, string>,
    ...{ body: '', asked: null, fault: null, status: null, text: null, usage: null },
  }
  state.log.push(entry)
  entry.body = await readText(request)
  const found = reply(state, entry)
  const isBroken = ['hanging', 'truncated', 'reset'].includes(entry.fault ?? '')
  entry.status = isBroken ? null : found.status
  const { latencyMs = 0, slowMs = 1000 } = state.behaviour
  const pause = latencyMs + (entry.fault === 'slow' ? slowMs : 0)
  if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
  send(response, found, entry.fault)
}

/** Starts a stand-in on 127.0.0.1; on a free port unless told otherwise. */
export async function startGemini(behaviour: GeminiBehaviour = {}, port = 0): Promise<Gemini> {
  const random = randomOf(behaviour.seed ?? 1)
  const state: State = { behaviour, rules: ordered(behaviour.rules ?? []), log: [], random }
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    receive(state, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: behaviour.apiKey ?? KEY,
    log: state.log,
    asked: () => state.log.flatMap(({ asked }) => (asked === null ? [] : [asked])),
    rule: (rule) => void state.rules.unshift(...ordered([rule])),
    behave: (changes) => {
      state.behaviour = { ...state.behaviour, ...changes }
      if (changes.rules !== undefined) state.rules = ordered(changes.rules)
    },
    reset: () => {
      state.rules = []
      state.log.length = 0
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
