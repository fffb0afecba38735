import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import {
  batch,
  clear,
  connections,
  createCounter,
  type Engine,
  requireOpen,
  type Way,
} from './engine.ts'
import { type Engines, withEngines } from './engines.ts'
import { drive, joined, median, percentile, rateOf, type Sample, secondsOf } from './measure.ts'
import { figure, type Section, type Target } from './report.ts'
import type { BenchServer } from './server.ts'
import type { Sizes } from './sizes.ts'

type Size = Sizes['outbound']

/** What was measured of an engine: a sample per round. */
interface Tally {
  engine: Engine
  many: Sample[]
  one: Sample[]
  ways: { way: Way; done: Sample[]; latencies: number[] }[]
}

/** No answer in this time is a failure. */
const limitMs = 60_000

const createTally = (engine: Engine): Tally => ({
  engine,
  many: [],
  one: [],
  ways: engine.ways.map((way) => ({ way, done: [], latencies: [] })),
})

/** Works until the jobs are done, or for some time. Errors: jobs are told done that are not. */
async function drain(
  sql: postgres.Sql,
  { engine, way }: { engine: Engine; way: Way },
  jobs: number,
  seconds: number
): Promise<Sample> {
  const counter = createCounter()
  const started = performance.now()
  const stop = await way.work(counter.add)
  // At least one is waited for: a rate of 0 would say nothing.
  const some = await counter.until(jobs, seconds * 1000)
  const count = some > 0 ? some : await counter.until(1, limitMs)
  const sample = { count, seconds: (performance.now() - started) / 1000, latencies: [] }
  await stop()
  await requireOpen(sql, engine, jobs - count)
  return sample
}

/** Everything once for one engine. */
async function round(sql: postgres.Sql, tally: Tally, size: Size): Promise<void> {
  const { engine } = tally
  await clear(sql, engine)
  const singles = Array.from({ length: size.singles }, (_, row) => row)
  tally.one.push(await drive(singles, connections, engine.enqueueOne))
  const many: Sample[] = []
  for (const { way, done } of tally.ways.filter((one) => one.way.measures.includes('rate'))) {
    await clear(sql, engine)
    const seconds = await secondsOf(() => engine.enqueueMany(size.jobs))
    many.push({ count: size.jobs, seconds, latencies: [] })
    done.push(await drain(sql, { engine, way }, size.jobs, size.seconds))
  }
  tally.many.push(joined(many))
}

/** Times from enqueuing a job to its end, while there is no other; at moments that mean nothing. */
async function idle(
  sql: postgres.Sql,
  { engine, way }: { engine: Engine; way: Way },
  { told, looking }: Size['idle']
): Promise<number[]> {
  await clear(sql, engine)
  const counter = createCounter()
  const stop = await way.work(counter.add)
  const enqueue = way.enqueueOne ?? engine.enqueueOne
  const latencies: number[] = []
  const jobs = way.pollMs === 0 ? told : looking
  // The first one warms up.
  for (let job = 0; job <= jobs; job++) {
    await sleep(20 + Math.random() * Math.max(30, way.pollMs))
    const started = performance.now()
    await enqueue()
    const done = await counter.until(job + 1, limitMs)
    if (done !== job + 1) throw new Error(`${way.what}: job ${job} was done ${done - job} times`)
    if (job > 0) latencies.push(performance.now() - started)
  }
  await stop()
  return latencies
}

async function measure(sql: postgres.Sql, engines: Engines, size: Size): Promise<Tally[]> {
  const all = [engines.outbox, engines.graphile, engines.pgBoss]
  // Plans, caches and just-in-time compilers first.
  const little = { ...size, jobs: Math.ceil(size.jobs / 20), seconds: size.seconds / 5 }
  for (const engine of all) await round(sql, createTally(engine), little)
  const tallies = all.map(createTally)
  for (let turn = 0; turn < size.rounds; turn++) {
    for (let step = 0; step < tallies.length; step++) {
      await round(sql, tallies[(step + turn) % tallies.length] as Tally, size)
    }
  }
  for (const { engine, ways } of tallies) {
    for (const one of ways.filter(({ way }) => way.measures.includes('latency'))) {
      one.latencies = await idle(sql, { engine, way: one.way }, size.idle)
    }
  }
  return tallies
}

function rowsOf({ many, one, ways }: Tally): Section['rows'] {
  return ways.map(({ way, done, latencies }, index) => ({
    what: way.what,
    'enqueued in bulk/s': index === 0 ? rateOf(joined(many)) : '',
    'enqueued singly/s': index === 0 ? rateOf(joined(one)) : '',
    'done/s': done.length === 0 ? '' : rateOf(joined(done)),
    'idle p50 ms': latencies.length === 0 ? '' : percentile(latencies, 0.5),
    'idle p99 ms': latencies.length === 0 ? '' : percentile(latencies, 0.99),
  }))
}

/** How many times the rate of the other, median of the rounds. */
function ratio(ours: readonly Sample[], other: readonly Sample[]): number {
  return median(ours.map((sample, turn) => rateOf(sample) / rateOf(other[turn] ?? sample)))
}

/** Against the fastest way of pg-boss, and the unbatched one of graphile-worker. */
function target(what: string, ours: Sample[], graphile: Sample[], boss: Sample[][]): Target {
  const ahead = Math.min(...boss.map((other) => ratio(ours, other)))
  const near = ratio(ours, graphile)
  return {
    text: `${what}: ahead of pg-boss, and at least 1/2 of graphile-worker's unbatched mode`,
    measured: `${figure(ahead)} x and ${figure(near)} x (medians of the rounds)`,
    isMet: ahead > 1 && near >= 0.5,
  }
}

function latencyTarget([ours, graphile, boss]: Tally[]): Target {
  const best = (tally: Tally | undefined) =>
    Math.min(
      ...(tally?.ways ?? [])
        .filter(({ latencies }) => latencies.length > 0)
        .map(({ latencies }) => percentile(latencies, 0.5))
    )
  const [own, notified, polled] = [best(ours), best(graphile), best(boss)]
  return {
    text: 'p50 on an idle queue: below that of pg-boss, and at most 2 x that of graphile-worker',
    measured: `${figure(own)} ms, against ${figure(polled)} ms and ${figure(notified)} ms`,
    isMet: own < polled && own <= 2 * notified,
  }
}

const doneOf = (tally: Tally, way: number) => tally.ways[way]?.done ?? []

function sectionOf(tallies: Tally[], { jobs }: Size): Section {
  const [ours, graphile, boss] = tallies as [Tally, Tally, Tally]
  const bossWays = boss.ways.map(({ done }) => done)
  const single = ratio(doneOf(ours, 1), doneOf(graphile, 0))
  return {
    title: 'k. The outbox’s engine beside graphile-worker and pg-boss',
    text:
      'Jobs that do nothing, no limiter, one database; the engines take turns in one process, ' +
      `each with ${connections} connections (graphile-worker: one more, to listen). ` +
      `${figure(jobs)} jobs are enqueued by one call and then done; single ones are enqueued ` +
      `over all connections. The outbox is measured through the worker’s own queue ` +
      '(api.claim_deliveries, api.finish_deliveries), without requests and with them. Idle: one ' +
      'job at a time, from the call that enqueues it to its end.',
    rows: tallies.flatMap(rowsOf),
    targets: [
      target('done/s', doneOf(ours, 0), doneOf(graphile, 0), bossWays),
      target('enqueued in bulk/s', ours.many, graphile.many, [boss.many]),
      target('enqueued singly/s', ours.one, graphile.one, [boss.one]),
      latencyTarget(tallies),
    ],
    notes: [
      `The worker claims and reports up to ${batch} at a time, so that is the mode that the ` +
        `targets are about. One at a time, which it never does, the outbox does ` +
        `${figure(single)} x of graphile-worker’s unbatched mode.`,
      'The outbox keeps what others drop: a delivery and a receipt per job. Its end is when the ' +
        'database has it; graphile-worker and pg-boss tell of theirs a round trip earlier.',
    ],
  }
}

/** The engine of the outbox beside two others. */
export async function outbound(server: BenchServer, { outbound: size }: Sizes): Promise<Section> {
  return await withEngines(server, 'bench_outbound', async (sql, engines) =>
    sectionOf(await measure(sql, engines, size), size)
  )
}
