import { isShuttingDown, shutdownSignal, track } from '../lifecycle.ts'
import { logLine } from '../log.ts'
import type { Settings } from '../settings.ts'
import { createMakeCall } from '../vendors/call.ts'
import { createBell, now, pause } from './clock.ts'
import { openConnections } from './connections.ts'
import type { Work } from './deliver.ts'
import type { Log } from './desk.ts'
import { createQueue } from './queue.ts'
import { createUrlGuard, findDestinationIn } from './url-guard.ts'
import { startWorker, type Worker, type WorkerOptions } from './worker.ts'

/** What keeps an edge function alive after its answer; other runtimes have no need of it. */
type EdgeRuntime = Readonly<{ waitUntil(promise: Promise<unknown>): void }>

function edgeRuntime(): EdgeRuntime | undefined {
  return (globalThis as { EdgeRuntime?: EdgeRuntime }).EdgeRuntime
}

/**
 * Starts a worker with connections of its own, which are closed after it.
 *
 * @returns the worker; `done` resolves when everything is closed
 */
export function openWorker(settings: Settings, log: Log, options: WorkerOptions): Worker {
  const workerId = crypto.randomUUID()
  const connections = openConnections(settings)
  const { check } = createUrlGuard({
    findDestination: findDestinationIn(connections, settings.isDevelopment),
  })
  log('info', 'worker started', { worker_id: workerId })
  const queue = createQueue(connections, workerId)
  const makeCall = createMakeCall(settings)
  const worker = startWorker({ queue, checkUrl: check, log, makeCall }, options)
  const done = worker.done.then(async (work) => {
    await connections.close().catch(() => {})
    log('info', 'worker stopped', { worker_id: workerId, ...work })
    return work
  })
  return { ...worker, done }
}

/** Seconds that a request to work means when it names none. */
const DEFAULT_BUDGET_SECONDS = 50

/** The one worker of this process, while there is one. */
let current: Worker | null = null

/** The log of an edge function takes ten lines a second: no line per delivery. */
const logRarely: Log = (level, message, fields) => {
  if (message !== 'attempt' && message !== 'given back') logLine(level, message, fields)
}

/**
 * Sees to it that the worker of this process is at work, for `budgetMs` from now: starts it, tells
 * the one at work, or waits until one that is about to end has ended.
 *
 * @returns the worker; null when the process is about to end
 */
async function ensureWorker(settings: Settings, budgetMs: number): Promise<Worker | null> {
  while (!isShuttingDown()) {
    if (current === null) {
      const worker = openWorker(settings, logRarely, { budgetMs, signal: shutdownSignal() })
      const done = worker.done.finally(() => {
        current = null
      })
      current = { ...worker, done }
      return current
    }
    if (current.nudge(budgetMs)) return current
    await current.done
  }
  return null
}

/** Works in the background of this process; nobody waits for it but the end of the process. */
function workBehind(settings: Settings, budgetMs: number): void {
  const working = track(async () => {
    // The answer goes out first.
    await pause(0)
    const worker = await ensureWorker(settings, budgetMs)
    await worker?.done
  }).catch((thrown) => {
    logLine('error', 'the worker did not start', { reason: String(thrown) })
  })
  edgeRuntime()?.waitUntil(working)
}

/**
 * Sends what waits, after an answer that made work. Returns at once; the worker lives as long as
 * `WORKER_BUDGET_SECONDS` where the platform limits it, else until nothing is left.
 */
export function wakeWorker(settings: Settings): void {
  const isLimited = edgeRuntime() !== undefined
  workBehind(settings, isLimited ? settings.workerBudgetSeconds * 1000 : Number.POSITIVE_INFINITY)
}

/** What a worker has done between two moments. */
function difference(after: Work, before: Work): Work {
  return {
    claimed: after.claimed - before.claimed,
    delivered: after.delivered - before.delivered,
    failed: after.failed - before.failed,
    given_back: after.given_back - before.given_back,
  }
}

const NO_WORK: Work = { claimed: 0, delivered: 0, failed: 0, given_back: 0 }

/**
 * Sends what waits, for `budget_seconds` of the request (default 50); joins the worker of this
 * process where there is one. With `wait` false it only sees to it that one is at work.
 *
 * @returns what was done meanwhile
 */
export async function workOnRequest(
  settings: Settings,
  request: Readonly<Record<string, unknown>>
): Promise<Work> {
  const budgetMs = Number(request.budget_seconds ?? DEFAULT_BUDGET_SECONDS) * 1000
  if (request.wait === false) {
    workBehind(settings, budgetMs)
    return NO_WORK
  }
  const deadline = now() + budgetMs
  const worker = await ensureWorker(settings, budgetMs)
  if (worker === null) return NO_WORK
  // Should the sender of the request hang up, the platform must not end what is under way.
  edgeRuntime()?.waitUntil(worker.done)
  const before = worker.work()
  const over = createBell()
  worker.done.then(over.ring, over.ring)
  await over.wait(deadline - now())
  return difference(worker.work(), before)
}
