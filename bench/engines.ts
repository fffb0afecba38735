import type postgres from 'postgres'
import type { Engine } from './engine.ts'
import { openGraphile } from './engine-graphile.ts'
import { openOutbox } from './engine-outbox.ts'
import { openPgBoss } from './engine-pg-boss.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'

/** The queues under test, in one database. */
export interface Engines {
  outbox: Engine
  graphile: Engine
  pgBoss: Engine
}

/** Runs `act` with our outbox, graphile-worker and pg-boss in a database of their own. */
export async function withEngines<T>(
  server: BenchServer,
  name: string,
  act: (sql: postgres.Sql, engines: Engines, url: string) => Promise<T>
): Promise<T> {
  return await withBenchDatabase(server, name, async (sql, url) => {
    const outbox = await openOutbox(sql, url, await server.edgeUrl(url))
    const graphile = await openGraphile(url)
    const pgBoss = await openPgBoss(url)
    try {
      return await act(sql, { outbox, graphile, pgBoss }, url)
    } finally {
      await Promise.allSettled([outbox, graphile, pgBoss].map((engine) => engine.end()))
    }
  })
}
