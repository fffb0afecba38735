import { setImmediate as turn } from 'node:timers/promises'

/** What a script started, to be stopped in the reverse order at its end or by a signal. */
export interface Lifecycle {
  /** Waits for one step of the start. Errors: the step's own, or `Interrupted` after a signal. */
  step<T>(work: Promise<T>, stop?: (started: T) => Promise<unknown>): Promise<T>
  /** Stops everything, once; a step under way is waited for, so that it is stopped too. */
  stopAll(): Promise<void>
  isStopping(): boolean
}

const interrupted = 'interrupted'

/** True for the error of a step that a signal cut short. */
export function isInterrupted(error: unknown): boolean {
  return error instanceof Error && error.message === interrupted
}

/** SIGINT, SIGTERM and SIGHUP stop everything and end the process with `exitCode`. */
export function lifecycle(exitCode: number): Lifecycle {
  const stops: (() => Promise<unknown>)[] = []
  let current: Promise<unknown> = Promise.resolve()
  let stopping: Promise<void> | undefined

  const stopAll = () => {
    stopping ??= (async () => {
      await current.catch(() => undefined)
      await turn()
      for (const stop of stops.reverse()) {
        await stop().catch((error: unknown) => console.error('stopping failed:', error))
      }
    })()
    return stopping
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stopAll().then(() => process.exit(exitCode)))
  }
  return {
    stopAll,
    isStopping: () => stopping !== undefined,
    async step(work, stop) {
      current = work
      const started = await work
      if (stop) stops.push(() => stop(started))
      if (stopping) throw new Error(interrupted)
      return started
    },
  }
}
