import postgres from 'postgres'
import { withSslMode } from '../scripts/db/connection.ts'
import type { Item, Source } from './source.ts'

/** Gives numbers of companies or people that no earlier call gave. */
export function createNumbers(): (count: number) => number {
  let next = 1
  return (count) => {
    next += count
    return next - count
  }
}

/** Connections that insert payloads, each with its own prepared statement. */
export interface Lander {
  land(item: Item, connection: number): Promise<unknown>
  end(): Promise<void>
}

/** Clients of one connection each; statements are prepared, so that planning counts once. */
export function openClients(url: string, connections: number): postgres.Sql[] {
  const options = { max: 1, prepare: true, fetch_types: false, onnotice: () => undefined }
  return Array.from({ length: connections }, () => postgres(withSslMode(url), options))
}

/** Opens connections that insert into the raw table or its twin, one payload at a time. */
export function openLander(
  url: string,
  { rawTable, keyColumn }: Source,
  schema: 'raw' | 'bench',
  connections: number
): Lander {
  const clients = openClients(url, connections)
  return {
    land: ({ key, payload }, connection) => {
      const sql = clients[connection] as postgres.Sql
      return sql`
        insert into ${sql(schema)}.${sql(rawTable)} (${sql(keyColumn)}, payload)
        values (${key}, ${payload}::text::jsonb)`
    },
    end: async () => {
      await Promise.all(clients.map((sql) => sql.end({ timeout: 5 })))
    },
  }
}

/** An index-only twin of the raw table: the same columns, defaults and indexes, no trigger. */
export const twinSql = ({ rawTable }: Source) => `
  create schema if not exists bench;
  create table bench.${rawTable} (like raw.${rawTable} including all)`

/** Errors: when a payload was not taken, since a benchmark of failures would be worthless. */
export async function requireNoFailures(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ count: number; message: string | null }[]>`
    select count(*)::integer as count, min(f.message) as message from ops.failures as f`
  if (row && row.count > 0) throw new Error(`${row.count} payloads failed: ${row.message}`)
}
