import type postgres from 'postgres'
import { loadStock } from './growth-data.ts'
import { createNumbers, openLander, requireNoFailures } from './lander.ts'
import { drive, joined, median, percentile, rateOf, type Sample, secondsOf } from './measure.ts'
import { figure, type Section } from './report.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'
import type { Sizes } from './sizes.ts'
import type { GrowingSource, Item, Task } from './source.ts'
import { walOf } from './statistics.ts'

interface Loaded {
  /** How many companies or people were there before. */
  size: number
  sql: postgres.Sql
  loadSeconds: number
  bytes: number
  land(item: Item): Promise<unknown>
  samples: Sample[]
  wal: number
}

async function withLoaded<T>(
  server: BenchServer,
  source: GrowingSource,
  size: number,
  act: (loaded: Loaded) => Promise<T>
): Promise<T> {
  const name = `bench_growth_${source.many}_${size}`
  return await withBenchDatabase(server, name, async (sql, url) => {
    console.error(`  loading ${figure(size)} ${source.many} ...`)
    const loadSeconds = await secondsOf(() => loadStock(url, source, size))
    const [database] = await sql<{ bytes: string }[]>`
      select pg_database_size(current_database())::text as bytes`
    const lander = openLander(url, source, 'raw', 1)
    const loaded: Loaded = {
      size,
      sql,
      loadSeconds,
      bytes: Number(database?.bytes),
      land: (item) => lander.land(item, 0),
      samples: [],
      wal: 0,
    }
    const result = await act(loaded).finally(() => lander.end())
    await requireNoFailures(sql)
    return result
  })
}

/** New ones, under keys that fall anywhere between those that are there. */
function createScattered(source: GrowingSource, first: number, count: number): Item[] {
  return source
    .createItems(first, count)
    .map(({ key, payload }) => ({ key: source.scatteredKey(key), payload }))
}

/** Rounds of the same new payloads in both databases; who begins alternates. */
async function measure(
  server: BenchServer,
  source: GrowingSource,
  databases: [Loaded, Loaded],
  { rounds, payloads }: Sizes['growth']
): Promise<void> {
  const numbers = createNumbers()
  await server.checkpoint()
  for (const { land } of databases) {
    await drive(createScattered(source, numbers(payloads), payloads), 1, land)
  }
  for (let turn = 0; turn < rounds; turn++) {
    const items = createScattered(source, numbers(payloads), payloads)
    for (const loaded of turn % 2 === 0 ? databases : databases.toReversed()) {
      loaded.wal += await walOf(loaded.sql, async () => {
        loaded.samples.push(await drive(items, 1, loaded.land))
      })
    }
  }
}

const middle = (sample: Sample | undefined) => percentile(sample?.latencies ?? [], 0.5)

function rowOf(source: GrowingSource, loaded: Loaded): Record<string, string | number> {
  const all = joined(loaded.samples)
  return {
    [`${source.many} in core`]: loaded.size,
    'p50 ms': percentile(all.latencies, 0.5),
    'p99 ms': percentile(all.latencies, 0.99),
    'payloads/s': rateOf(all),
    'WAL kB per payload': loaded.wal / 1024 / all.count,
    'database MB': loaded.bytes / 2 ** 20,
    'loaded in s': loaded.loadSeconds,
  }
}

function sectionOf(source: GrowingSource, [small, large]: [Loaded, Loaded], task: Task): Section {
  const { one, many, stockText } = source
  const ratio = median(
    large.samples.map((sample, turn) => middle(sample) / middle(small.samples[turn]))
  )
  const sizes = [figure(large.size), figure(small.size)]
  return {
    title: `${task.letter}. Growth: one ${one} in a small and in a large database`,
    text:
      `Two databases, one with few and one with many ${many} in core: ${stockText}. Keys are ` +
      `hashes, so a new ${one} falls anywhere in every index. Latency of the insert into raw ` +
      `over one connection; both databases get the same new ${many}, in alternating rounds ` +
      'after a checkpoint.',
    rows: [small, large].map((loaded) => rowOf(source, loaded)),
    targets: [
      {
        text: `p50 with ${sizes[0]} ${many} is at most ${task.target} x that with ${sizes[1]}`,
        measured: `${figure(ratio)} x (median of the rounds)`,
        isMet: ratio <= task.target,
      },
    ],
    notes: [
      'After a checkpoint the first write to a page logs the whole page; in the large database ' +
        'nearly every index page is written for the first time, hence the log per payload.',
    ],
  }
}

/** Single-payload latency with few and with many companies or people. */
export async function growth(
  server: BenchServer,
  source: GrowingSource,
  size: Sizes['growth'],
  task: Task
): Promise<Section> {
  return await withLoaded(server, source, size.small, (small) =>
    withLoaded(server, source, size.large, async (large) => {
      await measure(server, source, [small, large], size)
      return sectionOf(source, [small, large], task)
    })
  )
}
