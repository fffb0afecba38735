import type postgres from 'postgres'

/** Rows written to a table since its statistics began. */
export interface Written {
  /** `schema.name`. */
  table: string
  inserted: number
  updated: number
  deleted: number
}

/** The schemas that landing writes. */
const schemas = ['raw', 'ops', 'extracted', 'core', 'reference']

/**
 * Rows written per table so far. Sessions report when they end, so those that wrote must be closed
 * before.
 */
export async function writtenRows(sql: postgres.Sql): Promise<Written[]> {
  return await sql<Written[]>`
    select
      s.schemaname || '.' || s.relname as "table",
      s.n_tup_ins::integer as inserted,
      s.n_tup_upd::integer as updated,
      s.n_tup_del::integer as deleted
    from pg_stat_user_tables as s
    where s.schemaname = any (${schemas}::text[])
    order by array_position(${schemas}::text[], s.schemaname::text), s.relname`
}

/** What was written between two readings, tables without a write left out. */
export function difference(before: readonly Written[], after: readonly Written[]): Written[] {
  return after
    .map((now) => {
      const then = before.find(({ table }) => table === now.table)
      return {
        table: now.table,
        inserted: now.inserted - (then?.inserted ?? 0),
        updated: now.updated - (then?.updated ?? 0),
        deleted: now.deleted - (then?.deleted ?? 0),
      }
    })
    .filter((row) => row.inserted + row.updated + row.deleted > 0)
}

/** Bytes of write-ahead log that `act` made, on a server that does nothing else. */
export async function walOf(sql: postgres.Sql, act: () => Promise<unknown>): Promise<number> {
  const [before] = await sql<{ lsn: string }[]>`select pg_current_wal_insert_lsn()::text as lsn`
  await act()
  const [row] = await sql<{ bytes: string }[]>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), ${before?.lsn ?? ''}::text::pg_lsn) as bytes`
  return Number(row?.bytes)
}
