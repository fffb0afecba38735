/** Milliseconds by a clock that never steps; only differences of it mean something. */
export function now(): number {
  return performance.now()
}

/** Wakes whoever waits for it. */
export type Bell = Readonly<{
  /** Ends every wait under way. */
  ring(): void
  /** Waits for `milliseconds`, or until it rings. */
  wait(milliseconds: number): Promise<void>
}>

/** A timer of a runtime takes no longer waits. */
const MAX_WAIT_MS = 2_000_000_000

/** Makes a bell; thousands may wait for it at a time. */
export function createBell(): Bell {
  const sleepers = new Set<() => void>()
  return {
    ring: () => {
      for (const wake of [...sleepers]) wake()
    },
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          sleepers.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, Math.min(Math.max(0, milliseconds), MAX_WAIT_MS))
        sleepers.add(wake)
      }),
  }
}

/** A wait before the next try: doubles from 0.25 s to 5 s, and varies by half. */
export function backoffMs(failures: number): number {
  return Math.min(5000, 250 * 2 ** Math.max(0, failures - 1)) * (0.5 + Math.random() / 2)
}

/** When a question was asked and its answer was there, by `now()`. */
export type Span = Readonly<{ asked: number; answered: number }>

/** A moment of the database's clock in terms of `now()`. */
export type Reading = Readonly<{
  at: number
  /** How wide the range is in whose middle `at` lies, in milliseconds. */
  doubtMs: number
}>

/** How long a measured difference of the clocks is used: they drift apart. */
const CLOCK_MEMORY_MS = 20_000
/** By how much they drift apart in that time at most, in milliseconds. */
const MAX_DRIFT_MS = 2

/**
 * Finds when a moment of the database's clock was, or will be, by `now()`.
 *
 * A moment told in an answer lies between the question and the answer, which may be under way for
 * long, by the commit before it above all. The differences of the two clocks that the answers of
 * the last seconds allow have a narrow range in common, of which the middle is taken: the fastest
 * answers decide. When the clock of the database was set anew, only the answer at hand counts.
 *
 * @param clockMs the moment, in milliseconds since 1970
 */
export function createClockMap(): (span: Span, clockMs: number) => Reading {
  let samples: { least: number; most: number; at: number }[] = []
  return ({ asked, answered }, clockMs) => {
    samples = samples.filter(({ at }) => at > answered - CLOCK_MEMORY_MS)
    samples.push({ least: asked - clockMs, most: answered - clockMs, at: answered })
    const least = Math.max(...samples.map((sample) => sample.least))
    const most = Math.min(...samples.map((sample) => sample.most))
    if (most >= least - MAX_DRIFT_MS) {
      return { at: clockMs + (least + most) / 2, doubtMs: Math.max(0, most - least) }
    }
    samples = samples.slice(-1)
    return { at: (asked + answered) / 2, doubtMs: answered - asked }
  }
}

/** Waits for `milliseconds`. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
