import { connect, withClient } from '../scripts/db/connection.ts'
import type { GrowingSource } from './source.ts'

/** The statements, two at a time, the first ones first. */
async function runAll(databaseUrl: string, statements: readonly string[]): Promise<void> {
  const open = [...statements]
  const work = async () => {
    const sql = connect(databaseUrl)
    try {
      // Triggers and foreign keys do not fire; the values hold all the same.
      await sql.unsafe(
        `set session_replication_role = replica; set synchronous_commit = off;
         set enable_hashjoin = off; set enable_mergejoin = off;
         set maintenance_work_mem = '512MB'`
      )
      for (let text = open.shift(); text !== undefined; text = open.shift()) await sql.unsafe(text)
    } finally {
      await sql.end({ timeout: 5 })
    }
  }
  await Promise.all([work(), work()])
}

/** Drops the indexes that carry no constraint; returns the statements that build them again. */
async function dropIndexes(databaseUrl: string): Promise<string[]> {
  return await withClient(databaseUrl, async (sql) => {
    const indexes = await sql<{ name: string; definition: string }[]>`
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
      from pg_index as i
      inner join pg_class as c on c.oid = i.indexrelid
      inner join pg_namespace as n on n.oid = c.relnamespace
      where n.nspname in ('raw', 'ops', 'extracted', 'core')
        and not exists (select from pg_constraint as k where k.conindid = i.indexrelid)
      order by 1`
    await sql.unsafe(`drop index ${indexes.map(({ name }) => name).join(', ')}`)
    return indexes.map(({ definition }) => definition)
  })
}

/**
 * Fills a database with what `count` payloads would have left in core, and what stands before that
 * in extracted, ops and raw (there with an empty document). Indexes are built once the rows are
 * there.
 */
export async function loadStock(
  databaseUrl: string,
  { vocabularySql, stock }: GrowingSource,
  count: number
): Promise<void> {
  await withClient(databaseUrl, (sql) =>
    sql.unsafe(`${vocabularySql}; ${stock.entitiesSql(count)}`)
  )
  const indexes = await dropIndexes(databaseUrl)
  await runAll(databaseUrl, stock.statements())
  await runAll(databaseUrl, indexes)
  await withClient(databaseUrl, async (sql) => {
    await sql.unsafe(`select setval('raw.landing_no_seq', ${count})`)
    await sql.unsafe('vacuum (analyze)')
  })
}
