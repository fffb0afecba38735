import type { Call, Database, Outcome } from '../database.ts'
import { isProblem } from '../errors.ts'
import { toJsonText } from '../json-text.ts'
import { isShuttingDown, shutdownSignal } from '../lifecycle.ts'
import {
  backoffMs,
  createBell,
  createClockMap,
  now,
  pause,
  type Reading,
  type Span,
} from '../outbound/clock.ts'
import { createPacer } from '../outbound/pacer.ts'
import { type Delivery, deliveryOf, type Row, rowOf } from '../outbound/queue.ts'
import type { Answer } from '../outbound/sender.ts'
import type { Settings } from '../settings.ts'
import { createMakeCall, loadCallers } from './call.ts'
import { callLimitMs, kindOfCall } from './kinds.ts'

/** One request that waits for a vendor. */
export type Wait = Readonly<{
  deps: Readonly<{ settings: Settings; database: Database }>
  /** The call of SQL that began it; its context goes with every further one. */
  call: Call
  workerId: string
  /** The request came before, with the same Idempotency-Key. */
  isDuplicate: boolean
  /** When it is answered, come what may, by `now()`. */
  endsAt: number
}>

/** A delivery claimed for a request. */
export type ClaimedCall = Row & Readonly<{ clock_ms: number }>

/** An answer of the database, and the time it took. */
export type Told = Readonly<{ outcome: Outcome; span: Span }>

/** Reporting a result goes on this long after the end, since it was paid for. */
const REPORT_GRACE_MS = 10_000
/** Landing takes longer than a claim. */
const STEP_SECONDS = 30
/** The clock of the database is read until it is known this well, or this often. */
const GOOD_DOUBT_MS = 6
const MAX_READINGS = 10

const translate = createClockMap()

/** Calls a function of schema api for a request that waits. */
export async function ask(wait: Wait, sqlFunction: string, request: object): Promise<Told> {
  const asked = now()
  const { call, workerId, isDuplicate } = wait
  const outcome = await wait.deps.database.call({
    ...call,
    sqlFunction,
    request: toJsonText({ worker_id: workerId, duplicate: isDuplicate, ...request }),
    timeoutSeconds: STEP_SECONDS,
  })
  return { outcome, span: { asked, answered: now() } }
}

/** Waits until `at`, or until the process is about to end. */
export async function waitUntil(at: number): Promise<void> {
  const bell = createBell()
  shutdownSignal().addEventListener('abort', bell.ring)
  while (now() < at && !isShuttingDown()) await bell.wait(Math.max(1, Math.floor(at - now())))
  shutdownSignal().removeEventListener('abort', bell.ring)
}

/** When the moment was that the starts of a claim count from; see createClockMap. */
async function readClock(wait: Wait, clockMs: number, span: Span): Promise<Reading> {
  let reading = translate(span, clockMs)
  for (let count = 0; count < MAX_READINGS && reading.doubtMs > GOOD_DOUBT_MS; count += 1) {
    const told = await ask(wait, 'claim_deliveries', { limit: 0, look_ahead_ms: 0 })
    if (isProblem(told.outcome)) break
    translate(told.span, Number(JSON.parse(told.outcome.text ?? '{}').clock_ms))
    reading = translate(span, clockMs)
  }
  return reading
}

/** The lease holds while the call lasts; a process that is killed stops extending it. */
async function callVendor(wait: Wait, delivery: Delivery): Promise<Answer> {
  const beat = () => void ask(wait, 'extend_leases', { delivery_ids: [delivery.deliveryId] })
  const pulse = setInterval(beat, delivery.leaseMs / 3)
  try {
    const makeCall = createMakeCall(wait.deps.settings)
    return await makeCall(kindOfCall(delivery.webhookUrl) ?? '', delivery.body, wait.endsAt - now())
  } finally {
    clearInterval(pulse)
  }
}

/** Says what came of the call, again and again until the database has heard it. */
async function report(wait: Wait, delivery: Delivery, answer: Answer): Promise<Told> {
  const request = { delivery_id: delivery.deliveryId, outcomes: [rowOf({ delivery, answer })] }
  for (let failures = 1; ; failures += 1) {
    const told = await ask(wait, 'finish_call', request)
    const isUnheard = isProblem(told.outcome) && told.outcome.status === 503
    if (!isUnheard || now() > wait.endsAt + REPORT_GRACE_MS) return told
    await pause(backoffMs(failures))
  }
}

/** Gives the claim back: the worker, or the next turn, makes the call. */
async function giveBack(wait: Wait, { deliveryId }: Delivery): Promise<void> {
  await ask(wait, 'release_deliveries', { delivery_ids: [deliveryId] })
}

/** True when there is no time for another attempt worth the name. */
function isTooLate(wait: Wait, { attempt, webhookUrl }: Delivery): boolean {
  const wallMs = wait.deps.settings.callWallSeconds * 1000
  const least = attempt === 1 ? 0 : Math.min(callLimitMs(webhookUrl), wallMs) / 4
  return isShuttingDown() || wait.endsAt - now() <= least
}

/**
 * Makes a call at its time; a turn that was missed is given back for another one.
 *
 * @param span when the claim was asked for, and answered
 * @returns what the database said next; null when the time is up: the claim is given back
 */
export async function takeTurn(wait: Wait, row: ClaimedCall, span: Span): Promise<Told | null> {
  const clockMs = Number(row.clock_ms)
  const delivery = deliveryOf(row, clockMs, await readClock(wait, clockMs, span))
  const pacer = createPacer()
  pacer.add(delivery)
  await loadCallers()
  await waitUntil(delivery.startAt)
  if (isTooLate(wait, delivery)) {
    await giveBack(wait, delivery)
    return null
  }
  if (pacer.judge(delivery, now()) === 'back') {
    await giveBack(wait, delivery)
    return await ask(wait, 'take_call', { delivery_id: delivery.deliveryId })
  }
  return await report(wait, delivery, await callVendor(wait, delivery))
}
