import { randomBytes } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { withClient, withDatabase } from '../../scripts/db/connection.ts'
import { engineReason, startContainer } from './container.ts'

/** A server for migration tests: roles and databases that no other test sees. */
export interface MigrationServer {
  url: string
  /** Creates an empty database and returns its URL. */
  emptyDatabase(options?: { owner?: string }): Promise<string>
  stop(): Promise<void>
}

const reason = await engineReason()

/**
 * Registers the test that says where migrations run. Without an engine it is skipped with the
 * reason, unless REQUIRE_CONTAINER is set: then it fails.
 */
export function saysWhereMigrationsRun(): void {
  const required = Boolean(process.env.REQUIRE_CONTAINER)
  test.skipIf(reason !== null && !required)(
    `runs in a container of PostgreSQL 15${reason === null ? '' : ` (${reason})`}`,
    () => expect(reason).toBeNull()
  )
}

/** A container where there is an engine, else the server of the run. */
export async function startMigrationServer(): Promise<MigrationServer> {
  const { url: runUrl, prefix } = inject('testServer')
  const container = reason === null ? await startContainer() : null
  const url = container?.url ?? runUrl
  const names: string[] = []
  return {
    url,
    async emptyDatabase({ owner } = {}) {
      const name = `${prefix}m_${randomBytes(4).toString('hex')}`
      names.push(name)
      const ownership = owner ? ` owner ${owner}` : ''
      await withClient(url, (sql) =>
        sql.unsafe(`create database ${name} template template1${ownership}`)
      )
      return withDatabase(url, name)
    },
    async stop() {
      if (container) return container.stop()
      await withClient(url, async (sql) => {
        for (const name of names) await sql.unsafe(`drop database if exists ${name} (force)`)
      })
    },
  }
}
