import type postgres from 'postgres'
import { connect } from '../scripts/db/connection.ts'
import { type LeadSizes, leadStatements } from './leads-data.ts'
import { leadIndexStatements, leadVacuum } from './leads-index.ts'

/** Statements side by side, on as many sessions as the machine has cores to spare: two. */
async function beside(url: string, statements: readonly string[]): Promise<void> {
  const open = [...statements]
  const work = async () => {
    const sql = connect(url)
    try {
      // Rows are made right: no foreign keys and triggers per row.
      await sql.unsafe(`set session_replication_role = replica; set work_mem = '256MB';
        set maintenance_work_mem = '512MB'`)
      for (let next = open.shift(); next !== undefined; next = open.shift()) await sql.unsafe(next)
    } finally {
      await sql.end({ timeout: 5 })
    }
  }
  await Promise.all([work(), work()])
}

/** Indexes of core that no constraint needs: building them afterwards is much quicker. */
async function dropIndexes(sql: postgres.Sql): Promise<string[]> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index as i
    inner join pg_class as c on c.oid = i.indrelid
    inner join pg_namespace as n on n.oid = c.relnamespace and n.nspname = 'core'
    where not exists (select from pg_constraint as k where k.conindid = i.indexrelid)`
  if (indexes.length === 0) return []
  await sql.unsafe(`drop index ${indexes.map(({ name }) => name).join(', ')}`)
  return indexes.map(({ definition }) => definition)
}

/** Fills core and its read models with leads, and leaves them vacuumed and analysed. */
export async function loadLeads(sql: postgres.Sql, url: string, sizes: LeadSizes): Promise<void> {
  const indexes = await dropIndexes(sql)
  for (const statements of leadStatements(sizes)) await beside(url, statements)
  await sql.unsafe('analyze')
  for (const statements of leadIndexStatements()) await beside(url, statements)
  await beside(url, indexes)
  await sql.unsafe(leadVacuum)
}
