// The database commands: `node --import tsx scripts/db.ts migrate|apply|bundle|check`.
import { apply } from './db/apply.ts'
import { staleness, writeBundle } from './db/bundle.ts'
import { driftReport } from './db/check.ts'
import { redacted } from './db/connection.ts'
import { migrate } from './db/migrate.ts'

function databaseUrl(): string {
  const url = process.env.DATABASE_URL
  if (!url) {
    throw new Error(
      'DATABASE_URL is not set: give a direct connection of the migrating role, for example ' +
        'postgres://postgres:postgres@127.0.0.1:54322/postgres (what npm run dev starts)'
    )
  }
  return url
}

const commands: Record<string, () => Promise<void>> = {
  async migrate() {
    const url = databaseUrl()
    const output = (await migrate(url)).trim()
    console.log(output === '' ? `nothing to migrate in ${redacted(url)}` : output)
  },
  async apply() {
    const { files, hash } = await apply(databaseUrl())
    console.log(`applied ${files} files of sql/, hash ${hash.slice(0, 12)}`)
  },
  async bundle() {
    const { name, written } = writeBundle()
    console.log(`supabase/migrations/${name} ${written ? 'written' : 'is up to date'}`)
  },
  async check() {
    const stale = staleness()
    if (stale !== null) throw new Error(`${stale}: run npm run db:bundle`)
    const drift = await driftReport()
    if (drift !== null) throw new Error(drift)
    console.log('the bundle is up to date, and migrations alone give what db:apply gives')
  },
}

const command = commands[process.argv[2] ?? '']
try {
  if (!command) throw new Error(`usage: db.ts ${Object.keys(commands).join('|')}`)
  await command()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
