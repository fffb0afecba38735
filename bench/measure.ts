/** What a run over some items took. */
export interface Sample {
  /** How many items were done. */
  count: number
  /** Wall-clock time of the whole run, in seconds. */
  seconds: number
  /** Time of each item, in milliseconds, in no order. */
  latencies: number[]
}

/** Does every item once, `workers` at a time; a worker starts its next item when one is done. */
export async function drive<T>(
  items: readonly T[],
  workers: number,
  act: (item: T, worker: number) => Promise<unknown>
): Promise<Sample> {
  const latencies: number[] = []
  let next = 0
  const work = async (worker: number) => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) {
      const started = performance.now()
      await act(item, worker)
      latencies.push(performance.now() - started)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))
  return { count: latencies.length, seconds: (performance.now() - started) / 1000, latencies }
}

/** Several runs as one. */
export function joined(samples: readonly Sample[]): Sample {
  return {
    count: samples.reduce((sum, sample) => sum + sample.count, 0),
    seconds: samples.reduce((sum, sample) => sum + sample.seconds, 0),
    latencies: samples.flatMap((sample) => sample.latencies),
  }
}

/** Items per second. */
export function rateOf(sample: Sample): number {
  return sample.count / sample.seconds
}

/** The value below which `share` (0 to 1) of the values lie; the nearest one that occurs. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))
  return sorted[index] ?? Number.NaN
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return (
    ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2
  )
}

/** How long something takes, in seconds. */
export async function secondsOf(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return (performance.now() - started) / 1000
}
