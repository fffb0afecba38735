import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type CompanyEnrich,
  faultyOnce,
  startCompanyEnrich,
  vendorEnvironment,
} from '../support/companyenrich.ts'
import { similarCountOf } from '../support/companyenrich-answers.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { shortenLeases } from '../support/outbound.ts'
import { call } from '../support/warehouse.ts'
import { startWorkerProcess } from '../support/worker-process.ts'

let database: TestDatabase
let vendor: CompanyEnrich

/** The size that broke the predecessor. */
const domains = Array.from({ length: 598 }, (_, number) => `company-${number}.example`)
const expected = Object.fromEntries(domains.map((domain) => [domain, similarCountOf(domain)]))
const found = Object.values(expected).reduce((sum, count) => sum + count, 0)

beforeAll(async () => {
  vendor = await startCompanyEnrich({
    latencyMs: 20,
    faultOf: faultyOnce({ throttled: 0.1, error: 0.03, truncated: 0.01 }),
  })
  database = await createDatabase()
  await database.sql`update outbound.accounts set rate_per_second = 60
    where account = 'companyenrich'`
  await shortenLeases(database.sql, 3)
})

afterAll(async () => {
  await vendor?.stop()
  await database?.drop()
})

/** The status and what the tables say, in one snapshot. */
async function look(batchId: string) {
  const [row] = await database.sql`
    select
      api.get_similar_companies_batch_status(jsonb_build_object('batch_id', ${batchId}::text))
        as status,
      (
        select count(*)::integer from outbound.deliveries as d
        where d.state in ('sent', 'failed', 'dead')
      ) as settled,
      (
        select count(distinct r.input_domain)::integer from raw.company_enrich_similar_raw as r
        where r.batch_id = ${batchId} and r.status_code = 200 and r.payload is not null
      ) as landed,
      (select count(distinct t.input_domain)::integer from extracted.company_enrich_similar as t)
        as current`
  return row as {
    status: Record<string, unknown>
    settled: number
    landed: number
    current: number
  }
}

/** Looks again and again, and has every look agree with the tables. Gives the statuses seen. */
async function watch(batchId: string, onProgress: (processed: number) => void): Promise<string[]> {
  const seen: string[] = []
  for (let before = 0; ; ) {
    const { status, settled, landed, current } = await look(batchId)
    const processed = Number(status.processed_domains)
    expect(status).toMatchObject({
      total_domains: domains.length,
      processed_domains: settled,
      succeeded_domains: landed,
      failed_domains: 0,
      pending_domains: domains.length - settled,
      progress_percent: Math.round((settled / domains.length) * 1000) / 10,
      error_message: null,
    })
    const isOver = settled === domains.length
    expect(status.status === 'completed').toBe(isOver)
    expect('results_summary' in status).toBe(isOver)
    expect(status.completed_at === null).toBe(!isOver)
    expect(current).toBeLessThanOrEqual(landed)
    expect(processed).toBeGreaterThanOrEqual(before)
    if (seen.at(-1) !== status.status) seen.push(String(status.status))
    onProgress(processed)
    if (isOver) return seen
    before = processed
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

it('a batch of 598 domains completes, whoever is killed and whatever the vendor answers', async () => {
  const { batch_id } = await call(
    database.sql,
    'find_similar_companies_batch',
    JSON.stringify({ domains: [...domains, 'https://www.COMPANY-1.example/', ''] })
  )
  const kills = [100, 200, 300]
  const start = () => startWorkerProcess(database.edgeUrl, vendorEnvironment(vendor))
  const never = Promise.resolve()
  let worker = start()
  let killing: Promise<unknown> = never
  const statuses = await watch(batch_id, (processed) => {
    if (processed < (kills[0] ?? Number.POSITIVE_INFINITY)) return
    kills.shift()
    const victim = worker
    worker = killing.then(async () => {
      await (await victim).end('SIGKILL')
      return start()
    })
    killing = worker
  })
  await killing
  await (await worker).end('SIGTERM')

  expect(kills).toEqual([])
  expect(statuses).toEqual(['pending', 'processing', 'completed'])
  const { status } = await look(batch_id)
  expect(status.results_summary).toEqual({
    total_similar_companies: found,
    domains_with_results: Object.values(expected).filter((count) => count > 0).length,
    per_domain_counts: expected,
  })
  expect(status.similar_companies_found).toBe(found)

  // Once in the current table, once in raw as an answer, and what failed stands beside it.
  const { sql } = database
  for (const table of [
    'extracted.company_enrich_similar',
    'core.company_similar_companies_preview',
  ]) {
    const rows = await sql.unsafe<{ input_domain: string; n: number }[]>(
      `select input_domain, count(distinct company_domain)::integer as n from ${table} group by 1`
    )
    expect(Object.fromEntries(rows.map(({ input_domain, n }) => [input_domain, n]))).toEqual(
      Object.fromEntries(Object.entries(expected).filter(([, count]) => count > 0))
    )
  }
  const [raw] = await sql`
    select
      count(*) filter (where payload is not null)::integer as answers,
      count(*) filter (where status_code = 429)::integer as throttled,
      count(*) filter (where status_code = 500)::integer as errors,
      count(*) filter (where status_code is null and error_message is not null)::integer as broken
    from raw.company_enrich_similar_raw`
  expect(raw?.answers).toBe(domains.length)
  for (const kind of ['throttled', 'errors', 'broken']) expect(raw?.[kind]).toBeGreaterThan(0)
  const [lost] = await sql`
    select count(*)::integer as n from outbound.attempts where error like 'the lease ran out%'`
  expect(lost?.n).toBeGreaterThan(0)
  expect(vendor.log.every(({ body }) => body.domains.length === 1)).toBe(true)

  await sql`delete from extracted.company_enrich_similar`
  await sql`delete from core.company_similar_companies_preview`
  await sql`call ops.rebuild('company_enrich_similar')`
  expect((await look(batch_id)).current).toBe(
    Object.values(expected).filter((count) => count > 0).length
  )
}, 180_000)
