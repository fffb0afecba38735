import { isProblem, type Problem } from '../errors.ts'
import { type Bell, backoffMs, createBell, now } from './clock.ts'
import type { Delivery, Queue } from './queue.ts'
import type { Answer } from './sender.ts'

/** A delivery in the hands of this worker. */
export type Held = Readonly<{
  delivery: Delivery
  /** When it was claimed, by `now()`. */
  claimedAt: number
}> & {
  /** True once somebody else has it: then it must not be started. */
  isLost: boolean
}

/** What a worker has in hand, and its reports to the queue. */
export type Desk = Readonly<{
  /** Deliveries claimed and not reported yet. */
  size(): number
  take(delivery: Delivery): Held
  /** Reports an outcome, soon and together with others. */
  settle(held: Held, answer: Answer): void
  /** Gives a delivery back: no attempt is counted. */
  giveBack(held: Held): void
  /** Lets go of a delivery that is lost. */
  drop(held: Held): void
  /** Waits until something was reported, or `milliseconds`. */
  changed(milliseconds: number): Promise<void>
  /** Waits until everything is reported, or `limitMs`; then stops. True when everything is. */
  close(limitMs: number): Promise<boolean>
}>

/** Takes notes: level, what happened, particulars. */
export type Log = (
  level: 'info' | 'warning' | 'error',
  message: string,
  fields: Record<string, unknown>
) => void

/** Outcomes wait this long for company, where anything else is in hand. */
const GATHER_MS = 150
const MAX_BATCH = 100
/** How often it is looked whether a heartbeat is due; that is after a third of a lease. */
const PULSE_MS = 500

type State = {
  readonly queue: Queue
  readonly log: Log
  readonly held: Map<number, Held>
  readonly outcomes: { entry: Held; answer: Answer }[]
  readonly returned: Held[]
  readonly changes: Bell
  readonly hurry: Bell
  /** Rings when what is to be reported need not wait for more. */
  readonly gathered: Bell
  batchSize: number
  isReporting: boolean
  isClosing: boolean
  isClosed: boolean
  heartbeatMs: number
  beatAt: number
  isBeating: boolean
}

function letGo(state: State, entry: Held): void {
  const { deliveryId } = entry.delivery
  // The same delivery may have been claimed again since.
  if (state.held.get(deliveryId) === entry) state.held.delete(deliveryId)
  state.changes.ring()
}

/** Reports outcomes; of a batch that the database refuses, one by one, to lose none but the bad. */
async function reportOutcomes(state: State): Promise<Problem | null> {
  const { outcomes } = state
  const batch = outcomes.slice(0, state.batchSize)
  if (batch.length === 0) return null
  const told = batch.map(({ entry, answer }) => ({ delivery: entry.delivery, answer }))
  const found = await state.queue.finish(told)
  const isRefused = found !== null && found.status !== 503
  if (isRefused && batch.length > 1) state.batchSize = 1
  if (found !== null && !(isRefused && batch.length === 1)) return found
  if (isRefused) {
    const delivery_id = told[0]?.delivery.deliveryId
    state.log('error', 'outcome refused', { code: found.code, delivery_id })
  }
  outcomes.splice(0, batch.length)
  for (const { entry } of batch) letGo(state, entry)
  if (outcomes.length === 0) state.batchSize = MAX_BATCH
  return null
}

async function reportReturned(state: State): Promise<Problem | null> {
  const { returned } = state
  const batch = returned.slice(0, MAX_BATCH)
  if (batch.length === 0) return null
  const found = await state.queue.release(batch.map(({ delivery }) => delivery.deliveryId))
  if (found !== null) return found
  returned.splice(0, batch.length)
  for (const entry of batch) letGo(state, entry)
  return null
}

/** Company may come until a batch is full, or nothing else is in hand. */
function isGathered({ outcomes, returned, held, isClosing }: State): boolean {
  const told = outcomes.length + returned.length
  return isClosing || outcomes.length >= MAX_BATCH || told >= held.size
}

/** Outcomes first: after a 404 the job must be stopped before its deliveries are given back. */
async function report(state: State): Promise<void> {
  const { outcomes, returned, hurry, gathered } = state
  if (isGathered(state)) gathered.ring()
  if (state.isReporting) return
  state.isReporting = true
  for (let failures = 0; outcomes.length + returned.length > 0 && !state.isClosed; ) {
    if (failures === 0 && !isGathered(state)) await gathered.wait(GATHER_MS)
    const found = (await reportOutcomes(state)) ?? (await reportReturned(state))
    failures = found === null ? 0 : failures + 1
    if (failures === 1) state.log('warning', 'outcomes cannot be reported', { code: found?.code })
    if (failures > 0) await hurry.wait(backoffMs(failures))
  }
  state.isReporting = false
  state.changes.ring()
}

/** The heartbeat; it also learns what somebody else has by now. */
async function extendLeases(state: State): Promise<void> {
  const isDue = now() >= state.beatAt + state.heartbeatMs
  if (state.isBeating || !isDue || state.held.size === 0) return
  state.isBeating = true
  state.beatAt = now()
  const asked = [...state.held]
  const extended = await state.queue.extend(asked.map(([id]) => id))
  state.isBeating = false
  if (isProblem(extended)) return
  for (const [id, entry] of asked) if (!extended.has(id)) entry.isLost = true
}

function take(state: State, delivery: Delivery): Held {
  const entry = { delivery, claimedAt: now(), isLost: false }
  state.held.set(delivery.deliveryId, entry)
  state.heartbeatMs = Math.min(state.heartbeatMs, delivery.leaseMs / 3)
  return entry
}

async function close(state: State, limitMs: number): Promise<boolean> {
  const deadline = now() + limitMs
  state.isClosing = true
  state.gathered.ring()
  state.hurry.ring()
  while (state.isReporting && now() < deadline) await state.changes.wait(deadline - now())
  state.isClosed = true
  state.hurry.ring()
  return state.held.size === 0
}

function begin(queue: Queue, log: Log): State {
  return {
    queue,
    log,
    held: new Map(),
    outcomes: [],
    returned: [],
    changes: createBell(),
    hurry: createBell(),
    gathered: createBell(),
    batchSize: MAX_BATCH,
    isReporting: false,
    isClosing: false,
    isClosed: false,
    heartbeatMs: Number.POSITIVE_INFINITY,
    beatAt: now(),
    isBeating: false,
  }
}

/** Makes the desk of one worker; `close` ends its timers. */
export function createDesk(queue: Queue, log: Log): Desk {
  const state = begin(queue, log)
  const pulse = setInterval(() => void extendLeases(state), PULSE_MS)
  return {
    size: () => state.held.size,
    take: (delivery) => take(state, delivery),
    settle: (entry, answer) => {
      state.outcomes.push({ entry, answer })
      void report(state)
    },
    giveBack: (entry) => {
      state.returned.push(entry)
      void report(state)
    },
    drop: (entry) => letGo(state, entry),
    changed: (milliseconds) => state.changes.wait(milliseconds),
    close: (limitMs) => close(state, limitMs).finally(() => clearInterval(pulse)),
  }
}
