import type { Problem } from '../errors.ts'
import { loadCallers, type MakeCall } from '../vendors/call.ts'
import { callKinds, callLimitMs, kindOfCall } from '../vendors/kinds.ts'
import { type Bell, now } from './clock.ts'
import type { Desk, Held, Log } from './desk.ts'
import type { Pacer } from './pacer.ts'
import type { Delivery } from './queue.ts'
import { type Answer, noAnswer, send } from './sender.ts'

/** What a worker did since it began. */
export type Work = {
  /** Deliveries claimed. */
  claimed: number
  /** Attempts answered with 2xx. */
  delivered: number
  /** Attempts that were no success, for whatever reason. */
  failed: number
  /** Deliveries given back unstarted. */
  given_back: number
}

/** One run of a worker, as its parts see it. */
export type Run = {
  readonly desk: Desk
  /** Null when the URL may be called, else why not. */
  readonly checkUrl: (webhookUrl: string) => Promise<Problem | null>
  /** Asks a vendor. */
  readonly makeCall: MakeCall
  readonly log: Log
  readonly work: Work
  readonly pacer: Pacer
  /** Rings when the run is stopped. */
  readonly stopped: Bell
  isStopping: boolean
  /** When every exchange must be over, by `now()`. */
  endsAt: number
  /** After this nothing is claimed, by `now()`. */
  claimsUntil: number
  /** The longest that an exchange of what was claimed so far may take, in milliseconds. */
  longestMs: number
  /** Jobs whose webhook is gone, or whose vendor refuses every call, and since when. */
  readonly goneJobs: Map<string, number>
}

/** The time limit of one exchange, in milliseconds. */
export const SEND_LIMIT_MS = 10_000
/** What a webhook answers that is gone. */
const GONE_STATUSES: readonly number[] = [404, 410]

/** Vendors may take longer than webhooks: then claims end earlier, as far as the budget has it. */
export function noteLimits(run: Run, deliveries: readonly Delivery[]): void {
  const longestMs = Math.max(...deliveries.map(({ webhookUrl }) => callLimitMs(webhookUrl)))
  if (longestMs <= run.longestMs) return
  run.longestMs = longestMs
  const rest = Math.min(longestMs + 2000, (run.endsAt - now()) / 2)
  run.claimsUntil = Math.min(run.claimsUntil, run.endsAt - rest)
}

/** Timers may end a millisecond early: the clock decides. */
async function waitUntil(run: Run, at: number): Promise<void> {
  while (!run.isStopping && now() < at) {
    await run.stopped.wait(Math.max(1, Math.floor(at - now())))
  }
}

/** Why a delivery must not be sent any more, whatever the time; null when it may. */
function obstacle(run: Run, { delivery, claimedAt, isLost }: Held): string | null {
  if (isLost) return 'lost'
  if (run.isStopping) return 'stopping'
  const goneAt = run.goneJobs.get(delivery.jobId) ?? Number.NEGATIVE_INFINITY
  return goneAt > claimedAt ? 'stopped' : null
}

/** What became of a turn: the exchange is under way, or the delivery goes back. */
type Turn = Readonly<{ answer: Promise<Answer> } | { reason: string }>

function start(run: Run, { delivery }: Held): Promise<Answer> {
  const kind = kindOfCall(delivery.webhookUrl)
  const limitMs = run.endsAt - now()
  const answer =
    kind === null
      ? send(delivery, Math.min(SEND_LIMIT_MS, limitMs))
      : run.makeCall(kind, delivery.body, limitMs)
  run.pacer.note(delivery, now())
  return answer
}

/** Waits for its turn, and starts it in the very moment in which that is found to have come. */
async function takeTurn(run: Run, held: Held): Promise<Turn> {
  for (;;) {
    const reason = obstacle(run, held)
    if (reason !== null) return { reason }
    const verdict = run.pacer.judge(held.delivery, now())
    if (verdict === 'go') return { answer: start(run, held) }
    if (verdict === 'back') return { reason: 'late' }
    await waitUntil(run, verdict)
  }
}

function giveBack(run: Run, held: Held, reason: string): void {
  const { deliveryId, jobId, startAt } = held.delivery
  const late_ms = Math.round(now() - startAt)
  run.work.given_back += 1
  run.log('info', 'given back', { delivery_id: deliveryId, job_id: jobId, reason, late_ms })
  run.desk.giveBack(held)
}

/** True when no delivery of the job would fare better. */
function isEnd({ webhookUrl }: Held['delivery'], { httpStatus, stopReason }: Answer): boolean {
  const kind = kindOfCall(webhookUrl)
  const statuses = kind === null ? GONE_STATUSES : (callKinds[kind]?.stopStatuses ?? [])
  return stopReason !== undefined || (httpStatus !== null && statuses.includes(httpStatus))
}

function settle(run: Run, held: Held, answer: Answer): void {
  const { deliveryId, jobId, attempt } = held.delivery
  const { httpStatus, latencyMs, error } = answer
  if (error === null) run.work.delivered += 1
  else run.work.failed += 1
  if (isEnd(held.delivery, answer)) run.goneJobs.set(jobId, now())
  run.log('info', 'attempt', {
    delivery_id: deliveryId,
    job_id: jobId,
    attempt,
    http_status: httpStatus,
    latency_ms: latencyMs,
    error: error ?? undefined,
  })
  run.desk.settle(held, answer)
}

/** The answer that stands for a refusal of our own: nothing was sent. */
function refused({ code, message }: Problem): Answer {
  return noAnswer(`${code}: ${message}`)
}

/** True where the guard has no verdict, since the database or this program failed. */
function isNoVerdict(problem: Problem): boolean {
  return problem.code.startsWith('WH0')
}

/**
 * The URL is checked before the time comes, so that name servers do not make it late. Vendors need
 * no check: their address is set by the operator.
 */
async function check(run: Run, { delivery }: Held): Promise<Problem | null> {
  const isCall = kindOfCall(delivery.webhookUrl) !== null
  const checking = isCall ? loadCallers().then(() => null) : run.checkUrl(delivery.webhookUrl)
  // Looked at below; until then a failure must not count as one that nobody handles.
  checking.catch(() => {})
  await waitUntil(run, delivery.startAt)
  return run.isStopping ? null : await checking
}

/** Sends one delivery at its time, or gives it back. Never throws. */
export async function deliver(run: Run, held: Held): Promise<void> {
  try {
    const problem = await check(run, held)
    if (problem !== null && isNoVerdict(problem)) return giveBack(run, held, problem.code)
    if (problem !== null) return settle(run, held, refused(problem))
    const turn = await takeTurn(run, held)
    if ('answer' in turn) settle(run, held, await turn.answer)
    else if (turn.reason === 'lost') run.desk.drop(held)
    else giveBack(run, held, turn.reason)
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.name : 'unknown'
    run.log('error', 'a delivery failed by our own fault', { reason })
    giveBack(run, held, 'error')
  }
}
