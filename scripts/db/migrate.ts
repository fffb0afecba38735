import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolveBinary } from 'dbmate'
import { withClient, withSslMode } from './connection.ts'
import { root } from './source.ts'

export const migrationsDir = join(root, 'supabase', 'migrations')
export const bundleSuffix = '_pipeline_bundle.sql'
export const historyTable = 'supabase_migrations.schema_migrations'

/** Any number will do, as long as every migrator takes the same one. */
const lockKey = 20_261_101

/** Which files to run. */
export interface MigrateOptions {
  /** Instead of `supabase/migrations`. */
  migrationsDir?: string
  /**
   * false leaves the generated bundle out. Databases that run `apply` right afterwards (dev, demo,
   * tests) do so: the bundle may be older than the tables while somebody works on both.
   */
  bundle?: boolean
}

function dbmate(url: string, args: string[], options: MigrateOptions): Promise<string> {
  const env = {
    ...process.env,
    DATABASE_URL: withSslMode(url),
    DBMATE_MIGRATIONS_DIR: options.migrationsDir ?? migrationsDir,
    DBMATE_MIGRATIONS_TABLE: historyTable,
    DBMATE_NO_DUMP_SCHEMA: 'true',
  }
  const all = ['--env-file', '/dev/null', '--env', 'DATABASE_URL', ...args]
  return new Promise((resolve, reject) => {
    execFile(resolveBinary(), all, { env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`migration failed:\n${stdout}${stderr}`.trim()))
      else resolve(`${stdout}${stderr}`)
    })
  })
}

/**
 * Runs the pending migrations, each in its own transaction; a file older than the newest applied
 * one is refused. dbmate itself takes no lock, so an advisory lock on a connection of its own
 * makes a second migrator wait and then find nothing to do. The URL must be a direct or session
 * connection: a transaction pooler cannot hold the lock.
 * @returns what dbmate printed.
 */
export function migrate(url: string, options: MigrateOptions = {}): Promise<string> {
  return withClient(url, async (sql) => {
    await sql`select pg_advisory_lock(${lockKey})`
    if (options.bundle !== false) return dbmate(url, ['migrate', '--strict'], options)
    const tables = copyWithoutBundle(options.migrationsDir ?? migrationsDir)
    try {
      return await dbmate(url, ['migrate', '--strict'], { migrationsDir: tables })
    } finally {
      rmSync(tables, { recursive: true, force: true })
    }
  })
}

function copyWithoutBundle(directory: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'pipeline-migrations-'))
  for (const name of readdirSync(directory)) {
    if (name.endsWith('.sql') && !name.endsWith(bundleSuffix)) {
      copyFileSync(join(directory, name), join(copy, name))
    }
  }
  return copy
}
