import { spawnSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorker } from '../../supabase/functions/_shared/outbound/wake.ts'
import type { WorkerOptions } from '../../supabase/functions/_shared/outbound/worker.ts'
import { readSettings } from '../../supabase/functions/_shared/settings.ts'
import { type Clay, startClay } from '../support/clay.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { allowReceiver, enqueueRows, statesOf, untilSent } from '../support/outbound.ts'
import { startWorkerProcess } from '../support/worker-process.ts'

let clay: Clay
let database: TestDatabase

beforeEach(async () => {
  clay = await startClay()
  database = await createDatabase()
  await allowReceiver(database.sql, clay.origin, 10)
})

afterEach(async () => {
  await clay.stop()
  await database.drop()
})

const silent = () => {}
const settings = () =>
  readSettings({ PIPELINE_DB_URL: database.edgeUrl, PIPELINE_DEVELOPMENT: '1' })

/** Works in this process, as the functions do. */
const work = (options: WorkerOptions) => openWorker(settings(), silent, options).done

async function until(condition: () => boolean, limitMs = 20_000): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > limitMs) throw new Error('it did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Rows of the queue that some worker has. */
async function inHand(): Promise<number> {
  const [row] = await database.sql<{ n: number }[]>`
    select count(*)::integer as n from outbound.queue as q where q.owner is not null`
  return row?.n ?? -1
}

describe('a worker that is told to stop', () => {
  it('finishes what is under way, gives the rest back and ends with 0', async () => {
    clay.behave({ latencyMs: 1500 })
    await enqueueRows(database.sql, clay.webhookUrl(), 60)
    const worker = await startWorkerProcess(database.edgeUrl)
    await until(() => clay.log.length >= 8)
    const asked = Date.now()
    expect(await worker.end('SIGTERM')).toBe(0)
    expect(Date.now() - asked).toBeLessThan(8000)

    const arrived = clay.log.length
    expect(arrived).toBeLessThan(20)
    expect(await statesOf(database.sql)).toEqual({ sent: arrived, pending: 60 - arrived })
    expect(await inHand()).toBe(0)
    const [counted] = await database.sql`
      select max(q.attempt)::integer as attempt, count(*)::integer as n from outbound.queue as q`
    expect(counted).toEqual({ attempt: 0, n: 60 - arrived })
    expect(await worker.logged('worker stopped')).toMatchObject({ delivered: arrived, failed: 0 })
  })

  it('writes one JSON line per event, and nothing of what it sends', async () => {
    await enqueueRows(database.sql, clay.webhookUrl('secret-path'), 3)
    const worker = await startWorkerProcess(database.edgeUrl)
    await untilSent(database.sql, 20_000)
    await worker.end('SIGTERM')
    const attempts = worker.log().filter(({ message }) => message === 'attempt')
    expect(attempts).toHaveLength(3)
    expect(attempts[0]).toMatchObject({ level: 'info', attempt: 1, http_status: 200 })
    expect(JSON.stringify(worker.log())).not.toMatch(/secret-path|"row"/)
  })
})

it('a worker without a database says what is missing, and ends with 1', () => {
  const { PIPELINE_DB_URL: _own, SUPABASE_DB_URL: _platform, ...env } = process.env
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/worker.ts'], {
    env,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toContain('PIPELINE_DB_URL is not set')
})

describe('a worker with a budget', () => {
  it('is done within it, with nothing in hand', async () => {
    clay.behave({ latencyMs: 200 })
    await enqueueRows(database.sql, clay.webhookUrl(), 200)
    const started = Date.now()
    const done = await work({ budgetMs: 4000 })
    // All of them would take 20 s.
    expect(Date.now() - started).toBeLessThan(8000)
    expect(done.delivered).toBeGreaterThan(8)
    // What a busy machine could not start in time is given back.
    expect(done).toEqual({
      claimed: done.delivered + done.given_back,
      delivered: clay.log.length,
      failed: 0,
      given_back: expect.any(Number),
    })
    expect(await statesOf(database.sql)).toMatchObject({ sent: done.delivered })
    expect(await inHand()).toBe(0)
  })

  it('ends before it when nothing is left, and waits for what will be due', async () => {
    const started = Date.now()
    expect(await work({ budgetMs: 30_000 })).toMatchObject({ claimed: 0 })
    expect(Date.now() - started).toBeLessThan(3000)

    clay.behave({ errorShare: 1 })
    await enqueueRows(database.sql, clay.webhookUrl(), 2, { backoff_base_seconds: 2 })
    setTimeout(() => clay.behave({ errorShare: 0 }), 700)
    expect(await work({ budgetMs: 30_000 })).toMatchObject({ delivered: 2, failed: 2 })
    expect(Date.now() - started).toBeLessThan(15_000)
  })

  it('gives up a request that would outlast it', async () => {
    clay.behave({ hangingShare: 1 })
    await enqueueRows(database.sql, clay.webhookUrl(), 3)
    const started = Date.now()
    expect(await work({ budgetMs: 2000 })).toMatchObject({ delivered: 0, failed: 3 })
    // The limit of a request is 10 s.
    expect(Date.now() - started).toBeLessThan(8000)
    expect(await inHand()).toBe(0)
  })
})

describe('what the receiver says', () => {
  it('ends a job whose webhook is gone after the first answers', async () => {
    clay.removeWebhook('rows')
    const job = await enqueueRows(database.sql, clay.webhookUrl(), 50)
    const done = await work({ budgetMs: 20_000 })
    expect(clay.log.length).toBeLessThan(5)
    expect(done.given_back + done.failed).toBe(done.claimed)
    const [row] = await database.sql`
      select j.state, (select count(*)::integer from outbound.queue) as queued
      from outbound.jobs as j where j.job_id = ${job}`
    expect(row).toEqual({ state: 'stopped', queued: 0 })
    expect(await statesOf(database.sql)).toEqual({ pending: 50 })
  })

  it('puts the next try off as long as it asks for', async () => {
    clay.behave({ throttledShare: 1, retryAfterSeconds: 3 })
    await enqueueRows(database.sql, clay.webhookUrl(), 1, { backoff_base_seconds: 0.1 })
    setTimeout(() => clay.behave({ throttledShare: 0 }), 1500)
    expect(await work({ budgetMs: 30_000 })).toMatchObject({ delivered: 1, failed: 1 })
    const [first, second] = clay.log
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2990)
    expect(second?.id).toBe(first?.id)
  })
})
