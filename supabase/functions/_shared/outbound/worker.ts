import { isProblem, type Problem } from '../errors.ts'
import { type MakeCall, noCalls } from '../vendors/call.ts'
import { type Bell, backoffMs, createBell, now } from './clock.ts'
import { deliver, noteLimits, type Run, SEND_LIMIT_MS, type Work } from './deliver.ts'
import { createDesk, type Log } from './desk.ts'
import { createPacer } from './pacer.ts'
import type { Claimed, Queue } from './queue.ts'
import { warmUp } from './warm-up.ts'

/** What a worker needs. */
export type WorkerDeps = Readonly<{
  queue: Queue
  /** Null when the URL may be called, else why not. */
  checkUrl: (webhookUrl: string) => Promise<Problem | null>
  log: Log
  /** Asks a vendor; without it nobody is asked. */
  makeCall?: MakeCall
}>

/** How long a worker works. */
export type WorkerOptions = Readonly<{
  /** Milliseconds after which everything is over; no limit unless given. */
  budgetMs?: number
  /** Waits for more instead of ending when nothing is left to do. */
  isStanding?: boolean
  /** Ends it in order: what is under way is finished, the rest given back. */
  signal?: AbortSignal
  /** Deliveries in hand at most; default 250. */
  maxInHand?: number
}>

/** A worker at work. */
export type Worker = Readonly<{
  /** Resolves at the end to what was done; never rejects. */
  done: Promise<Work>
  /** What was done so far. */
  work(): Work
  /** Says that there is more to do, for `budgetMs` from now; false when it is ending already. */
  nudge(budgetMs: number): boolean
}>

/** How far ahead starts are claimed: more than a second is known at any time, see pacer.ts. */
const LOOK_AHEAD_MS = 2000
/** Claims overlap, so that one that takes long leaves no gap. */
const CLAIM_EVERY_MS = 500
/** An idle worker looks this often. */
const IDLE_MS = 1000
const MAX_CLAIM = 100
const DEFAULT_IN_HAND = 250
/** What reporting may take after the last answer, in milliseconds. */
const CLOSE_LIMIT_MS = 5000

type State = Run & {
  readonly deps: WorkerDeps
  readonly options: WorkerOptions
  readonly bell: Bell
  isNudged: boolean
  readonly active: Set<Promise<void>>
}

/** Leaves room for the exchanges under way and their reports, as far as the budget has it. */
function setBudget(state: State, budgetMs: number): void {
  const rest = Math.min(state.longestMs + 2000, budgetMs / 2)
  state.endsAt = Math.max(state.endsAt, now() + budgetMs - Math.min(1000, budgetMs / 10))
  state.claimsUntil = Math.max(state.claimsUntil, now() + budgetMs - rest)
}

function begin(deps: WorkerDeps, options: WorkerOptions): State {
  const state: State = {
    deps,
    options,
    desk: createDesk(deps.queue, deps.log),
    checkUrl: deps.checkUrl,
    makeCall: deps.makeCall ?? noCalls,
    log: deps.log,
    work: { claimed: 0, delivered: 0, failed: 0, given_back: 0 },
    pacer: createPacer(),
    bell: createBell(),
    stopped: createBell(),
    isStopping: false,
    isNudged: false,
    claimsUntil: 0,
    longestMs: SEND_LIMIT_MS,
    endsAt: 0,
    goneJobs: new Map(),
    active: new Set(),
  }
  setBudget(state, options.budgetMs ?? Number.POSITIVE_INFINITY)
  return state
}

function stop(state: State): void {
  state.isStopping = true
  state.stopped.ring()
  state.bell.ring()
}

function start(state: State, { deliveries }: Claimed): void {
  state.work.claimed += deliveries.length
  noteLimits(state, deliveries)
  for (const delivery of deliveries) state.pacer.add(delivery)
  for (const delivery of deliveries) {
    const running = deliver(state, state.desk.take(delivery)).finally(() => {
      state.active.delete(running)
    })
    state.active.add(running)
  }
}

/** True when nothing is in hand and nothing will be due before the end. */
function isIdle(state: State, { deliveries, nextInMs }: Claimed): boolean {
  if (state.options.isStanding || state.isNudged) return false
  if (deliveries.length > 0 || state.desk.size() > 0) return false
  return nextInMs === null || now() + nextInMs >= state.claimsUntil
}

function pauseAfter({ deliveries, nextInMs }: Claimed): number {
  if (deliveries.length > 0) return CLAIM_EVERY_MS
  return Math.min(IDLE_MS, Math.max(50, nextInMs ?? IDLE_MS))
}

/** Claims until the budget is used up, the worker is stopped, or nothing is left to do. */
async function claimAll(state: State): Promise<void> {
  const most = state.options.maxInHand ?? DEFAULT_IN_HAND
  for (let failures = 0; !state.isStopping && now() < state.claimsUntil; ) {
    const room = Math.min(MAX_CLAIM, most - state.desk.size())
    if (room <= 0) {
      await Promise.race([state.desk.changed(IDLE_MS), state.bell.wait(IDLE_MS)])
      continue
    }
    state.isNudged = false
    const ahead = Math.min(LOOK_AHEAD_MS, state.claimsUntil - now())
    const claimed = await state.deps.queue.claim(room, ahead)
    if (isProblem(claimed)) {
      failures += 1
      if (failures === 1) state.log('warning', 'nothing can be claimed', { code: claimed.code })
      await state.bell.wait(backoffMs(failures))
      continue
    }
    if (failures > 0) state.log('info', 'claiming again', { failures })
    failures = 0
    start(state, claimed)
    if (claimed.deliveries.length === room) continue
    if (isIdle(state, claimed)) return
    if (!state.isNudged) await state.bell.wait(pauseAfter(claimed))
  }
}

async function run(state: State): Promise<Work> {
  try {
    await warmUp(state.deps.queue, () => state.isStopping)
    await claimAll(state)
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    state.log('error', 'the worker failed by our own fault', { reason })
  }
  state.claimsUntil = 0
  await Promise.all(state.active)
  const isAllReported = await state.desk.close(CLOSE_LIMIT_MS)
  if (!isAllReported) state.log('error', 'outcomes are left unreported', {})
  return state.work
}

/**
 * Sets a worker to work: claims deliveries ahead of their time, starts each at its time, however
 * many are under way, and reports what came of them. Several may work on the same queue, in any
 * number of processes: the database gives out the starts.
 */
export function startWorker(deps: WorkerDeps, options: WorkerOptions = {}): Worker {
  const state = begin(deps, options)
  const onAbort = () => stop(state)
  if (options.signal?.aborted) stop(state)
  options.signal?.addEventListener('abort', onAbort)
  return {
    done: run(state).finally(() => options.signal?.removeEventListener('abort', onAbort)),
    work: () => ({ ...state.work }),
    nudge: (budgetMs) => {
      if (state.isStopping || now() >= state.claimsUntil) return false
      setBudget(state, budgetMs)
      state.isNudged = true
      state.bell.ring()
      return true
    },
  }
}

/** Works until there is nothing left to do, the budget is used up, or the signal says so. */
export function runWorker(deps: WorkerDeps, options: WorkerOptions = {}): Promise<Work> {
  return startWorker(deps, options).done
}
