import type postgres from 'postgres'
import { connect } from '../scripts/db/connection.ts'
import { requireNoFailures } from './lander.ts'
import { median, secondsOf } from './measure.ts'
import { figure, type Section } from './report.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'
import type { Sizes } from './sizes.ts'
import type { Item, Source, Task } from './source.ts'
import { walOf } from './statistics.ts'
import { createTwins, emptyAll, type Table, tablesOf, twinName, wantedName } from './twins.ts'

/** Payloads wait in a table, so that sending them is not measured. */
async function stage(sql: postgres.Sql, source: Source, count: number): Promise<void> {
  await sql.unsafe('create schema bench; create table bench.staged (key text, payload jsonb)')
  const slice = 1000
  for (let first = 1; first <= count; first += slice) {
    const items = source.createItems(first, Math.min(slice, count - first + 1))
    await sql`
      insert into bench.staged (key, payload)
      select i.key, i.payload
      from jsonb_to_recordset(${`[${items.map(asJson).join(',')}]`}::text::jsonb)
        as i (key text, payload jsonb)`
  }
}

const asJson = ({ key, payload }: Item) => `{"key":${JSON.stringify(key)},"payload":${payload}}`

/** Each measurement has a session of its own, as a backfill has. */
async function inNewSession(url: string, act: (sql: postgres.Sql) => Promise<unknown>) {
  const sql = connect(url)
  try {
    await sql`select 1`
    return await secondsOf(() => act(sql))
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const bulk = (sql: postgres.Sql, { rawTable, keyColumn }: Source) => sql`
  insert into raw.${sql(rawTable)} (${sql(keyColumn)}, payload)
  select s.key, s.payload from bench.staged as s`

const floor = (sql: postgres.Sql, tables: readonly Table[]) =>
  sql.begin(async (transaction) => {
    for (const table of tables) {
      await transaction.unsafe(
        `insert into ${twinName(table)} (${table.columns}) ` +
          `select ${table.columns} from ${wantedName(table)}`
      )
    }
  })

interface Outcome {
  bulk: number[]
  floor: number[]
  bulkWal: number
  floorWal: number
  rows: number
}

async function measure(server: BenchServer, source: Source, size: Sizes['bulk']): Promise<Outcome> {
  return await withBenchDatabase(server, `bench_bulk_${source.many}`, async (sql, url) => {
    await sql.unsafe(source.vocabularySql)
    await stage(sql, source, size.payloads)
    // Once ahead: it gives the rows that the floor writes, and fills the open vocabularies.
    await bulk(sql, source)
    await requireNoFailures(sql)
    const tables = await tablesOf(sql, source)
    await createTwins(sql, tables)
    await sql.unsafe('vacuum analyze')
    const outcome: Outcome = { bulk: [], floor: [], bulkWal: 0, floorWal: 0, rows: 0 }
    outcome.rows = tables.reduce((sum, table) => sum + table.rows, 0)
    const runBulk = async () => {
      outcome.bulkWal = await walOf(sql, async () => {
        outcome.bulk.push(await inNewSession(url, (client) => bulk(client, source)))
      })
    }
    const runFloor = async () => {
      outcome.floorWal = await walOf(sql, async () => {
        outcome.floor.push(await inNewSession(url, (client) => floor(client, tables)))
      })
    }
    for (let turn = 0; turn < size.rounds; turn++) {
      for (const run of turn % 2 === 0 ? [runBulk, runFloor] : [runFloor, runBulk]) {
        await emptyAll(sql, source, tables)
        await server.checkpoint()
        await run()
      }
    }
    await requireNoFailures(sql)
    return outcome
  })
}

/** Many payloads in one statement, against the mere writing of the resulting rows. */
export async function bulkLanding(
  server: BenchServer,
  source: Source,
  size: Sizes['bulk'],
  { letter, target }: Task
): Promise<Section> {
  const outcome = await measure(server, source, size)
  const ratio = median(outcome.bulk) / median(outcome.floor)
  const row = (what: string, seconds: readonly number[], wal: number) => ({
    what,
    'median s': median(seconds),
    'least s': Math.min(...seconds),
    'payloads/s': size.payloads / median(seconds),
    'rows/s': outcome.rows / median(seconds),
    'WAL MB': wal / 2 ** 20,
  })
  return {
    title: `${letter}. Bulk: ${figure(size.payloads)} ${source.many} in one statement`,
    text:
      'The row floor writes the extracted and core rows of these payloads, already computed and ' +
      'sorted by primary key, into identical empty tables (indexes, checks, foreign keys), one ' +
      '`insert ... select` per table in one transaction. Bulk is one `insert into raw ... select` ' +
      'of the payloads into empty tables: landing, locking, parsing, look-ups, coalescing and the ' +
      'same rows. Both start after a checkpoint, alternating.',
    rows: [
      row('row floor', outcome.floor, outcome.floorWal),
      row('bulk', outcome.bulk, outcome.bulkWal),
    ],
    targets: [
      {
        text: `bulk takes at most ${target} x the row floor`,
        measured: `${figure(ratio)} x (medians of ${size.rounds})`,
        isMet: ratio <= target,
      },
    ],
    notes: [
      `${figure(outcome.rows / size.payloads)} rows of extracted and core per payload. Bulk also ` +
        'writes what the floor does not: the raw rows, ops.entities and ops.documents, and what no look-up knew.',
    ],
  }
}
