import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorker } from '../../supabase/functions/_shared/outbound/wake.ts'
import { readSettings } from '../../supabase/functions/_shared/settings.ts'
import { enqueueCalls, landedOf, landPlainly } from '../support/calls.ts'
import {
  type CompanyEnrich,
  startCompanyEnrich,
  vendorEnvironment,
} from '../support/companyenrich.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { shortenLeases, untilSent } from '../support/outbound.ts'
import { startWorkerProcess } from '../support/worker-process.ts'

let vendor: CompanyEnrich
let database: TestDatabase

beforeAll(async () => {
  vendor = await startCompanyEnrich()
  database = await createDatabase()
  await landPlainly(database.sql)
  await shortenLeases(database.sql, 2)
  await database.sql`
    update outbound.accounts set rate_per_second = 40 where account = 'companyenrich'`
})

afterAll(async () => {
  await vendor.stop()
  await database.drop()
})

beforeEach(async () => {
  vendor.behave({ faultOf: () => null, latencyMs: 0, retryAfterSeconds: 1 })
  await database.sql`truncate outbound.queue, outbound.deliveries, outbound.attempts, public.landed,
    outbound.jobs, outbound.results`
})

const companies = (count: number, options = {}) =>
  enqueueCalls(database.sql, 'similar_companies', count, { backoff_base_seconds: 0.1, ...options })

/** Works in this process, as the functions do, until nothing is left. */
const work = (env: Record<string, string> = vendorEnvironment(vendor)) =>
  openWorker(readSettings({ PIPELINE_DB_URL: database.edgeUrl, ...env }), () => {}, {
    budgetMs: 60_000,
  }).done

const job = async (jobId: string) => {
  const [row] = await database.sql`select outbound.describe_job(${jobId}) as job`
  return row?.job
}

describe('a worker', () => {
  it('asks a vendor, and lands each answer once, whatever goes wrong on the way', async () => {
    const faults = ['throttled', 'error', 'truncated', 'reset'] as const
    vendor.behave({
      faultOf: (domain, visit) =>
        visit === 1 ? (faults[Number(/\d+/.exec(domain)?.[0]) % 8] ?? null) : null,
    })
    const jobId = await companies(40)
    const done = await work()
    expect(done).toMatchObject({ delivered: 40, failed: 20 })
    expect(await job(jobId)).toMatchObject({ state: 'done', sent: 40, pending: 0 })
    const sent = (await landedOf(database.sql)).filter(({ state }) => state === 'sent')
    expect(sent).toHaveLength(40)
    expect(new Set(sent.map(({ subject }) => subject)).size).toBe(40)
  })

  it('that is killed in the middle leaves its calls to the next; each lands once', async () => {
    vendor.behave({ latencyMs: 700 })
    const jobId = await companies(30, { max_attempts: 10 })
    for (let kills = 0; kills < 2; kills += 1) {
      const before = vendor.log.length
      const doomed = await startWorkerProcess(database.edgeUrl, vendorEnvironment(vendor))
      while (vendor.log.length < before + 3) await new Promise((resolve) => setTimeout(resolve, 20))
      await doomed.end('SIGKILL')
    }
    const last = await startWorkerProcess(database.edgeUrl, vendorEnvironment(vendor))
    expect(await untilSent(database.sql, 30_000)).toBe(true)
    await last.end('SIGTERM')
    expect(await job(jobId)).toMatchObject({ state: 'done', sent: 30, dead: 0 })
    const landed = await landedOf(database.sql)
    expect(landed.map(({ state }) => state)).toEqual(Array(30).fill('sent'))
    const [lost] = await database.sql`
      select count(*)::integer as n from outbound.attempts as a where a.error like 'the lease ran out%'`
    expect(lost?.n).toBeGreaterThan(0)
  })

  it('without a key stops the job at the first call, and names the variable', async () => {
    const asked = vendor.log.length
    const jobId = await companies(20)
    const done = await work({ COMPANYENRICH_BASE_URL: vendor.baseUrl })
    expect(done.delivered).toBe(0)
    expect(vendor.log).toHaveLength(asked)
    expect(await job(jobId)).toMatchObject({
      state: 'stopped',
      stop_reason: 'COMPANYENRICH_API_KEY is not set',
      pending: 20,
    })
    // With the key it goes on where it stopped.
    await database.sql`select outbound.redrive(${jobId})`
    await work()
    expect(await job(jobId)).toMatchObject({ state: 'done', sent: 20 })
  })

  it('stops after the first refusal of the key, and starts nothing more of what it has in hand', async () => {
    const jobId = await companies(40)
    const asked = vendor.log.length
    await work({ ...vendorEnvironment(vendor), COMPANYENRICH_API_KEY: 'wrong' })
    expect(await job(jobId)).toMatchObject({ state: 'stopped', pending: 40 })
    expect(vendor.log.length - asked).toBeLessThan(20)
  })
})
