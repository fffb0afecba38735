import { basename, dirname } from 'node:path'
import { loadModule } from 'libpg-query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqlFiles } from '../../scripts/db/source.ts'
import { statements } from '../../scripts/sql/function-files.ts'
import { type House, openHouse, ours } from '../support/catalog-query.ts'

let house: House
const paths = sqlFiles().map(({ path }) => path)

beforeAll(async () => {
  await loadModule()
  house = await openHouse()
})

afterAll(() => house.database.drop())

/** `sql/procedures/core/coalesce_company.sql` -> `core.coalesce_company`. */
const namesIn = (directory: string) =>
  paths
    .filter((path) => path.startsWith(`${directory}/`))
    .map((path) => `${basename(dirname(path))}.${basename(path, '.sql')}`)
    .toSorted()

test('every function has its file, and every file its function', async () => {
  const functions = await house.names(`
    select format('%s.%s', n.nspname, p.proname) from pg_proc as p
    inner join pg_namespace as n on n.oid = p.pronamespace
    where ${ours} and p.oid <> 'ops.bundle_hash()'::regprocedure`)
  expect(functions.toSorted()).toEqual(namesIn('sql/procedures'))
})

test('every view has its file, and every file its view', async () => {
  const views = await house.names(`
    select format('%s.%s', n.nspname, c.relname) from pg_class as c
    inner join pg_namespace as n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('v', 'm')`)
  expect(views.toSorted()).toEqual(namesIn('sql/views'))
})

test('every trigger stands in the file of its table, and every file binds what it names', async () => {
  const bound = await house.names(`
    select format('%s.%s %s', n.nspname, c.relname, t.tgname) from pg_trigger as t
    inner join pg_class as c on c.oid = t.tgrelid
    inner join pg_namespace as n on n.oid = c.relnamespace
    where ${ours} and not t.tgisinternal`)
  const written = sqlFiles()
    .filter(({ path }) => path.startsWith('sql/triggers/'))
    .flatMap(({ path, text }) =>
      statements(text)
        .filter(({ kind }) => kind === 'CreateTrigStmt')
        .map(({ node }) => `${basename(path, '.sql')} ${node.trigname}`)
    )
  expect(bound.toSorted()).toEqual(written.toSorted())
})

test('tables have no triggers but those of landing and the two of the requirement', async () => {
  const functions = await house.names(`
    select distinct t.tgrelid::regclass from pg_trigger as t
    inner join pg_class as c on c.oid = t.tgrelid
    inner join pg_namespace as n on n.oid = c.relnamespace
    where ${ours} and not t.tgisinternal and n.nspname <> 'raw'`)
  const allowed = ['extracted.person_experience', 'core.company_customers']
  expect(functions.filter((name) => !allowed.includes(name))).toEqual([])
})
