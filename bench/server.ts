import { totalmem } from 'node:os'
import type postgres from 'postgres'
import { startCluster } from '../scripts/cluster.ts'
import { connect, withClient, withDatabase } from '../scripts/db/connection.ts'
import { edgeLogin, prepareDatabase } from '../scripts/local-database.ts'

/** Settings that differ from PostgreSQL's own; durability stays as in production. */
function serverSettings(isQuick: boolean): Record<string, string> {
  const quarter = Math.floor(totalmem() / 4 / 2 ** 20)
  return {
    shared_buffers: isQuick ? '256MB' : `${Math.min(4096, quarter)}MB`,
    max_wal_size: '16GB',
    checkpoint_timeout: '15min',
    max_connections: '50',
  }
}

/** The settings that the report shows, read back from the server. */
const shownSettings = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_level',
  'shared_buffers',
  'max_wal_size',
  'checkpoint_timeout',
  'work_mem',
  'autovacuum',
  'jit',
]

/** The server of a run: throwaway, durable, with a template of the migrated database. */
export interface BenchServer {
  /** `PostgreSQL 17.x` as the server says it. */
  version: string
  /** Settings that matter here, as the server uses them. */
  settings: Record<string, string>
  /** Hash of sql/ as applied. */
  bundleHash: string
  /** A fresh copy of the migrated database; resolves to its superuser URL. */
  createDatabase(name: string): Promise<string>
  dropDatabase(name: string): Promise<void>
  /** The URL of pipeline_edge on one of the databases. */
  edgeUrl(url: string): Promise<string>
  /** Writes all dirty pages, so that the next measurement starts from a known state. */
  checkpoint(): Promise<void>
  /** What else must end when the run is cut short. */
  guests: Set<() => Promise<unknown>>
  stop(): Promise<void>
}

const template = 'bench_template'

async function describe(url: string): Promise<Pick<BenchServer, 'version' | 'settings'>> {
  return await withClient(url, async (sql) => {
    const rows = await sql<{ name: string; value: string }[]>`
      select s.name, current_setting(s.name) as value
      from unnest(${shownSettings}::text[]) as s (name)`
    const [version] = await sql<{ text: string }[]>`select version() as text`
    return {
      version: /^PostgreSQL \S+/.exec(version?.text ?? '')?.[0] ?? '',
      settings: Object.fromEntries(rows.map(({ name, value }) => [name, value])),
    }
  })
}

/** Starts the server in a temporary directory, which `stop` removes. */
export async function startServer(isQuick: boolean): Promise<BenchServer> {
  const cluster = await startCluster({ durable: true, settings: serverSettings(isQuick) })
  const admin = (statement: string) =>
    withClient(cluster.url(), (sql) => sql.unsafe(statement)).then(() => undefined)
  const guests: BenchServer['guests'] = new Set()
  const stop = async () => {
    await Promise.allSettled([...guests].map((end) => end()))
    await cluster.stop()
  }
  try {
    await admin(`create database ${template}`)
    const templateUrl = withDatabase(cluster.url(), template)
    await prepareDatabase(templateUrl)
    const [hash] = await withClient(
      templateUrl,
      (sql) => sql<{ hash: string }[]>`select ops.bundle_hash() as hash`
    )
    return {
      ...(await describe(cluster.url())),
      bundleHash: hash?.hash ?? '',
      createDatabase: async (name) => {
        await admin(`create database ${name} template ${template}`)
        return withDatabase(cluster.url(), name)
      },
      dropDatabase: (name) => admin(`drop database ${name} (force)`),
      edgeUrl: edgeLogin,
      checkpoint: () => admin('checkpoint'),
      guests,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Runs `act` with a client on a database of its own, which is dropped afterwards. */
export async function withBenchDatabase<T>(
  server: BenchServer,
  name: string,
  act: (sql: postgres.Sql, url: string) => Promise<T>
): Promise<T> {
  const url = await server.createDatabase(name)
  const sql = connect(url)
  try {
    return await act(sql, url)
  } finally {
    await sql.end({ timeout: 5 })
    await server.dropDatabase(name)
  }
}
