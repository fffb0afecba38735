import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { apply } from '../../scripts/db/apply.ts'
import { connect, withClient, withDatabase } from '../../scripts/db/connection.ts'
import { migrate } from '../../scripts/db/migrate.ts'
import { startTestServer, type TestServer } from './cluster.ts'

/** The login of the edge functions has this password in every test. */
export const edgePassword = 'pipeline-edge-test'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser URL, and the prefix of every database of this run. */
    testServer: { url: string; prefix: string; version: string }
  }
}

async function buildTemplate(server: TestServer, template: string): Promise<void> {
  await withClient(server.url, (sql) => sql.unsafe(`create database ${template}`))
  const url = withDatabase(server.url, template)
  await migrate(url, { bundle: false })
  await apply(url)
  await withClient(server.url, (sql) =>
    sql.unsafe(`alter role pipeline_edge password '${edgePassword}'`)
  )
}

async function dropAll(server: TestServer, prefix: string): Promise<void> {
  await withClient(server.url, async (sql) => {
    const rows = await sql<{ datname: string }[]>`
      select datname from pg_database where starts_with(datname, ${prefix})`
    for (const { datname } of rows) await sql.unsafe(`drop database if exists ${datname} (force)`)
  })
}

/** Obtains a cluster and builds the template that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = performance.now()
  const server = await startTestServer()
  const prefix = `pipeline_test_${randomBytes(4).toString('hex')}_`
  const stop = async () => {
    await dropAll(server, prefix).catch(() => undefined)
    await server.stop()
  }
  try {
    const sql = connect(server.url)
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version') version`
    await sql.end()
    const version = row?.version ?? ''
    const obtained = performance.now()
    await buildTemplate(server, `${prefix}template`)
    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
    console.log(
      `tests run on ${server.description} ${version} (server ${seconds(started, obtained)} s, ` +
        `template ${seconds(obtained, performance.now())} s)`
    )
    project.provide('testServer', { url: server.url, prefix, version })
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}
