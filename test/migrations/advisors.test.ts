import { afterAll, beforeAll, expect, test } from 'vitest'
import { stages } from '../../scripts/db/source.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { advisors } from '../support/supabase-cli.ts'
import exceptions from './advisors.exceptions.json' with { type: 'json' }

let database: TestDatabase

/** What the lints read of a hosted project; the schemas that its data API serves. */
const stubs = `
  create schema auth;
  create table auth.users (id uuid primary key);
  create schema storage;
  create table storage.buckets (id text primary key, name text, public boolean);
  create table storage.objects (id uuid primary key, bucket_id text);
  alter table storage.buckets enable row level security;
  alter table storage.objects enable row level security;`

beforeAll(async () => {
  database = await createDatabase()
  await database.sql.unsafe(stubs)
  const name = new URL(database.url).pathname.slice(1)
  const exposed = ['public', ...stages.filter((stage) => stage !== 'public')].join(',')
  await database.sql.unsafe(`alter database ${name} set pgrst.db_schemas = '${exposed}'`)
})

afterAll(() => database.drop())

test('supabase db advisors finds nothing but the exceptions, each with its reason', async () => {
  const findings = (await advisors(database.url))
    .filter(({ detail }) => !/`(auth|storage)\./.test(detail))
    .map(({ name, detail }) => ({ name, detail }))
  const excused = (finding: { name: string; detail: string }) =>
    exceptions.some(
      ({ name, object }) =>
        name === finding.name && (object === '*' || finding.detail.includes(`\`${object}\``))
    )
  expect(findings.filter((finding) => !excused(finding))).toEqual([])
})

test('no exception is left over', async () => {
  const findings = await advisors(database.url)
  const unused = exceptions.filter(
    ({ name, object }) =>
      !findings.some(
        (finding) =>
          finding.name === name && (object === '*' || finding.detail.includes(`\`${object}\``))
      )
  )
  expect(unused).toEqual([])
})

test('the advisors do see a table without row level security', async () => {
  await database.sql.unsafe(`
    create table core.unguarded (id integer primary key);
    grant select on core.unguarded to anon`)
  const names = (await advisors(database.url)).map(({ name }) => name)
  await database.sql.unsafe('drop table core.unguarded')
  expect(names).toContain('rls_disabled_in_public')
})
