import { createHash } from 'node:crypto'
import { apply } from './db/apply.ts'
import { withClient } from './db/connection.ts'
import { migrate } from './db/migrate.ts'

/** The password of pipeline_edge on servers that only this machine reaches. */
const localEdgePassword = 'pipeline-edge-local'

/** Brings a database up to date: tables by migration, everything else from sql/. */
export async function prepareDatabase(url: string): Promise<void> {
  await migrate(url, { bundle: false })
  await apply(url)
}

/** Lets the functions log in on an embedded server; returns the URL for them. */
export async function edgeLogin(url: string): Promise<string> {
  await withClient(url, (sql) =>
    sql.unsafe(`alter role pipeline_edge password '${localEdgePassword}'`)
  )
  const edge = new URL(url)
  edge.username = 'pipeline_edge'
  edge.password = localEdgePassword
  return edge.href
}

/**
 * The URL for the functions on a server of somebody's own: PIPELINE_DB_URL, or the given login
 * with its role switched, so that nobody's password is touched and no right is added.
 */
export function edgeUrlOf(url: string): string {
  if (process.env.PIPELINE_DB_URL) return process.env.PIPELINE_DB_URL
  const edge = new URL(url)
  edge.searchParams.set('role', 'pipeline_edge')
  return edge.href
}

/** Creates the key unless it is there; all scopes. */
export async function ensureApiKey(url: string, name: string, key: string): Promise<void> {
  const hash = createHash('sha256').update(key).digest('hex')
  await withClient(url, async (sql) => {
    const [found] = await sql`
      select 1 from ops.api_keys as k where k.key_sha256 = ${hash} and k.revoked_at is null`
    if (found) return
    await sql`
      select ops.create_api_key(${name}, array['ingest', 'read', 'send', 'admin'], ${key})`
  })
}
