import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, ours } from '../support/catalog-query.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house.database.drop())

const constraints = `from pg_constraint as k inner join pg_class as c on c.oid = k.conrelid
  inner join pg_namespace as n on n.oid = c.relnamespace where ${ours}`

test('constraints are named <table>_<columns>_pkey, _key, _fkey or _check by their kind', async () => {
  expect(
    await house.names(`
      select format('%s on %s', k.conname, c.oid::regclass) ${constraints}
        and k.contype in ('p', 'u', 'f', 'c')
        and k.conname !~ ('^' || c.relname || '_([a-z0-9_]+_)?' || case k.contype
          when 'p' then 'pkey' when 'u' then 'key' when 'f' then 'fkey' else 'check' end || '$')`)
  ).toEqual([])
})

test('no constraint has a name that PostgreSQL made up or cut off', async () => {
  expect(
    await house.names(`select format('%s on %s', k.conname, c.oid::regclass) ${constraints}
      and (k.conname ~ '_(key|fkey|check|pkey)[0-9]+$' or length(k.conname) = 63)`)
  ).toEqual([])
})

test('indexes are named <table>_<columns>_idx, or as their constraint', async () => {
  expect(
    await house.names(`
      select i.indexrelid::regclass from pg_index as i
      inner join pg_class as x on x.oid = i.indexrelid
      inner join pg_class as c on c.oid = i.indrelid
      inner join pg_namespace as n on n.oid = c.relnamespace
      where ${ours} and not exists (select from pg_constraint as k where k.conindid = x.oid)
        and x.relname !~ ('^' || c.relname || '_[a-z0-9_]+_idx$')`)
  ).toEqual([])
})

// The guard of a name: only a trigger of rows can change what is about to be written.
const perRow = ['t10_keep_name on raw.staging_case_study_urls']

test('triggers are named t<nn>_<effect>, and fire once per statement', async () => {
  expect(
    await house.names(`
      select format('%s on %s', t.tgname, t.tgrelid::regclass) from pg_trigger as t
      inner join pg_class as c on c.oid = t.tgrelid
      inner join pg_namespace as n on n.oid = c.relnamespace
      where ${ours} and not t.tgisinternal
        and (t.tgname !~ '^t[0-9]{2}_[a-z_]+$' or t.tgtype & 1 = 1)`)
  ).toEqual(perRow)
})

// The requirement names this one.
const namedElsewhere = ['extracted.sync_person_experience_to_core']

test('trigger functions are named tg_<table>_<effect>', async () => {
  expect(
    await house.names(`
      select p.oid::regproc from pg_proc as p inner join pg_namespace as n on n.oid = p.pronamespace
      where ${ours} and (p.prorettype = 'trigger'::regtype) <> (p.proname like 'tg\\_%')`)
  ).toEqual(namedElsewhere)
})

test('tables, columns and functions have plain lower case names', async () => {
  expect(
    await house.names(`
      select c.oid::regclass::text from pg_class as c
      inner join pg_namespace as n on n.oid = c.relnamespace
      where ${ours} and c.relname !~ '^[a-z][a-z0-9_]*$'
      union all
      select format('%s.%s', c.oid::regclass, a.attname) from pg_attribute as a
      inner join pg_class as c on c.oid = a.attrelid
      inner join pg_namespace as n on n.oid = c.relnamespace
      where ${ours} and a.attnum > 0 and not a.attisdropped and a.attname !~ '^[a-z][a-z0-9_]*$'
      union all
      select p.oid::regproc::text from pg_proc as p
      inner join pg_namespace as n on n.oid = p.pronamespace
      where ${ours} and p.proname !~ '^[a-z][a-z0-9_]*$'`)
  ).toEqual([])
})

test('every foreign key has an index that begins with its columns', async () => {
  expect(
    await house.names(`
      select format('%s on %s', k.conname, c.oid::regclass) ${constraints} and k.contype = 'f'
        and not exists (
          select from pg_index as i where i.indrelid = k.conrelid and i.indpred is null
            and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)`)
  ).toEqual([])
})

test('times have a zone, texts no length, numbers no float', async () => {
  expect(
    await house.names(`
      select format('%s.%s is %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod))
      from pg_attribute as a inner join pg_class as c on c.oid = a.attrelid
      inner join pg_namespace as n on n.oid = c.relnamespace
      where ${ours} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and a.atttypid in ('timestamp'::regtype, 'varchar'::regtype, 'bpchar'::regtype,
          'real'::regtype, 'double precision'::regtype, 'json'::regtype, 'money'::regtype)`)
  ).toEqual([])
})
