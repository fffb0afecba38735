import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apply } from '../../scripts/db/apply.ts'
import { staleness } from '../../scripts/db/bundle.ts'
import { differences, readCatalog } from '../../scripts/db/catalog.ts'
import { withClient } from '../../scripts/db/connection.ts'
import { migrate, migrationsDir } from '../../scripts/db/migrate.ts'
import {
  type MigrationServer,
  saysWhereMigrationsRun,
  startMigrationServer,
} from '../support/migration-server.ts'
import { dbPush } from '../support/supabase-cli.ts'

let server: MigrationServer
/** One database per way of deploying, all on the same server. */
let byDbmate: string
let bySupabase: string
let byApply: string

beforeAll(async () => {
  const stale = staleness()
  if (stale !== null) throw new Error(`${stale}: run npm run db:bundle`)
  server = await startMigrationServer()
  byDbmate = await server.emptyDatabase()
  bySupabase = await server.emptyDatabase()
  byApply = await server.emptyDatabase()
})

afterAll(() => server?.stop())

saysWhereMigrationsRun()

const versions = (url: string) =>
  withClient(url, async (sql) => {
    const rows = await sql<{ version: string }[]>`
      select m.version from supabase_migrations.schema_migrations as m order by m.version`
    return rows.map((row) => row.version)
  })

const stamps = () =>
  readdirSync(migrationsDir)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, 14))
    .sort()

test('dbmate runs every migration on an empty database', async () => {
  const output = await migrate(byDbmate)
  expect(output.match(/^Applied: /gm)).toHaveLength(stamps().length)
  expect(await versions(byDbmate)).toEqual(stamps())
})

test('supabase db push runs every migration on an empty database', async () => {
  const output = await dbPush(bySupabase)
  expect(output).toContain('Finished supabase db push')
  expect(await versions(bySupabase)).toEqual(stamps())
})

test('dbmate and supabase db push give the same catalog', async () => {
  expect(
    differences(
      { name: 'dbmate', catalog: await readCatalog(byDbmate) },
      { name: 'supabase', catalog: await readCatalog(bySupabase) }
    )
  ).toEqual([])
})

test('the tables with db:apply, once and twice, give the catalog of the migrations', async () => {
  await migrate(byApply, { bundle: false })
  await apply(byApply)
  const once = await readCatalog(byApply)
  await apply(byApply)
  const twice = await readCatalog(byApply)
  const migrated = await readCatalog(byDbmate)
  expect(
    differences({ name: 'migrations', catalog: migrated }, { name: 'apply', catalog: once })
  ).toEqual([])
  expect(differences({ name: 'once', catalog: once }, { name: 'twice', catalog: twice })).toEqual(
    []
  )
})

test('db:apply changes nothing in a database that ran the migrations', async () => {
  const before = await readCatalog(byDbmate)
  await apply(byDbmate)
  const after = await readCatalog(byDbmate)
  expect(
    differences({ name: 'before', catalog: before }, { name: 'after', catalog: after })
  ).toEqual([])
})

test('after dbmate, supabase db push finds nothing to do, and the other way round', async () => {
  expect(await dbPush(byDbmate)).toMatch(/up to date/i)
  expect(await migrate(bySupabase)).not.toContain('Applied')
})

test('two migrators at the same time: one runs everything, the other finds it done', async () => {
  const url = await server.emptyDatabase()
  const outputs = await Promise.all([migrate(url), migrate(url)])
  const applied = outputs.map((output) => output.match(/^Applied: /gm)?.length ?? 0)
  expect(applied.toSorted((a, b) => a - b)).toEqual([0, stamps().length])
  expect(await versions(url)).toEqual(stamps())
})

test('a role that is no superuser can migrate, as on a hosted project', async () => {
  await withClient(server.url, async (sql) => {
    await sql.unsafe(`
      drop role if exists deployer_of_tests;
      create role deployer_of_tests login nosuperuser createrole createdb bypassrls
        password 'deployer'`)
    const ours = ['pipeline_owner', 'pipeline_edge', 'pipeline_analyst', 'pipeline_reader']
    const theirs = ['anon', 'authenticated', 'service_role', 'authenticator']
    for (const role of [...ours, ...theirs]) {
      await sql.unsafe(`grant ${role} to deployer_of_tests with admin option`)
    }
  })
  const url = new URL(await server.emptyDatabase({ owner: 'deployer_of_tests' }))
  url.username = 'deployer_of_tests'
  url.password = 'deployer'
  await migrate(url.href)
  expect(await versions(url.href)).toEqual(stamps())
})
