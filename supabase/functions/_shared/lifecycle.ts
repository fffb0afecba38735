/**
 * Whether this process still takes requests, and how many it is answering.
 *
 * The flag is set by `beforeunload` (the edge runtime retires a worker) and by the local gateway
 * on SIGTERM. Requests that arrive afterwards get 503, so that the sender tries again elsewhere.
 */

const state = { shuttingDown: false, inFlight: 0 }
const ending = new AbortController()

/** Refuses every later request; those under way go on, work in the background comes to its end. */
export function beginShutdown(): void {
  state.shuttingDown = true
  ending.abort()
}

/** Aborts when {@link beginShutdown} is called. */
export function shutdownSignal(): AbortSignal {
  return ending.signal
}

/** True once {@link beginShutdown} was called. */
export function isShuttingDown(): boolean {
  return state.shuttingDown
}

/** Number of requests being answered, and of works in the background, now. */
export function requestsInFlight(): number {
  return state.inFlight
}

/** Runs one request, or work in the background, and counts it while it lasts. */
export async function track<T>(work: () => Promise<T>): Promise<T> {
  state.inFlight += 1
  try {
    return await work()
  } finally {
    state.inFlight -= 1
  }
}

/** Resolves when nothing is in flight, or after `limitMs` milliseconds; true when nothing is. */
export async function drain(limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs
  while (state.inFlight > 0 && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return state.inFlight === 0
}
