import type postgres from 'postgres'
import { ingestByCalls, ingestInTransaction } from './baseline.ts'
import {
  createItems,
  createNumbers,
  type Item,
  openClients,
  openLander,
  requireNoFailures,
} from './lander.ts'
import { drive, joined, median, percentile, rateOf, type Sample } from './measure.ts'
import { figure, type Section } from './report.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'
import type { Sizes } from './sizes.ts'
import { tablesOf } from './twins.ts'

/** The open vocabularies as they are after a while, so that nobody pays for their creation. */
export const vocabularySql = `
  select reference.ensure_technologies(array_agg('Technology ' || n))
  from generate_series(0, 1999) as n`

interface Arm {
  land(item: Item): Promise<unknown>
  /** Rows in extracted and core at the end. */
  rows(): Promise<number>
  samples: Sample[]
  landed: number
  trips: number
}

const countRows = async (sql: postgres.Sql) =>
  (await tablesOf(sql)).reduce((sum, table) => sum + table.rows, 0)

async function withBaseline<T>(
  server: BenchServer,
  name: string,
  ingest: typeof ingestByCalls,
  act: (arm: Arm) => Promise<T>
): Promise<T> {
  return await withBenchDatabase(server, name, async (sql, url) => {
    await sql.unsafe(vocabularySql)
    // The baseline lands in the same tables; its code does what the trigger would.
    await sql.unsafe('drop trigger t10_land on raw.companyenrich_payloads')
    const [client] = openClients(url, 1) as [postgres.Sql]
    const arm: Arm = {
      land: async (item) => {
        arm.trips += await ingest(client, item)
      },
      rows: () => countRows(sql),
      samples: [],
      landed: 0,
      trips: 0,
    }
    return await act(arm).finally(() => client.end({ timeout: 5 }))
  })
}

async function withPipeline<T>(server: BenchServer, act: (arm: Arm) => Promise<T>): Promise<T> {
  return await withBenchDatabase(server, 'bench_pipeline', async (sql, url) => {
    await sql.unsafe(vocabularySql)
    const lander = openLander(url, 'raw', 1)
    const arm: Arm = {
      land: async (item) => {
        arm.trips += 1
        await lander.land(item, 0)
      },
      rows: async () => {
        await requireNoFailures(sql)
        return await countRows(sql)
      },
      samples: [],
      landed: 0,
      trips: 0,
    }
    return await act(arm).finally(() => lander.end())
  })
}

/** Every arm in turn; the first turn warms up and is not counted, its rows are. */
async function run(arms: [Arm, number][], rounds: number): Promise<void> {
  const numbers = createNumbers()
  for (let turn = 0; turn <= rounds; turn++) {
    for (const [arm, count] of arms) {
      const sample = await drive(createItems(numbers(count), count), 1, arm.land)
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

async function rowOf(what: string, arm: Arm): Promise<Record<string, string | number>> {
  const all = joined(arm.samples)
  return {
    what,
    'payloads/s': rateOf(all),
    'p50 ms': percentile(all.latencies, 0.5),
    'p99 ms': percentile(all.latencies, 0.99),
    'round trips per payload': arm.trips / arm.landed,
    'rows per payload': (await arm.rows()) / arm.landed,
  }
}

async function sectionOf(pipeline: Arm, calls: Arm, transaction: Arm): Promise<Section> {
  const ratio = ratioOf(pipeline, calls)
  return {
    title: 'c. Against one statement per element',
    text:
      'The baseline is the predecessor’s way: TypeScript reads the document and sends one upsert ' +
      'per element and table, with select-then-insert for companies, names, technologies and ' +
      'industries and a query per look-up, into the same tables, over one connection. HTTP ' +
      'between the two, which the predecessor has, is left out; statements are prepared, known ' +
      'technologies exist. Pipeline: the one insert. Rounds alternate.',
    rows: [
      await rowOf('baseline: a commit per statement, as by a data API', calls),
      await rowOf('baseline in one transaction', transaction),
      await rowOf('pipeline', pipeline),
    ],
    targets: [
      {
        text: 'the pipeline does at least 20 x the payloads/s of the baseline',
        measured: `${figure(ratio)} x (median of the rounds)`,
        isMet: ratio >= 20,
      },
    ],
    notes: [
      `Against the baseline in one transaction: ${figure(ratioOf(pipeline, transaction))} x. On ` +
        'one machine a round trip takes some 0.1 ms; between a function and a database elsewhere ' +
        'it takes 1 ms and more, and the baseline pays it per round trip.',
      'Rows per payload shows that all do the same work. The baseline normalises, locks, checks ' +
        'order and records less than the pipeline does.',
    ],
  }
}

/** The pipeline against the predecessor's way. */
export async function comparison(server: BenchServer, { baseline }: Sizes): Promise<Section> {
  const { rounds, baselinePayloads, pipelinePayloads } = baseline
  return await withBaseline(server, 'bench_calls', ingestByCalls, (calls) =>
    withBaseline(server, 'bench_transaction', ingestInTransaction, (transaction) =>
      withPipeline(server, async (pipeline) => {
        const arms: [Arm, number][] = [
          [calls, baselinePayloads],
          [transaction, baselinePayloads],
          [pipeline, pipelinePayloads],
        ]
        await run(arms, rounds)
        return await sectionOf(pipeline, calls, transaction)
      })
    )
  )
}
