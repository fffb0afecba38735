import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import { withClient } from '../scripts/db/connection.ts'
import { clear, createCounter, type Engine, type Way } from './engine.ts'
import { withEngines } from './engines.ts'
import { figure, type Section } from './report.ts'
import type { BenchServer } from './server.ts'
import type { Sizes } from './sizes.ts'

type Size = Sizes['outboundSnapshot']

/** What an engine did before and while an old snapshot was held. */
interface Outcome {
  way: Way
  /** Jobs a second in each window of time. */
  before: number
  held: number[]
  jobs: number
  deadInQueue: number
  deadInAll: number
}

/** Keeps jobs waiting, so that the engine is never idle, until stopped. */
function feed(engine: Engine, done: () => number, backlog: number): () => Promise<void> {
  let isOver = false
  let enqueued = 0
  const run = async () => {
    while (!isOver) {
      if (enqueued - done() >= backlog) {
        await sleep(5)
        continue
      }
      await engine.enqueueMany(backlog)
      enqueued += backlog
    }
  }
  const running = run()
  // Looked at when it is stopped.
  running.catch(() => {})
  return async () => {
    isOver = true
    await running
  }
}

/** Rows of tables, and of their partitions, that were replaced or deleted so far. */
async function outdatedRows(sql: postgres.Sql, tables: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select sum(s.n_tup_upd + s.n_tup_del)::float8 as n
    from unnest(string_to_array(${tables}, ', ')) as t (name)
    inner join pg_stat_user_tables as s
      on s.relid = t.name::regclass
      or s.relid in (select i.inhrelid from pg_inherits as i where i.inhparent = t.name::regclass)`
  return row?.n ?? Number.NaN
}

/** Jobs a second in each of so many windows. */
async function watch(done: () => number, windows: number, seconds: number): Promise<number[]> {
  const rates: number[] = []
  for (let window = 0; window < windows; window++) {
    const [count, at] = [done(), performance.now()]
    await sleep(seconds * 1000)
    rates.push(((done() - count) * 1000) / (performance.now() - at))
  }
  return rates
}

/** Works under an old snapshot; what becomes outdated meanwhile cannot be removed. */
async function workHeld(
  sql: postgres.Sql,
  url: string,
  engine: Engine,
  { done, work }: { done: () => number; work: () => Promise<number[]> }
): Promise<Omit<Outcome, 'way' | 'before'>> {
  const outdated = (tables: string) => outdatedRows(sql, tables)
  return await withClient(url, (holder) =>
    holder.begin('isolation level repeatable read', async (transaction) => {
      await transaction`select count(*) from pg_class`
      const start = done()
      const before = [await outdated(engine.table), await outdated(engine.jobTables)] as const
      const held = await work()
      // Sessions report what they wrote every second.
      await sleep(1000)
      return {
        held,
        jobs: done() - start,
        deadInQueue: (await outdated(engine.table)) - before[0],
        deadInAll: (await outdated(engine.jobTables)) - before[1],
      }
    })
  )
}

async function measure(
  sql: postgres.Sql,
  url: string,
  { engine, way }: { engine: Engine; way: Way },
  { windows, windowSeconds, backlog }: Size
): Promise<Outcome> {
  await clear(sql, engine)
  const { add, total, until } = createCounter()
  const stopFeeding = feed(engine, total, backlog)
  const stopWorking = await way.work(add)
  await until(backlog, 60_000)
  const [before = Number.NaN] = await watch(total, 1, windowSeconds)
  const work = () => watch(total, windows, windowSeconds)
  const found = await workHeld(sql, url, engine, { done: total, work })
  await stopFeeding()
  await stopWorking()
  return { way, before, ...found }
}

function rowOf({ way, before, held, jobs, deadInQueue, deadInAll }: Outcome): Section['rows'][0] {
  const last = held.at(-1) ?? Number.NaN
  return {
    what: way.what,
    'before, done/s': before,
    'first window': held[0] ?? Number.NaN,
    'middle window': held[Math.floor(held.length / 2)] ?? Number.NaN,
    'last window': last,
    loss: `${figure((1 - last / before) * 100)} %`,
    'jobs while held': jobs,
    'dead rows in the queue': deadInQueue,
    'dead rows in all its tables': deadInAll,
  }
}

/** Throughput while another connection holds an old snapshot. */
export async function outboundSnapshot(
  server: BenchServer,
  { outboundSnapshot: size }: Sizes
): Promise<Section> {
  return await withEngines(server, 'bench_snapshot', async (sql, engines, url) => {
    const { outbox, graphile, pgBoss } = engines
    const arms: [Engine, Way | undefined][] = [
      [outbox, outbox.ways[0]],
      [graphile, graphile.ways[0]],
      [graphile, graphile.ways[1]],
      [pgBoss, pgBoss.ways[0]],
    ]
    const rows: Section['rows'] = []
    for (const [engine, way] of arms) {
      console.error(`  ${way?.what} ...`)
      rows.push(rowOf(await measure(sql, url, { engine, way: way as Way }, size)))
      await server.checkpoint()
    }
    const held = size.windows * size.windowSeconds
    return {
      title: 'l. The same while another connection holds an old snapshot',
      text:
        `A REPEATABLE READ transaction of another connection is open for ${figure(held)} s, so ` +
        'that no dead row can be removed, while jobs are enqueued (in bulk, some ' +
        `${figure(size.backlog)} waiting at any time) and done as fast as the engine can. Windows ` +
        `of ${figure(size.windowSeconds)} s; loss: the last one against the one before the ` +
        'transaction began. Who does more jobs leaves more dead rows.',
      rows,
      targets: [],
      notes: [
        'A claim of the outbox begins where the last one of its session ended, so it does not ' +
          'read the dead entries of the index before that; every 5 s it begins at the front.',
      ],
    }
  })
}
