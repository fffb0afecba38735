import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { clayHook, freeHook, useOutbox } from '../../support/outbox.ts'
import { failure } from '../../support/warehouse.ts'

const house = useOutbox()

afterEach(() => house.clear())

async function redrive(jobId: string | null, includeFailed = false, kind: string | null = null) {
  const [row] = await house.sql`
    select r.jobs, r.deliveries from outbound.redrive(${jobId}, ${includeFailed}, ${kind}) as r`
  return row
}

/** Makes a job whose deliveries died, after one try each. */
async function deadJob(count: number, webhookUrl = freeHook): Promise<string> {
  const jobId = await house.enqueue(count, { max_attempts: 1 }, webhookUrl)
  const worker = house.worker()
  await worker.finish(await worker.claim(count, 10_000), { http_status: 500, error: 'down' })
  await worker.claim(0)
  return jobId
}

describe('a redrive', () => {
  it('sends the dead again, with the same ids, and tries them as often as at first', async () => {
    const jobId = await house.enqueue(2, { max_attempts: 2 })
    const worker = house.worker()
    const ids = (await worker.claim()).map(({ message_id }) => message_id)
    await house.makeDue()
    await worker.finish(await worker.claim(), { http_status: 500 })
    expect(await house.job(jobId)).toMatchObject({ state: 'done', dead: 2 })

    expect(await redrive(jobId)).toEqual({ jobs: 1, deliveries: 2 })
    expect(await house.job(jobId)).toMatchObject({
      state: 'running',
      dead: 0,
      pending: 2,
      finished_at: null,
    })
    const third = await worker.claim()
    expect(third.map(({ message_id }) => message_id)).toEqual(ids)
    expect(third.map(({ attempt }) => attempt)).toEqual([3, 3])
    expect(await worker.finish(third, { http_status: 500 })).toMatchObject({ retried: 2 })
    await house.makeDue()
    const fourth = await worker.claim()
    await worker.finish(fourth.slice(0, 1))
    await worker.finish(fourth.slice(1), { http_status: 500 })
    await worker.claim()
    expect(await house.job(jobId)).toMatchObject({ state: 'done', sent: 1, dead: 1 })
    expect(await house.rows('select submissions::integer from outbound.webhooks')).toEqual([
      { submissions: 1 },
    ])
  })

  it('counts what is sent after it once, on top of what was sent before', async () => {
    const jobId = await house.enqueue(5, { max_attempts: 1 })
    const worker = house.worker()
    await worker.finish(await worker.claim(3))
    await worker.finish(await worker.claim(2), { http_status: 500 })
    await worker.claim()
    const submissions = async () =>
      (await house.row('select submissions::integer as n from outbound.webhooks'))?.n
    expect(await submissions()).toBe(3)
    await redrive(jobId)
    await worker.finish(await worker.claim())
    await worker.claim()
    expect(await submissions()).toBe(5)
  })

  it('resumes a stopped job, without losing a row or sending one twice', async () => {
    const jobId = await house.enqueue(6)
    const worker = house.worker()
    const claims = await worker.claim(3)
    await worker.finish(claims.slice(0, 1))
    await worker.finish(claims.slice(1, 2), { http_status: 410 })
    expect(await redrive(jobId)).toEqual({ jobs: 1, deliveries: 4 })
    expect(await house.job(jobId)).toMatchObject({
      state: 'running',
      stop_reason: null,
      pending: 5,
      in_flight: 1,
    })
    const rows = (await worker.claim()).map(({ body }) => JSON.parse(body).row)
    expect(rows).toEqual([2, 4, 5, 6])
  })

  it('takes refused ones only where it is told to', async () => {
    const jobId = await house.enqueue(3)
    const worker = house.worker()
    await worker.finish(await worker.claim(2), { http_status: 422 })
    await worker.finish(await worker.claim(1))
    await worker.claim()
    expect(await redrive(jobId)).toEqual({ jobs: 0, deliveries: 0 })
    expect(await house.job(jobId)).toMatchObject({ state: 'done', failed: 2 })
    expect(await redrive(jobId, true)).toEqual({ jobs: 1, deliveries: 2 })
    expect(await house.job(jobId)).toMatchObject({ state: 'running', failed: 0, pending: 2 })
  })

  it('twice puts nothing into the queue twice, and leaves alone what is on its way', async () => {
    const jobId = await deadJob(3)
    await redrive(jobId)
    const claims = await house.worker().claim(1)
    expect(await redrive(jobId)).toEqual({ jobs: 0, deliveries: 0 })
    expect(claims).toHaveLength(1)
    expect(await house.rows('select 1 as one from outbound.queue')).toHaveLength(3)
  })

  it('of everything takes all jobs but cancelled ones and those to forbidden places', async () => {
    const [one, two] = [await deadJob(2), await deadJob(3, `${freeHook}/two`)]
    const cancelled = await house.enqueue(4)
    await house.sql`select outbound.cancel_job(${cancelled})`
    const away = await deadJob(1, clayHook)
    await house.sql`delete from outbound.destinations where origin = 'https://api.clay.com'`
    expect(await redrive(null)).toEqual({ jobs: 2, deliveries: 5 })
    expect(await failure(redrive(away))).toMatchObject({ code: 'WH711' })
    await house.sql`select outbound.allow_destination('https://api.clay.com')`
    expect(await redrive(null, false, 'no_such_kind')).toEqual({ jobs: 0, deliveries: 0 })
    expect(await redrive(null, false, 'test_row')).toEqual({ jobs: 1, deliveries: 1 })
    for (const jobId of [one, two, away]) {
      expect(await house.job(jobId)).toMatchObject({ state: 'running' })
    }
    expect(await house.job(cancelled)).toMatchObject({ state: 'cancelled', cancelled: 4 })
  })

  it('is refused for a job that was cancelled, or does not exist', async () => {
    const jobId = await house.enqueue(1)
    await house.sql`select outbound.cancel_job(${jobId})`
    expect(await failure(redrive(jobId))).toMatchObject({
      code: 'WH705',
      message: 'the job was cancelled',
    })
    expect(await failure(redrive(randomUUID()))).toMatchObject({ code: 'WH701' })
  })

  it('is refused when the webhook would take more than it takes in its lifetime', async () => {
    const jobId = await deadJob(5, clayHook)
    await house.sql`update outbound.webhooks set submissions = 49996`
    expect(await failure(redrive(jobId))).toMatchObject({
      code: 'WH703',
      message: expect.stringContaining('49996 accepted, 0 pending, 5 new'),
    })
    expect(await house.job(jobId)).toMatchObject({ state: 'done', dead: 5 })
    await house.sql`update outbound.webhooks set submissions = 49995`
    expect(await redrive(jobId)).toEqual({ jobs: 1, deliveries: 5 })
  })

  it('resumes a stopped job of which all that is left is in the hands of a lost worker', async () => {
    const jobId = await house.enqueue(1, {}, clayHook)
    const lost = house.worker()
    expect(await lost.claim()).toHaveLength(1)
    await house.sql`select outbound.forbid_destination('https://api.clay.com')`
    await house.sql`select outbound.allow_destination('https://api.clay.com')`
    expect(await redrive(jobId)).toEqual({ jobs: 0, deliveries: 0 })
    expect(await house.job(jobId)).toMatchObject({ state: 'running', pending: 1 })
    await house.makeDue()
    expect(await house.worker().claim()).toHaveLength(1)
  })

  it('of a job of 50,000 takes seconds', async () => {
    const jobId = await house.enqueue(50_000)
    const worker = house.worker()
    await worker.finish(await worker.claim(1), { http_status: 404 })
    const began = Date.now()
    expect(await redrive(jobId)).toEqual({ jobs: 1, deliveries: 50_000 })
    expect(Date.now() - began).toBeLessThan(20_000)
  })
})
