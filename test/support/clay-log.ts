import type { Received } from './clay.ts'

function timesOf(log: readonly Received[]): number[] {
  return log.map(({ at }) => at).toSorted((left, right) => left - right)
}

/** The most requests that any window of `windowMs` milliseconds holds, both ends counted in. */
export function mostWithin(times: readonly number[], windowMs: number): number {
  const sorted = times.toSorted((left, right) => left - right)
  let most = 0
  let first = 0
  for (const [last, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) >= windowMs) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}

/**
 * The most starts within a second, by the clock of the senders: less 5 milliseconds, since their
 * clock is cut off at one, and since a process may be put aside between its look at the clock and
 * the start.
 */
export function mostStarts(times: readonly number[]): number {
  return mostWithin(times, 995)
}

/** The most arrivals in any window of `windowMs` milliseconds. */
export function mostArrivals(log: readonly Received[], windowMs: number): number {
  return mostWithin(timesOf(log), windowMs)
}

/** Arrivals a second between the first and the last. */
export function arrivalRate(log: readonly Received[]): number {
  const times = timesOf(log)
  const [first = 0] = times
  const last = times.at(-1) ?? 0
  return last === first ? 0 : ((times.length - 1) * 1000) / (last - first)
}

/** How often each message was taken in, by its id. */
export function takenById(log: readonly Received[]): Map<string, number> {
  const taken = new Map<string, number>()
  for (const { id, isTaken } of log) if (isTaken) taken.set(id, (taken.get(id) ?? 0) + 1)
  return taken
}

/** Messages taken in more than once. */
export function doublesIn(log: readonly Received[]): string[] {
  return [...takenById(log)].filter(([, times]) => times > 1).map(([id]) => id)
}

/** How many ids each body was sent under: a body is a row, and a row has one id. */
export function idsByBody(log: readonly Received[]): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>()
  for (const { body, id } of log) {
    if (body !== '') ids.set(body, (ids.get(body) ?? new Set()).add(id))
  }
  return ids
}
