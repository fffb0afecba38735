import { afterAll, beforeAll, expect, test } from 'vitest'
import { apply } from '../../scripts/db/apply.ts'
import { withClient } from '../../scripts/db/connection.ts'
import { migrate } from '../../scripts/db/migrate.ts'
import { stages } from '../../scripts/db/source.ts'
import { type MigrationServer, startMigrationServer } from '../support/migration-server.ts'
import list from './plpgsql-check.exceptions.json' with { type: 'json' }

/** What may be found, and why; `*` stands for every function. */
const exceptions: { function: string; message: string; reason: string }[] = list

/** One finding of plpgsql_check. */
interface Finding {
  function: string
  line: number | null
  level: string
  message: string
  detail: string | null
}

let server: MigrationServer
let url: string

beforeAll(async () => {
  server = await startMigrationServer()
  url = await server.emptyDatabase()
  await migrate(url, { bundle: false })
  await apply(url)
})

afterAll(() => server?.stop())

/** A trigger function is checked once per trigger: its columns and transition tables differ. */
const check = (schemas: readonly string[]) => `
  select p.oid::regprocedure::text as function, c.lineno as line, c.level, c.message, c.detail
  from pg_proc as p
  inner join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
  left join pg_trigger as t on t.tgfoid = p.oid and not t.tgisinternal
  cross join lateral plpgsql_check_function_tb(
    p.oid,
    relid => coalesce(t.tgrelid, 0),
    newtable => t.tgnewtable,
    oldtable => t.tgoldtable,
    other_warnings => true,
    extra_warnings => true,
    security_warnings => true
  ) as c
  where p.pronamespace::regnamespace::text in (${schemas.map((name) => `'${name}'`).join(', ')})
    and (p.prorettype <> 'trigger'::regtype or t.oid is not null)`

test('plpgsql_check finds nothing in any function or trigger but the exceptions', async (context) => {
  const findings = await withClient(url, async (sql) => {
    const [available] = await sql`
      select 1 from pg_available_extensions as e where e.name = 'plpgsql_check'`
    if (!available) {
      if (process.env.REQUIRE_CONTAINER) throw new Error('plpgsql_check is not installed')
      context.skip('the server has no plpgsql_check: it needs the container')
    }
    await sql`create extension if not exists plpgsql_check`
    return sql.unsafe<Finding[]>(check(stages))
  })
  const matches = (finding: Finding, exception: { function: string; message: string }) =>
    ['*', finding.function].includes(exception.function) && finding.message === exception.message
  const open = findings.filter((finding) => !exceptions.some((entry) => matches(finding, entry)))
  expect(
    open.map((found) => `${found.function}:${found.line}: ${found.message} ${found.detail ?? ''}`)
  ).toEqual([])
  expect(
    exceptions.filter((entry) => !findings.some((finding) => matches(finding, entry)))
  ).toEqual([])
})

test('every trigger function is bound, so that it can be checked', async () => {
  const unbound = await withClient(
    url,
    (sql) => sql`
      select p.oid::regprocedure::text as function from pg_proc as p
      where p.prorettype = 'trigger'::regtype
        and p.pronamespace::regnamespace::text = any (${stages})
        and not exists (select from pg_trigger as t where t.tgfoid = p.oid)`
  )
  expect([...unbound]).toEqual([])
})
