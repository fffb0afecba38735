import type postgres from 'postgres'
import { createNumbers, openClients, openLander, requireNoFailures } from './lander.ts'
import { drive, joined, median, percentile, rateOf, type Sample } from './measure.ts'
import { figure, type Section } from './report.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'
import type { Sizes } from './sizes.ts'
import type { Baseline, Item, Source, Task } from './source.ts'
import { tablesOf } from './twins.ts'

/** One way of ingesting, in a database of its own. */
interface Arm {
  /** What the report calls it. */
  what: string
  /** Resolves to the round trips. */
  land(item: Item): Promise<number>
  /** Rows in extracted and core at the end. */
  rows(): Promise<number>
  samples: Sample[]
  landed: number
  trips: number
}

const countRows = async (sql: postgres.Sql, source: Source) =>
  (await tablesOf(sql, source)).reduce((sum, table) => sum + table.rows, 0)

type NewArm = Omit<Arm, 'samples' | 'landed' | 'trips'>

const createArm = (arm: NewArm): Arm => ({ ...arm, samples: [], landed: 0, trips: 0 })

async function withBaseline<T>(
  server: BenchServer,
  source: Source,
  number: number,
  act: (arm: Arm) => Promise<T>
): Promise<T> {
  const { what, prepareSql, ingest } = source.baselines[number] as Baseline
  const name = `bench_baseline_${source.many}_${number}`
  return await withBenchDatabase(server, name, async (sql, url) => {
    await sql.unsafe(source.vocabularySql)
    await sql.unsafe(prepareSql)
    const [client] = openClients(url, 1) as [postgres.Sql]
    const arm = createArm({
      what,
      land: (item) => ingest(client, item),
      rows: () => countRows(sql, source),
    })
    return await act(arm).finally(() => client.end({ timeout: 5 }))
  })
}

async function withPipeline<T>(
  server: BenchServer,
  source: Source,
  act: (arm: Arm) => Promise<T>
): Promise<T> {
  return await withBenchDatabase(server, `bench_pipeline_${source.many}`, async (sql, url) => {
    await sql.unsafe(source.vocabularySql)
    const lander = openLander(url, source, 'raw', 1)
    const arm = createArm({
      what: 'pipeline',
      land: (item) => lander.land(item, 0).then(() => 1),
      rows: async () => {
        await requireNoFailures(sql)
        return await countRows(sql, source)
      },
    })
    return await act(arm).finally(() => lander.end())
  })
}

/** An arm per baseline, in the order of the source. */
async function withBaselines<T>(
  server: BenchServer,
  source: Source,
  act: (arms: Arm[]) => Promise<T>,
  opened: Arm[] = []
): Promise<T> {
  if (opened.length === source.baselines.length) return await act(opened)
  return await withBaseline(server, source, opened.length, (arm) =>
    withBaselines(server, source, act, [...opened, arm])
  )
}

/** Every arm in turn; the first turn warms up and is not counted, its rows are. */
async function run(source: Source, arms: [Arm, number][], rounds: number): Promise<void> {
  const numbers = createNumbers()
  for (let turn = 0; turn <= rounds; turn++) {
    for (const [arm, count] of arms) {
      const items = source.createItems(numbers(count), count)
      const sample = await drive(items, 1, async (item) => {
        arm.trips += await arm.land(item)
      })
      arm.landed += count
      if (turn > 0) arm.samples.push(sample)
    }
  }
}

/** How many times the rate of the other, median of the rounds. */
function ratioOf(pipeline: Arm, other: Arm): number {
  const rates = other.samples.map(rateOf)
  return median(
    pipeline.samples.map((sample, turn) => rateOf(sample) / (rates[turn] ?? Number.NaN))
  )
}

async function rowOf(arm: Arm): Promise<Record<string, string | number>> {
  const all = joined(arm.samples)
  return {
    what: arm.what,
    'payloads/s': rateOf(all),
    'p50 ms': percentile(all.latencies, 0.5),
    'p99 ms': percentile(all.latencies, 0.99),
    'round trips per payload': arm.trips / arm.landed,
    'rows per payload': (await arm.rows()) / arm.landed,
  }
}

async function sectionOf(
  source: Source,
  pipeline: Arm,
  baselines: Arm[],
  { letter, target }: Task
): Promise<Section> {
  const [judged, ...others] = baselines as [Arm, ...Arm[]]
  const ratio = ratioOf(pipeline, judged)
  const rows: Section['rows'] = []
  for (const arm of [...baselines, pipeline]) rows.push(await rowOf(arm))
  const against = others.map((arm) => `${arm.what}: ${figure(ratioOf(pipeline, arm))} x`)
  return {
    title: `${letter}. Against one statement per element: ${source.many}`,
    text:
      `The baseline is the predecessor’s way: ${source.baselineText} HTTP between the two, which ` +
      'the predecessor has, is left out; statements are prepared. Pipeline: the one insert. ' +
      'Rounds alternate.',
    rows,
    targets: [
      {
        text: `the pipeline does at least ${target} x the payloads/s of the baseline`,
        measured: `${figure(ratio)} x (median of the rounds)`,
        isMet: ratio >= target,
      },
    ],
    notes: [
      `Against the others, likewise: ${against.join('; ')}. On one machine a round trip takes some ` +
        '0.1 ms; between a function and a database elsewhere it takes 1 ms and more, and the ' +
        'baseline pays it per round trip.',
      'Rows per payload shows that all do the same work. The baseline normalises, locks, checks ' +
        'order and records less than the pipeline does, and keeps no copies for the lists of the ' +
        'query API, which are not counted.',
    ],
  }
}

/** The pipeline against the predecessor's way. */
export async function comparison(
  server: BenchServer,
  source: Source,
  { rounds, baselinePayloads, pipelinePayloads }: Sizes['baseline'],
  task: Task
): Promise<Section> {
  return await withBaselines(server, source, (baselines) =>
    withPipeline(server, source, async (pipeline) => {
      const slow = baselines.map((arm): [Arm, number] => [arm, baselinePayloads])
      await run(source, [...slow, [pipeline, pipelinePayloads]], rounds)
      return await sectionOf(source, pipeline, baselines, task)
    })
  )
}
