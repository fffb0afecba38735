import { afterAll, beforeAll, expect, test } from 'vitest'
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
