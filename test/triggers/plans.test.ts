import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { createCompanyEnrichRequest } from '../support/payloads.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createDatabase()
})

afterAll(() => database.drop())

/** The statements of a second bulk load in one session, each with its plan, by auto_explain. */
async function plansOfSecondLoad(count: number): Promise<string[]> {
  const plans: string[] = []
  const sql = postgres(database.url, {
    max: 1,
    prepare: false,
    onnotice: ({ message }) => plans.push(message ?? ''),
  })
  const land = async (from: number) => {
    const requests = Array.from({ length: count }, (_, i) => createCompanyEnrichRequest(from + i))
    await sql`
      insert into raw.companyenrich_payloads (domain, payload)
      select d.domain, d.payload::jsonb
      from unnest(
        ${requests.map(({ domain }) => domain)}::text[],
        ${requests.map(({ raw_payload }) => JSON.stringify(raw_payload))}::text[]
      ) as d (domain, payload)`
  }
  try {
    await land(0)
    await sql`load 'auto_explain'`
    await sql.unsafe(`
      set client_min_messages = log;
      set auto_explain.log_min_duration = 0;
      set auto_explain.log_nested_statements = on;
      set auto_explain.log_analyze = on;
      set auto_explain.log_timing = off`)
    await land(count)
  } finally {
    await sql.end()
  }
  return plans.filter((plan) => /\b(core|extracted|reference)\./.test(plan))
}

test('plans that were made on empty tables look rows up by key when the tables have grown', async () => {
  await database.sql`analyze`
  const plans = await plansOfSecondLoad(150)
  expect(plans.length).toBeGreaterThan(28)
  // A plan that scans a table, or what it kept of a scan, for every row discards most of it again.
  const discarded = plans.flatMap((plan) =>
    [...plan.matchAll(/Rows Removed by (?:Join )?Filter: (\d+)/g)]
      .filter(([, rows]) => Number(rows) > 2000)
      .map(([line]) => `${line}\n${plan.slice(0, 300)}`)
  )
  expect(discarded).toEqual([])
})
