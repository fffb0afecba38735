import { afterAll, beforeAll, expect, test } from 'vitest'
import { unpinned } from '../../scripts/sql/function-files.ts'
import { exposedSchemas, type House, openHouse, ours } from '../support/catalog-query.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house.database.drop())

const functions = `from pg_proc as p inner join pg_namespace as n on n.oid = p.pronamespace
  where ${ours}`
const tables = `from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
  where ${ours} and c.relkind in ('r', 'p', 'v', 'm')`
const exposed = `n.nspname in (${exposedSchemas.map((name) => `'${name}'`).join(', ')})`

test('every function pins an empty search_path, but the procedures that commit', async () => {
  const loose = await house.names(
    `select p.oid::regproc ${functions}
       and not 'search_path=""' = any (coalesce(p.proconfig, '{}'))`
  )
  const excused = unpinned.map(({ path }) =>
    path.replace('sql/procedures/', '').replace('.sql', '').replace('/', '.')
  )
  expect(loose.toSorted()).toEqual(excused.toSorted())
})

test('nothing is executable by PUBLIC', async () => {
  expect(
    await house.names(`
      select p.oid::regprocedure ${functions} and exists (
        select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
        where a.grantee = 0)`)
  ).toEqual([])
})

test('PUBLIC may do nothing with any schema, table, sequence or column', async () => {
  expect(
    await house.names(`
      select n.nspname from pg_namespace as n, aclexplode(n.nspacl) as a
      where ${ours} and n.nspname <> 'public' and a.grantee = 0
      union all
      select c.oid::regclass::text from pg_class as c
      inner join pg_namespace as n on n.oid = c.relnamespace, aclexplode(c.relacl) as a
      where ${ours} and a.grantee = 0`)
  ).toEqual([])
})

test.each(['anon', 'authenticated'])('%s can use no schema, table or function', async (role) => {
  expect(
    await house.names(`
      select 'schema ' || n.nspname from pg_namespace as n
      where ${ours} and n.nspname <> 'public' and has_schema_privilege('${role}', n.oid, 'usage')
      union all
      select 'table ' || c.oid::regclass ${tables}
        and has_table_privilege('${role}', c.oid, 'select, insert, update, delete, truncate')
      union all
      select 'column of ' || c.oid::regclass ${tables}
        and has_any_column_privilege('${role}', c.oid, 'select, insert, update')
      union all
      select 'function ' || p.oid::regprocedure ${functions}
        and has_function_privilege('${role}', p.oid, 'execute')`)
  ).toEqual([])
})

test('service_role can select and insert on every table of the exposed schemas', async () => {
  expect(
    await house.names(`
      select 'schema ' || n.nspname from pg_namespace as n
      where ${exposed} and not has_schema_privilege('service_role', n.oid, 'usage')
      union all
      select 'table ' || c.oid::regclass ${tables} and ${exposed} and c.relkind in ('r', 'p')
        and not (has_table_privilege('service_role', c.oid, 'select')
          and has_table_privilege('service_role', c.oid, 'insert'))
      union all
      select 'view ' || c.oid::regclass ${tables} and ${exposed} and c.relkind in ('v', 'm')
        and not has_table_privilege('service_role', c.oid, 'select')`)
  ).toEqual([])
})

test('service_role does select and insert, past row level security', async () => {
  const tableNames = await house.names(
    `select c.oid::regclass ${tables} and ${exposed} and c.relkind in ('r', 'p')`
  )
  expect(tableNames.length).toBeGreaterThan(0)
  await house.database.sql.begin(async (sql) => {
    await sql`set local role service_role`
    for (const name of tableNames) {
      await sql.unsafe(`select count(*) from ${name}`)
      const [row] = await sql<{ columns: string }[]>`
        select string_agg(quote_ident(a.attname), ', ') as columns from pg_attribute as a
        where a.attrelid = ${name}::regclass and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and a.attidentity = ''`
      const columns = row?.columns ?? ''
      await sql.unsafe(
        `insert into ${name} (${columns}) select ${columns} from ${name} where false`
      )
    }
  })
})

test('pipeline_edge can execute functions of api, and do nothing else', async () => {
  expect(
    await house.names(`
      select 'schema ' || n.nspname from pg_namespace as n
      where ${ours} and n.nspname not in ('public', 'api')
        and has_schema_privilege('pipeline_edge', n.oid, 'usage')
      union all
      select 'table ' || c.oid::regclass ${tables}
        and has_table_privilege('pipeline_edge', c.oid, 'select, insert, update, delete')
      union all
      select 'function ' || p.oid::regprocedure ${functions} and n.nspname <> 'api'
        and has_function_privilege('pipeline_edge', p.oid, 'execute')
      union all
      select 'no execute on ' || p.oid::regprocedure ${functions} and n.nspname = 'api'
        and not has_function_privilege('pipeline_edge', p.oid, 'execute')`)
  ).toEqual([])
})

test('row level security is on for every table', async () => {
  expect(
    await house.names(`select c.oid::regclass ${tables} and c.relkind in ('r', 'p')
      and not c.relrowsecurity`)
  ).toEqual([])
})

test('policies are for analysts and readers only, named after table and effect', async () => {
  expect(
    await house.names(`
      select format('%s on %s', p.polname, c.oid::regclass) from pg_policy as p
      inner join pg_class as c on c.oid = p.polrelid
      inner join pg_namespace as n on n.oid = c.relnamespace
      where ${ours}
        and not (p.polroles = array['pipeline_analyst'::regrole::oid]
          and starts_with(p.polname, c.relname || '_analyst_'))
        and not (p.polroles = array['pipeline_reader'::regrole::oid]
          and p.polname = c.relname || '_reader_reads' and p.polcmd = 'r')`)
  ).toEqual([])
})

test('pipeline_analyst sees no key and nothing of a client', async () => {
  expect(
    await house.names(`
      select c.oid::regclass ${tables} and (n.nspname = 'client' or c.relname = 'api_keys')
        and has_any_column_privilege('pipeline_analyst', c.oid, 'select')`)
  ).toEqual([])
})

test('everything belongs to pipeline_owner, who cannot log in', async () => {
  expect(
    await house.names(`
      select 'schema ' || n.nspname from pg_namespace as n
      where ${ours} and n.nspname <> 'public' and n.nspowner <> 'pipeline_owner'::regrole
      union all
      select 'table ' || c.oid::regclass ${tables} and c.relowner <> 'pipeline_owner'::regrole
      union all
      select 'function ' || p.oid::regprocedure ${functions}
        and p.proowner <> 'pipeline_owner'::regrole
      union all
      select r.rolname from pg_roles as r where r.rolname = 'pipeline_owner' and r.rolcanlogin`)
  ).toEqual([])
})

test('views run with the rights of who asks, so that row level security holds', async () => {
  expect(
    await house.names(`select c.oid::regclass ${tables} and c.relkind = 'v'
      and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']`)
  ).toEqual([])
})

test('what analysts may call calls nothing that they may not', async () => {
  const bare = `regexp_replace(f.source, '--[^\\n]*', '', 'g')`
  expect(
    await house.names(`
      with ours as (
        select n.nspname || '.' || p.proname as name, p.prosrc as source, p.prosecdef as is_definer,
          has_function_privilege('pipeline_analyst', p.oid, 'execute') as is_granted
        ${functions}
      )
      select distinct f.name || ' -> ' || g.name
      from ours as f
      cross join lateral regexp_matches(${bare}, '([a-z]+\\.[a-z_0-9]+)\\s*\\(', 'g') as m (parts)
      inner join ours as g on g.name = m.parts[1]
      where f.is_granted and not f.is_definer and not g.is_granted`)
  ).toEqual([])
})
