import type { Database } from '../database.ts'
import { isProblem, type Problem } from '../errors.ts'
import { toJsonText } from '../json-text.ts'
import { callKinds, kindOfCall } from '../vendors/kinds.ts'
import { createClockMap, now, type Reading } from './clock.ts'
import type { Answer, Message } from './sender.ts'

/** A delivery that this worker has for a while. */
export type Delivery = Message &
  Readonly<{
    deliveryId: number
    jobId: string
    attempt: number
    /** The start that the limiter gave out, by the clock of the database: what names the slot. */
    slotMs: number
    /** When that is by `now()`. */
    startAt: number
    /** After this it is late: see pacer.ts. */
    startBy: number
    /** How far the limiter's promise allows it to be late; null without a limiter. */
    lateMs: number | null
    /** How long the claim holds, from `startAt` and from each heartbeat on. */
    leaseMs: number
  }>

/** What came of one attempt of one delivery. */
export type Outcome = Readonly<{ delivery: Delivery; answer: Answer }>

/** The answer to a claim. */
export type Claimed = Readonly<{
  deliveries: readonly Delivery[]
  /** Milliseconds until a claim may find something; null when the queue is empty. */
  nextInMs: number | null
  /** How well the clock of the database is known. */
  doubtMs: number
}>

/** The queue of the database, as one worker sees it. */
export type Queue = Readonly<{
  claim(limit: number, lookAheadMs: number): Promise<Claimed | Problem>
  finish(outcomes: readonly Outcome[]): Promise<Problem | null>
  release(deliveryIds: readonly number[]): Promise<Problem | null>
  /** Makes leases last from now on; gives those that the worker still has. */
  extend(deliveryIds: readonly number[]): Promise<ReadonlySet<number> | Problem>
}>

/** A statement on the queue takes milliseconds; what takes longer is given up. */
const CALL_SECONDS = 5
/** Landing what vendors answered takes longer. */
const LANDING_SECONDS = 30

/** A claimed delivery as the database gives it. */
export type Row = Readonly<{
  delivery_id: number
  message_id: string
  job_id: string
  webhook_url: string
  body: string
  attempt: number
  start_in_ms: number
  late_ms: number | null
  lease_ms: number
}>

/** How much of the time for being late is kept back for what is not known of the clocks. */
const MAX_DOUBT_MS = 6

/**
 * A claimed delivery in terms of `now()`.
 *
 * @param clockMs the moment that the row counts from, by the clock of the database
 * @param clock the same moment by `now()`
 */
export function deliveryOf(row: Row, clockMs: number, clock: Reading): Delivery {
  const startAt = clock.at + row.start_in_ms
  const late = (row.late_ms ?? Number.POSITIVE_INFINITY) - Math.min(clock.doubtMs, MAX_DOUBT_MS)
  return {
    deliveryId: row.delivery_id,
    messageId: row.message_id,
    jobId: row.job_id,
    webhookUrl: row.webhook_url,
    body: row.body,
    attempt: row.attempt,
    slotMs: clockMs + row.start_in_ms,
    startAt,
    startBy: startAt + late,
    lateMs: row.late_ms,
    leaseMs: row.lease_ms,
  }
}

/** Where it went to, without the path: that may be a secret. */
function hostOf(webhookUrl: string): string | null {
  const kind = kindOfCall(webhookUrl)
  if (kind !== null) return callKinds[kind]?.vendor ?? null
  return URL.canParse(webhookUrl) ? new URL(webhookUrl).host : null
}

/** What is told of a call besides; nothing of a webhook. */
function callFactsOf({ delivery, answer }: Outcome): Record<string, unknown> {
  if (kindOfCall(delivery.webhookUrl) === null) return {}
  return {
    is_call: true,
    result: answer.result ?? null,
    is_final: answer.isFinal ?? false,
    stop_reason: answer.stopReason ?? null,
    is_cost_unknown: answer.isCostUnknown ?? false,
  }
}

/** An outcome as the database takes it. */
export function rowOf(outcome: Outcome): Record<string, unknown> {
  const { delivery, answer } = outcome
  return {
    delivery_id: delivery.deliveryId,
    attempt: delivery.attempt,
    http_status: answer.httpStatus,
    error: answer.error,
    latency_ms: answer.latencyMs,
    retry_after_seconds: answer.retryAfterSeconds,
    response_excerpt: answer.responseExcerpt,
    host: hostOf(delivery.webhookUrl),
    started_at: answer.startedAt,
    ...callFactsOf(outcome),
  }
}

/** Calls a function of schema api on behalf of a worker. */
async function callFor(
  database: Database,
  workerId: string,
  sqlFunction: string,
  request: Record<string, unknown>,
  timeoutSeconds = CALL_SECONDS
): Promise<Record<string, unknown> | Problem> {
  const outcome = await database.call({
    sqlFunction,
    request: toJsonText({ worker_id: workerId, ...request }),
    context: '{}',
    timeoutSeconds,
    endpoint: `worker ${sqlFunction}`,
  })
  return isProblem(outcome) ? outcome : JSON.parse(outcome.text ?? '{}')
}

/** The queue as one worker sees it; nothing happens before the first call. */
export function createQueue(database: Database, workerId: string): Queue {
  const translate = createClockMap()
  const call = (sqlFunction: string, request: Record<string, unknown>, seconds?: number) =>
    callFor(database, workerId, sqlFunction, request, seconds)
  const tell = async (sqlFunction: string, request: Record<string, unknown>, seconds?: number) => {
    const found = await call(sqlFunction, request, seconds)
    return isProblem(found) ? found : null
  }
  return {
    claim: async (limit, lookAheadMs) => {
      const asked = now()
      const request = { limit, look_ahead_ms: Math.round(lookAheadMs) }
      const found = await call('claim_deliveries', request)
      const span = { asked, answered: now() }
      if (isProblem(found)) return found
      const clockMs = Number(found.clock_ms)
      const clock = translate(span, clockMs)
      const rows = (found.deliveries ?? []) as Row[]
      return {
        deliveries: rows.map((row) => deliveryOf(row, clockMs, clock)),
        doubtMs: clock.doubtMs,
        nextInMs: typeof found.next_in_ms === 'number' ? found.next_in_ms : null,
      }
    },
    finish: (outcomes) => {
      const rows = outcomes.map(rowOf)
      const isLanding = rows.some((row) => 'is_call' in row)
      return tell('finish_deliveries', { outcomes: rows }, isLanding ? LANDING_SECONDS : undefined)
    },
    release: (deliveryIds) => tell('release_deliveries', { delivery_ids: deliveryIds }),
    extend: async (deliveryIds) => {
      const found = await call('extend_leases', { delivery_ids: deliveryIds })
      return isProblem(found) ? found : new Set((found.extended ?? []) as number[])
    },
  }
}
