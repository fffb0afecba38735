import { randomBytes } from 'node:crypto'
import { startCluster } from '../cluster.ts'
import { apply } from './apply.ts'
import { differences, readCatalog } from './catalog.ts'
import { withClient, withDatabase } from './connection.ts'
import { migrate } from './migrate.ts'

/** Two fresh databases on the server at `url`: migrations alone, and tables with apply. */
export async function compareOn(url: string): Promise<string[]> {
  const prefix = `pipeline_check_${randomBytes(4).toString('hex')}`
  const names = [`${prefix}_migrations`, `${prefix}_apply`] as const
  const [migrated, applied] = names.map((name) => withDatabase(url, name)) as [string, string]
  try {
    for (const name of names) {
      await withClient(url, (sql) => sql.unsafe(`create database ${name} template template1`))
    }
    await migrate(migrated)
    await migrate(applied, { bundle: false })
    await apply(applied)
    // A second time: whatever apply does must stand being done again.
    await apply(applied)
    return differences(
      { name: 'migrations only', catalog: await readCatalog(migrated) },
      { name: 'migrations + apply', catalog: await readCatalog(applied) }
    )
  } finally {
    for (const name of names) {
      await withClient(url, (sql) => sql.unsafe(`drop database if exists ${name} (force)`))
    }
  }
}

/** What drifted between the bundle and sql/, on an embedded server; null when nothing did. */
export async function driftReport(): Promise<string | null> {
  const cluster = await startCluster()
  try {
    const lines = await compareOn(cluster.url())
    return lines.length === 0
      ? null
      : `migrations alone and migrations + db:apply differ:\n${lines.join('\n')}`
  } finally {
    await cluster.stop()
  }
}
