import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { inject } from 'vitest'
import { connect, withClient, withDatabase } from '../../scripts/db/connection.ts'
import { edgePassword } from './global-setup.ts'

/** A database of a test's own: migrated, with everything of sql/, and no rows but the seeds. */
export interface TestDatabase {
  /** Superuser URL. */
  url: string
  /** URL of pipeline_edge, for PIPELINE_DB_URL. */
  edgeUrl: string
  /** Superuser client, up to 10 connections. */
  sql: postgres.Sql
  drop(): Promise<void>
}

/** Clones are made one at a time: PostgreSQL refuses a template that somebody else is copying. */
const cloneLock = 20_261_102

async function clone(serverUrl: string, template: string, name: string): Promise<void> {
  await withClient(serverUrl, async (sql) => {
    await sql`select pg_advisory_lock(${cloneLock})`
    for (let attempt = 1; ; attempt++) {
      try {
        await sql.unsafe(`create database ${name} template ${template}`)
        return
      } catch (error) {
        const busy = error instanceof postgres.PostgresError && error.code === '55006'
        if (!busy || attempt === 50) throw error
        await sleep(100)
      }
    }
  })
}

function asRole(url: string, user: string, password: string): string {
  const parsed = new URL(url)
  parsed.username = user
  parsed.password = password
  return parsed.href
}

/** A fresh clone of the template; `empty` gives a database without anything of the pipeline. */
export async function createDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { url: serverUrl, prefix } = inject('testServer')
  const name = `${prefix}${randomBytes(5).toString('hex')}`
  await clone(serverUrl, options.empty ? 'template1' : `${prefix}template`, name)
  const url = withDatabase(serverUrl, name)
  const sql = connect(url, 10)
  return {
    url,
    edgeUrl: asRole(url, 'pipeline_edge', edgePassword),
    sql,
    drop: async () => {
      await sql.end({ timeout: 5 })
      await withClient(serverUrl, (client) =>
        client.unsafe(`drop database if exists ${name} (force)`)
      )
    },
  }
}
