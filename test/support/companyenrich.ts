/**
 * A stand-in for CompanyEnrich: a local HTTP server that answers
 * `POST /companies/similar/preview` as the vendor documents it, and goes wrong in its ways.
 *
 * What it knows of the vendor: a Bearer key, else 401; a JSON body `{domains: 1 to 10,
 * similarityWeight: -1 to 1, countries: [ISO-2]}`, else 400 (no JSON) or 422; 402 when credits are
 * out; 429 with Retry-After; errors as application/problem+json; the answer `{items, metadata:
 * {scores: {id: 0 to 1}}, page, totalPages, totalItems}`, at most 25 items, of several domains
 * mixed together.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inventAnswer } from './companyenrich-answers.ts'
import { fail, refusalOf, refuse, send, type VendorFault } from './companyenrich-faults.ts'

export { faultyOnce, type VendorFault } from './companyenrich-faults.ts'

/** How the stand-in behaves. */
export type VendorBehaviour = Readonly<{
  /** The key it takes; default `companyenrich-test-key`. */
  key?: string
  /** What goes wrong; `visit` counts the requests about the domain, from 1. Default: nothing. */
  faultOf?: (domain: string, visit: number) => VendorFault | null
  /** What it answers; default: invented companies, always the same for a domain. */
  answerOf?: (domains: readonly string[]) => unknown
  /** Seconds in Retry-After of a 429; default 1. */
  retryAfterSeconds?: number
  /** Milliseconds before any answer; default 0. A slow one takes `slowMs` (default 500) more. */
  latencyMs?: number
  slowMs?: number
}>

/** One request as it arrived. */
export type VendorRequest = Readonly<{
  /** Milliseconds since 1970. */
  at: number
  path: string
  authorization: string | null
  // biome-ignore lint/suspicious/noExplicitAny: tests look at members of any body.
  body: any
  /** Status answered; null where none was, or not all of the answer. */
  status: number | null
  fault: VendorFault | null
}>

/** A running stand-in. */
export type CompanyEnrich = Readonly<{
  /** `http://127.0.0.1:<port>`, for COMPANYENRICH_BASE_URL. */
  baseUrl: string
  /** The key it takes, for COMPANYENRICH_API_KEY. */
  key: string
  log: readonly VendorRequest[]
  /** Changes the behaviour from the next request on. */
  behave(changes: VendorBehaviour): void
  stop(): Promise<void>
}>

/** The key of the stand-in unless a test names another one. */
export const vendorKey = 'companyenrich-test-key'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type State = { behaviour: VendorBehaviour; log: VendorRequest[]; visits: Map<string, number> }

async function receive(state: State, request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = parse(Buffer.concat(chunks).toString('utf8'))
  const { behaviour, log, visits } = state
  const authorization = request.headers.authorization ?? null
  const entry = { at: Date.now(), path: request.url ?? '', authorization, body, fault: null }
  const refusal = refusalOf(behaviour.key ?? vendorKey, request, body)
  if (refusal !== null) {
    log.push({ ...entry, status: refuse(response, refusal) })
    return
  }
  const { domains } = body as { domains: string[] }
  const visit = (visits.get(domains.join()) ?? 0) + 1
  visits.set(domains.join(), visit)
  const fault = behaviour.faultOf?.(domains[0] ?? '', visit) ?? null
  const answer = (behaviour.answerOf ?? inventAnswer)(domains)
  const slow = fault === 'slow' ? (behaviour.slowMs ?? 500) : 0
  await pause((behaviour.latencyMs ?? 0) + slow)
  const status =
    fault === null
      ? send(response, 200, answer)
      : fail(fault, response, answer, behaviour.retryAfterSeconds ?? 1)
  log.push({ ...entry, status, fault })
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/** Starts a stand-in on 127.0.0.1; on a free port unless told otherwise. */
export async function startCompanyEnrich(
  behaviour: VendorBehaviour = {},
  port = 0
): Promise<CompanyEnrich> {
  const state: State = { behaviour, log: [], visits: new Map() }
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    // A caller that is killed half way ends its request with an error: nothing to do.
    receive(state, request, response).catch(() => response.destroy())
  })
  return {
    baseUrl: `http://127.0.0.1:${await listen(server, port)}`,
    key: behaviour.key ?? vendorKey,
    log: state.log,
    behave: (changes) => {
      state.behaviour = { ...state.behaviour, ...changes }
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** What the functions or a worker need to ask a stand-in. */
export function vendorEnvironment({ baseUrl, key }: CompanyEnrich): Record<string, string> {
  return { COMPANYENRICH_BASE_URL: baseUrl, COMPANYENRICH_API_KEY: key }
}
