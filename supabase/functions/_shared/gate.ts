/** Bytes of bodies that may wait at a time; a worker has 256 MB in all. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024

type Waiter = { admit: () => void; size: number }

/** Gives back the slot; call it exactly once. */
export type Release = () => void

/** A bounded queue in front of the connections. */
export type Gate = Readonly<{
  /**
   * Waits for a slot until `deadline` (milliseconds since 1970).
   *
   * @returns the release function, 'overloaded' when the queue is full, 'timeout' past the deadline
   */
  enter(deadline: number, size: number): Promise<Release | 'overloaded' | 'timeout'>
}>

/**
 * Makes a gate. A request beyond `maxWaiting` is turned away at once: the sender tries again,
 * and the memory of the process stays bounded.
 *
 * @param slots requests that may use the database at the same time
 */
export function createGate(slots: number, maxWaiting: number): Gate {
  const waiting = new Set<Waiter>()
  let used = 0
  let bytes = 0

  function leave(): void {
    const [next] = waiting
    if (next === undefined) used -= 1
    else next.admit()
  }

  function enter(deadline: number, size: number): ReturnType<Gate['enter']> {
    if (used < slots) {
      used += 1
      return Promise.resolve(leave)
    }
    const isFull = waiting.size >= maxWaiting || (bytes > 0 && bytes + size > MAX_WAITING_BYTES)
    if (isFull) return Promise.resolve('overloaded')
    return new Promise((resolve) => {
      const settle = (outcome: Release | 'timeout') => {
        clearTimeout(timer)
        waiting.delete(waiter)
        bytes -= size
        resolve(outcome)
      }
      const waiter: Waiter = { admit: () => settle(leave), size }
      const timer = setTimeout(() => settle('timeout'), Math.max(0, deadline - Date.now()))
      waiting.add(waiter)
      bytes += size
    })
  }

  return { enter }
}
