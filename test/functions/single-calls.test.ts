import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { GatewayProcess } from '../../scripts/gateway-process.ts'
import { landedOf, landPlainly } from '../support/calls.ts'
import { mostStarts } from '../support/clay-log.ts'
import {
  type CompanyEnrich,
  startCompanyEnrich,
  vendorEnvironment,
} from '../support/companyenrich.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { addKey, sender, startFunctions } from '../support/functions.ts'
import { shortenLeases, startsOf, untilSent } from '../support/outbound.ts'
import { startWorkerProcess } from '../support/worker-process.ts'

const path = '/find_similar_companies_single'
/** Seconds that a request waits here; a lease lasts as long. */
const wallSeconds = 4

let vendor: CompanyEnrich
let database: TestDatabase
let functions: GatewayProcess
let send: ReturnType<typeof sender>

const start = async (env: Record<string, string> = {}) =>
  startFunctions({
    databaseUrl: database.url,
    env: { ...vendorEnvironment(vendor), CALL_WALL_SECONDS: String(wallSeconds), ...env },
  })

beforeAll(async () => {
  vendor = await startCompanyEnrich()
  database = await createDatabase()
  await addKey(database.sql, 'test-key')
  await landPlainly(database.sql)
  await shortenLeases(database.sql, wallSeconds)
  functions = await start()
  send = sender(functions.baseUrl, 'test-key')
})

afterAll(async () => {
  await functions.stop()
  await vendor.stop()
  await database.drop()
})

beforeEach(async () => {
  vendor.behave({ faultOf: () => null, latencyMs: 0, retryAfterSeconds: 1 })
  await database.sql`truncate outbound.queue, outbound.deliveries, outbound.attempts, public.landed,
    outbound.jobs, outbound.results`
  await database.sql`update outbound.accounts set rate_per_second = 50 where account = 'companyenrich'`
  await database.sql`update outbound.kinds
    set default_options = '{"max_attempts": 3, "backoff_base_seconds": 0.1}'
    where kind = 'similar_companies'`
})

const ask = (domain: string, key?: string, via = send) =>
  via(path, {
    body: { domain },
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  })

const requestsFor = (domain: string) =>
  vendor.log.filter(({ body }) => body?.domains?.[0] === domain)

async function until(condition: () => boolean): Promise<void> {
  for (let round = 0; !condition(); round += 1) {
    if (round > 1500) throw new Error('it did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('a single request', () => {
  it('asks the vendor once and is answered from what was landed', async () => {
    const answer = await ask('one.example')
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      raw_id: expect.any(String),
      asked: { domain: 'one.example' },
      found: { status_code: 200 },
    })
    expect(requestsFor('one.example')).toHaveLength(1)
    expect(await landedOf(database.sql)).toMatchObject([{ subject: 'one.example', state: 'sent' }])
    const [attempt] = await database.sql`
      select a.attempt, a.http_status, a.host, a.is_late from outbound.attempts as a`
    expect(attempt).toEqual({ attempt: 1, http_status: 200, host: 'companyenrich', is_late: false })
  })

  it.each(['throttled', 'error', 'truncated', 'reset'] as const)(
    'is tried again after an answer that is %s, as long as it may wait',
    async (fault) => {
      vendor.behave({ faultOf: (_domain, visit) => (visit === 1 ? fault : null) })
      const started = performance.now()
      const answer = await ask(`${fault}.example`)
      expect(answer.status).toBe(200)
      expect(requestsFor(`${fault}.example`)).toHaveLength(2)
      expect((await landedOf(database.sql)).filter(({ state }) => state === 'sent')).toHaveLength(1)
      // Retry-After says a second, the backoff of the job less.
      if (fault === 'throttled') expect(performance.now() - started).toBeGreaterThan(990)
    }
  )

  it('is answered with 502 and the status of a vendor that gives no answer in the end', async () => {
    vendor.behave({ faultOf: () => 'error' })
    const answer = await ask('broken.example')
    expect(answer.status).toBe(502)
    expect(answer.body).toMatchObject({
      success: false,
      job_id: expect.any(String),
      vendor_status: 500,
      error: { code: 'WH742', message: expect.stringContaining('companyenrich answered with 500') },
    })
    expect(requestsFor('broken.example')).toHaveLength(3)
    const landed = await landedOf(database.sql)
    expect(landed.map(({ state }) => state).sort()).toEqual(['dead', 'pending', 'pending'])
  })

  it('is over, and not left for later, when the vendor refuses the key', async () => {
    vendor.behave({ key: 'another-key' })
    const answer = await ask('locked.example')
    vendor.behave({ key: vendor.key })
    expect(answer.status).toBe(502)
    expect(answer.body).toMatchObject({ vendor_status: 401, error: { code: 'WH742' } })
    expect(requestsFor('locked.example')).toHaveLength(1)
    const [left] = await database.sql`
      select d.state, j.state as job_state, (select count(*)::integer from outbound.queue) as queued
      from outbound.deliveries as d inner join outbound.jobs as j using (job_id)`
    expect(left).toEqual({ state: 'cancelled', job_state: 'cancelled', queued: 0 })
  })

  it('is answered with 202 when the vendor takes too long, and the worker goes on', async () => {
    vendor.behave({ faultOf: (_domain, visit) => (visit === 1 ? 'hanging' : null) })
    const answer = await ask('slow.example')
    expect(answer.status).toBe(202)
    expect(answer.body).toMatchObject({ success: false, error: { code: 'WH743' } })
    expect(await untilSent(database.sql, 20_000)).toBe(true)
    const job = await send(`/run/outbound/jobs/${answer.body.job_id}`)
    expect(job.body).toMatchObject({ state: 'done', sent: 1, vendor: 'companyenrich' })
    expect((await landedOf(database.sql)).map(({ state }) => state)).toContain('sent')
  })

  it('leaves a missing field to the schema, and asks nobody', async () => {
    const before = vendor.log.length
    expect((await send(path, { body: {} })).status).toBe(422)
    expect(vendor.log).toHaveLength(before)
  })
})

describe('the same request twice', () => {
  it('asks once with an Idempotency-Key, also at the same time', async () => {
    vendor.behave({ latencyMs: 600 })
    const answers = await Promise.all([ask('twin.example', 'k1'), ask('twin.example', 'k1')])
    answers.push(await ask('twin.example', 'k1'))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ body }) => body.raw_id)).size).toBe(1)
    expect(answers.filter(({ body }) => body.duplicate === true)).toHaveLength(2)
    expect(requestsFor('twin.example')).toHaveLength(1)
    expect((await ask('other.example', 'k1')).status).toBe(409)
  })

  it('keeps a refusal, too', async () => {
    vendor.behave({ faultOf: () => 'unpaid' })
    const [first, second] = [await ask('poor.example', 'k2'), await ask('poor.example', 'k2')]
    expect([first.status, second.status]).toEqual([502, 502])
    expect(first.body.vendor_status).toBe(402)
    expect(requestsFor('poor.example')).toHaveLength(1)
  })
})

describe('a process that is killed while it waits', () => {
  it('leaves the call to the worker: it lands once, and the repeated request has its answer', async () => {
    const doomed = await start()
    vendor.behave({ faultOf: (_domain, visit) => (visit === 1 ? 'hanging' : null) })
    const lost = ask('killed.example', 'k3', sender(doomed.baseUrl, 'test-key')).catch(() => 'lost')
    await until(() => requestsFor('killed.example').length === 1)
    await doomed.kill()
    expect(await lost).toBe('lost')
    expect(await landedOf(database.sql)).toEqual([])

    const worker = await startWorkerProcess(database.edgeUrl, vendorEnvironment(vendor))
    expect(await untilSent(database.sql, 20_000)).toBe(true)
    await worker.end('SIGTERM')
    expect(await landedOf(database.sql)).toMatchObject([{ state: 'sent' }])
    const asked = requestsFor('killed.example').length
    const again = await ask('killed.example', 'k3')
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ duplicate: true, found: { status_code: 200 } })
    expect(requestsFor('killed.example')).toHaveLength(asked)
    expect(await landedOf(database.sql)).toHaveLength(1)
  })

  it('leaves it to the same request, sent again, where no worker is about', async () => {
    const doomed = await start()
    vendor.behave({ faultOf: (_domain, visit) => (visit === 1 ? 'hanging' : null) })
    const lost = ask('again.example', 'k4', sender(doomed.baseUrl, 'test-key')).catch(() => 'lost')
    await until(() => requestsFor('again.example').length === 1)
    await doomed.kill()
    await lost
    // The lease of the other has to run out first, which takes about as long as this may wait.
    let answer = await ask('again.example', 'k4')
    if (answer.status === 202) answer = await ask('again.example', 'k4')
    expect(answer.status).toBe(200)
    expect(answer.body.duplicate).toBe(true)
    expect(await landedOf(database.sql)).toMatchObject([{ state: 'sent' }])
  })
})

describe('the limit of the vendor', () => {
  it('holds for single requests and a job together', async () => {
    const rate = 5
    await database.sql`
      update outbound.accounts set rate_per_second = ${rate} where account = 'companyenrich'`
    await database.sql`
      select outbound.enqueue_calls('similar_companies',
        array(select 'bulk ' || n from generate_series(1, 15) as n),
        array(
          select json_build_object('domain', format('bulk-%s.example', n))
          from generate_series(1, 15) as n
        ))`
    const worker = await startWorkerProcess(database.edgeUrl, vendorEnvironment(vendor))
    const singles = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ask(`${name}.single.example`))
    const answers = await Promise.all(singles)
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200))
    expect(await untilSent(database.sql, 20_000)).toBe(true)
    await worker.end('SIGTERM')
    const starts = await startsOf(database.sql)
    expect(starts).toHaveLength(21)
    // Two limits would let twice as many start; one start may be late by what the machine is busy.
    expect(mostStarts(starts)).toBeLessThanOrEqual(rate + 1)
  })
})
