import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../scripts/db/source.ts'
import { type House, openHouse, ours } from '../support/catalog-query.ts'

let house: House

beforeAll(async () => {
  house = await openHouse()
})

afterAll(() => house.database.drop())

const functions = `from pg_proc as p inner join pg_namespace as n on n.oid = p.pronamespace
  where ${ours}`
const tables = `from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
  where ${ours} and c.relkind in ('r', 'p', 'v', 'm')`

test('pipeline_reader reads the views of leads and what is behind them, and nothing else', async () => {
  const readable = `has_any_column_privilege('pipeline_reader', c.oid, 'select')`
  expect(
    await house.names(`
      select c.oid::regclass::text ${tables} and ${readable} and n.nspname <> 'core'
      union all
      select c.oid::regclass::text ${tables} and c.relkind in ('r', 'p') and ${readable} and not exists (
        select from pg_policy as p where p.polrelid = c.oid
          and p.polname = c.relname || '_reader_reads')
      union all
      select c.oid::regclass::text ${tables} and has_table_privilege('pipeline_reader', c.oid,
        'insert, update, delete, truncate')
      union all
      select 'function ' || p.oid::regprocedure ${functions}
        and has_function_privilege('pipeline_reader', p.oid, 'execute')`)
  ).toEqual([])
  await house.database.sql.begin(async (sql) => {
    await sql`set local role pipeline_reader`
    for (const view of [
      'people_full',
      'companies_full',
      'leads',
      'leads_complete',
      'leads_recently_promoted',
      'leads_at_vc_portfolio',
    ]) {
      await sql.unsafe(`select count(*) from core.${view}`)
    }
  })
})

test('the role of PostgREST reads those views, and no more, as docs/deploy.md lets it', async () => {
  const page = readFileSync(join(root, 'docs', 'deploy.md'), 'utf8')
  const [grant] = page.match(/^grant pipeline_reader to \w+;$/m) ?? []
  const refusals = [
    'select api.list_companies()',
    'select count(*) from core.company_customers',
    'select count(*) from client.leads',
    `update core.companies set name = 'x'`,
  ]
  const { sql } = house.database
  // Roles are those of the cluster: what is granted here is taken back with the transaction.
  const outcome = sql.begin(async (session) => {
    await session.unsafe(`${grant} set local session authorization authenticator`)
    await session`set local role service_role`
    const [listed] = await session`
      select api.list_companies(p_request => '{"limit": 1, "unknown": 2}') -> 'success' as success`
    expect(listed?.success).toBe(true)
    await session`set local role pipeline_reader`
    await session`select count(*) from core.leads_complete where company_domain = 'acme.example'`
    for (const refused of refusals) {
      const tried = session.savepoint((inner) => inner.unsafe(refused))
      await expect(tried, refused).rejects.toMatchObject({ code: '42501' })
    }
    await session`set local role anon`
    const tried = session.savepoint((inner) => inner`select count(*) from core.companies_full`)
    await expect(tried).rejects.toMatchObject({ code: '42501' })
    throw new Error('take it back')
  })
  await expect(outcome).rejects.toThrow('take it back')
})
