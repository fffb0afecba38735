import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse, ours } from '../support/catalog-query.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house.database.drop())

const relations = `from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
  where ${ours}`

test.each([
  [
    'schema',
    `select n.nspname from pg_namespace as n
     where ${ours} and obj_description(n.oid, 'pg_namespace') is null`,
  ],
  [
    'table and view',
    `select c.oid::regclass ${relations} and c.relkind in ('r', 'p', 'v', 'm')
       and coalesce(obj_description(c.oid, 'pg_class'), '') = ''`,
  ],
  [
    'column of a table',
    `select format('%s.%s', c.oid::regclass, a.attname)
     from pg_attribute as a inner join pg_class as c on c.oid = a.attrelid
     inner join pg_namespace as n on n.oid = c.relnamespace
     where ${ours} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and coalesce(col_description(c.oid, a.attnum), '') = ''`,
  ],
  [
    'function and procedure',
    `select p.oid::regprocedure from pg_proc as p
     inner join pg_namespace as n on n.oid = p.pronamespace
     where ${ours} and coalesce(obj_description(p.oid, 'pg_proc'), '') = ''`,
  ],
  [
    'trigger',
    `select format('%s on %s', t.tgname, t.tgrelid::regclass)
     from pg_trigger as t inner join pg_class as c on c.oid = t.tgrelid
     inner join pg_namespace as n on n.oid = c.relnamespace
     where ${ours} and not t.tgisinternal
       and coalesce(obj_description(t.oid, 'pg_trigger'), '') = ''`,
  ],
  [
    'role',
    `select r.rolname from pg_roles as r where r.rolname like 'pipeline\\_%'
       and shobj_description(r.oid, 'pg_authid') is null`,
  ],
])('every %s has a comment', async (_, query) => {
  expect(await house.names(query)).toEqual([])
})

test('the comment of every function says what null does and which errors it raises', async () => {
  expect(
    await house.names(`
      select p.oid::regprocedure from pg_proc as p
      inner join pg_namespace as n on n.oid = p.pronamespace
      where ${ours} and p.prorettype <> 'trigger'::regtype
        and obj_description(p.oid, 'pg_proc') !~ 'Nulls: .*Errors: '`)
  ).toEqual([])
})
