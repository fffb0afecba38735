import { callKinds, kindOfCall } from '../vendors/kinds.ts'
import type { Delivery } from './queue.ts'

/**
 * Keeps the promise of the limiter when this process was held up.
 *
 * The limiter gives out slots so far apart that no second holds too many starts, as long as each
 * start is on time (`startBy`). A late one endangers a single other slot: the one that lies just
 * over a second after its own. Where that slot is in the hands of this worker too, the late start
 * may be made after all, and the other is then put off until a second has passed; so no slot is
 * lost to a pause of the process. Where somebody else may have it, what is late goes back.
 *
 * Why that is enough: let the slots be numbered, and slot k + n be the first a second or more after
 * slot k. Of two slots whose numbers differ by a multiple of n, the later is never started within
 * a second of the earlier. So the starts within any second have different remainders modulo n:
 * they are n at most.
 */
export type Pacer = Readonly<{
  /** Notes a claimed slot. */
  add(delivery: Delivery): void
  /**
   * What to do with a delivery at the moment `at`, not before its `startAt`.
   *
   * @returns `go` (at once: nothing else may run in between), `back`, or the moment until which it
   * has to wait
   */
  judge(delivery: Delivery, at: number): 'go' | 'back' | number
  /** Notes that it was started, and when that was done. */
  note(delivery: Delivery, at: number): void
}>

type Slot = { slotMs: number; startedAt: number | null }

/** The window of the limiter's promise, in milliseconds. */
const WINDOW_MS = 1000
/** The slot that matters lies this far behind the window and what a start may be late. */
const REACH_MS = 2
/** What is later than this goes back in any case. */
const MAX_LATE_MS = 500
/** Slots are remembered this long after their time. */
const MEMORY_MS = 3000

/** The one slot from `from` to `to`; undefined where there is none, or more than can be told apart. */
function slotBetween(lane: readonly Slot[], from: number, to: number): Slot | undefined {
  const found = lane.filter(({ slotMs }) => slotMs >= from && slotMs <= to)
  return found.length === 1 ? found[0] : undefined
}

/** Slots by origin or vendor: those of one are of one account, and one limiter. */
type Lanes = Map<string, Slot[]>

function nameOf(webhookUrl: string): string {
  const kind = kindOfCall(webhookUrl)
  return kind === null ? new URL(webhookUrl).origin : (callKinds[kind]?.vendor ?? webhookUrl)
}

function laneOf(lanes: Lanes, { webhookUrl }: Delivery): Slot[] {
  const name = nameOf(webhookUrl)
  const lane = lanes.get(name) ?? []
  lanes.set(name, lane)
  return lane
}

function add(lanes: Lanes, delivery: Delivery): void {
  const { slotMs, lateMs } = delivery
  if (lateMs === null) return
  const lane = laneOf(lanes, delivery)
  lane.push({ slotMs, startedAt: null })
  while (lane[0] !== undefined && lane[0].slotMs < slotMs - MEMORY_MS) lane.shift()
}

function judge(lanes: Lanes, delivery: Delivery, at: number): 'go' | 'back' | number {
  const { slotMs, startAt, startBy, lateMs } = delivery
  if (lateMs === null) return 'go'
  const lane = laneOf(lanes, delivery)
  const period = WINDOW_MS + lateMs
  const before = slotBetween(lane, slotMs - period - REACH_MS, slotMs - period)
  const earliest = (before?.startedAt ?? Number.NEGATIVE_INFINITY) + WINDOW_MS
  if (at < earliest) return earliest
  if (at > startBy) {
    const after = slotBetween(lane, slotMs + period, slotMs + period + REACH_MS)
    if (after === undefined || at > startAt + MAX_LATE_MS) return 'back'
  }
  return 'go'
}

function note(lanes: Lanes, delivery: Delivery, at: number): void {
  if (delivery.lateMs === null) return
  const own = laneOf(lanes, delivery).find(({ slotMs }) => slotMs === delivery.slotMs)
  if (own !== undefined) own.startedAt = at
}

/** Makes a pacer for one worker. */
export function createPacer(): Pacer {
  const lanes: Lanes = new Map()
  return {
    add: (delivery) => add(lanes, delivery),
    judge: (delivery, at) => judge(lanes, delivery, at),
    note: (delivery, at) => note(lanes, delivery, at),
  }
}
