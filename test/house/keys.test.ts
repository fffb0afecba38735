import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from '../support/catalog-query.ts'

// What lets the design grow past one machine: docs and README say why.
let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house.database.drop())

/** Keys of entities, under the names they have in tables. */
const keys = [
  'domain',
  'linkedin_url',
  'company_domain',
  'input_domain',
  'origin_company_domain',
  'case_study_url',
]
const keyList = keys.map((key) => `'${key}'`).join(', ')
const tables = `from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
  where n.nspname in ('extracted', 'core') and c.relkind in ('r', 'p')`

test('every extracted and core table has a key, and it begins with the key of its entity', async () => {
  // A table whose key has parts that may be null has a unique constraint instead of a primary key.
  expect(
    await house.names(`
      select c.oid::regclass ${tables} and not exists (
        select from pg_index as i
        inner join pg_attribute as a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and a.attname in (${keyList}) and i.indpred is null
          and (i.indisprimary or (i.indisunique and i.indnullsnotdistinct)))`)
  ).toEqual([])
})

test('every unique constraint and index of extracted and core begins with that key', async () => {
  expect(
    await house.names(`
      select i.indexrelid::regclass from pg_index as i
      inner join pg_class as c on c.oid = i.indrelid
      inner join pg_namespace as n on n.oid = c.relnamespace
      left join pg_attribute as a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where n.nspname in ('extracted', 'core') and i.indisunique
        and coalesce(a.attname, '') not in (${keyList})`)
  ).toEqual([])
})

test('entity keys are plain text not null in byte order, never generated', async () => {
  expect(
    await house.names(`
      select format('%s.%s', c.oid::regclass, a.attname) from pg_index as i
      inner join pg_class as c on c.oid = i.indrelid
      inner join pg_namespace as n on n.oid = c.relnamespace
      inner join pg_attribute as a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where n.nspname in ('extracted', 'core') and i.indisprimary
        and (a.atttypid <> 'text'::regtype or not a.attnotnull or a.attgenerated <> ''
          or a.attcollation <> '"C"'::regcollation)`)
  ).toEqual([])
})

test('foreign keys of extracted and core go along the entity key or to reference', async () => {
  expect(
    await house.names(`
      select format('%s on %s', k.conname, c.oid::regclass) from pg_constraint as k
      inner join pg_class as c on c.oid = k.conrelid
      inner join pg_namespace as n on n.oid = c.relnamespace
      inner join pg_class as f on f.oid = k.confrelid
      inner join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.conkey[1]
      inner join pg_attribute as b on b.attrelid = f.oid and b.attnum = k.confkey[1]
      where n.nspname in ('extracted', 'core') and k.contype = 'f'
        and f.relnamespace <> 'reference'::regnamespace
        and not (a.attname in (${keyList}) and b.attname in (${keyList}))`)
  ).toEqual([])
})
