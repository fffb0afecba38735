import type postgres from 'postgres'
import { companies } from './companies.ts'
import { type HttpLander, openHttpLander } from './http.ts'
import { createNumbers, type Lander, openLander, requireNoFailures, twinSql } from './lander.ts'
import { drive, joined, median, percentile, rateOf, type Sample } from './measure.ts'
import { figure, type Section, type Target } from './report.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'
import type { Sizes } from './sizes.ts'
import type { Item } from './source.ts'

type Arm = 'floor' | 'pipeline' | 'http'

/** Where the payloads of each arm go. */
type Arms = Record<Arm, { land(item: Item, worker: number): Promise<unknown> }>

/** The least share of the floor's rate that the pipeline must reach, by connections. */
const floorShares: Record<number, number> = { 1: 1 / 5, 8: 1 / 8 }

const names: Record<Arm, string> = {
  floor: 'floor: bare insert into the twin',
  pipeline: 'pipeline: insert into raw',
  http: 'HTTP: POST to the function',
}

/** Every arm once, in an order that turns with the round; new companies for each. */
async function round(
  arms: Arms,
  connections: number,
  count: number,
  turn: number,
  numbers: (count: number) => number
): Promise<Record<Arm, Sample>> {
  const items = companies.createItems(numbers(count), count)
  // The functions write into the same tables as the pipeline: other companies for them.
  const sent = companies.createItems(numbers(count), count)
  const samples: Partial<Record<Arm, Sample>> = {}
  const order: Arm[] = ['floor', 'pipeline', 'http']
  for (let step = 0; step < order.length; step++) {
    const arm = order[(step + turn) % order.length] as Arm
    samples[arm] = await drive(arm === 'http' ? sent : items, connections, arms[arm].land)
  }
  return samples as Record<Arm, Sample>
}

interface Outcome {
  connections: number
  samples: Record<Arm, Sample>
  /** Rate of the pipeline over that of the floor, median of the rounds. */
  share: number
}

async function measure(
  arms: Arms,
  rounds: number,
  { connections, count }: { connections: number; count: number },
  numbers: (count: number) => number
): Promise<Outcome> {
  // Plans, caches and just-in-time compilers first.
  await round(arms, connections, Math.max(count, connections * 5), 0, numbers)
  const all: Record<Arm, Sample>[] = []
  for (let turn = 0; turn < rounds; turn++) {
    all.push(await round(arms, connections, count, turn, numbers))
  }
  const samples = {
    floor: joined(all.map((one) => one.floor)),
    pipeline: joined(all.map((one) => one.pipeline)),
    http: joined(all.map((one) => one.http)),
  }
  const share = median(all.map((one) => rateOf(one.pipeline) / rateOf(one.floor)))
  return { connections, samples, share }
}

function rowsOf({ connections, samples }: Outcome): Record<string, string | number>[] {
  return (Object.keys(names) as Arm[]).map((arm) => ({
    connections,
    what: names[arm],
    'payloads/s': rateOf(samples[arm]),
    'p50 ms': percentile(samples[arm].latencies, 0.5),
    'p99 ms': percentile(samples[arm].latencies, 0.99),
    'of the floor': figure(rateOf(samples[arm]) / rateOf(samples.floor)),
  }))
}

function targetOf({ connections, share }: Outcome): Target[] {
  const least = floorShares[connections]
  if (least === undefined) return []
  return [
    {
      text:
        `with ${connections} connection${connections === 1 ? '' : 's'}, the pipeline lands at ` +
        `least 1/${1 / least} of the floor's payloads/s`,
      measured: `1/${figure(1 / share)} (median of the rounds)`,
      isMet: share >= least,
    },
  ]
}

async function measureAll(
  sizes: Sizes['landing'],
  url: string,
  http: HttpLander
): Promise<Outcome[]> {
  const numbers = createNumbers()
  const outcomes: Outcome[] = []
  for (const size of sizes.payloads) {
    const floor: Lander = openLander(url, companies, 'bench', size.connections)
    const pipeline: Lander = openLander(url, companies, 'raw', size.connections)
    try {
      outcomes.push(await measure({ floor, pipeline, http }, sizes.rounds, size, numbers))
    } finally {
      await floor.end()
      await pipeline.end()
    }
  }
  return outcomes
}

/** Landing one payload at a time: the bare insert, the pipeline, and the functions over HTTP. */
export async function landing(server: BenchServer, { landing: sizes }: Sizes): Promise<Section> {
  return await withBenchDatabase(server, 'bench_landing', async (sql: postgres.Sql, url) => {
    await sql.unsafe(twinSql(companies))
    const most = Math.max(...sizes.payloads.map(({ connections }) => connections))
    const http = await openHttpLander(server, url, most)
    const outcomes = await measureAll(sizes, url, http).finally(() => http.end())
    await requireNoFailures(sql)
    return {
      title: 'a. Landing, one payload at a time',
      text:
        'The floor inserts a payload into an index-only twin of the raw table (same columns, ' +
        'constraints and indexes, no trigger); the pipeline inserts the same payload into the ' +
        'raw table, whose trigger fills extracted and core before it commits. Each insert is a ' +
        'transaction of its own, every company is new, rounds of the arms alternate. HTTP is the ' +
        'whole way: sender, function in Deno (with up to 8 database connections), key check, ' +
        'one call of SQL.',
      rows: outcomes.flatMap(rowsOf),
      targets: outcomes.flatMap(targetOf),
      notes: [
        'Sender, functions and database share the cores of the machine, so 8 connections are ' +
          'bound by its CPU; the sender takes a larger part of the floor than of the pipeline.',
      ],
    }
  })
}
