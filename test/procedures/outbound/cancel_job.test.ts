import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { clayHook, useOutbox } from '../../support/outbox.ts'
import { failure } from '../../support/warehouse.ts'

const house = useOutbox()

afterEach(() => house.clear())

const cancel = (jobId: string) => house.sql`select outbound.cancel_job(${jobId})`

describe('cancelling a job', () => {
  it('takes everything out of the queue that nobody has in hand', async () => {
    const jobId = await house.enqueue(10)
    const other = await house.enqueue(2)
    await cancel(jobId)
    expect(await house.job(jobId)).toMatchObject({
      state: 'cancelled',
      pending: 0,
      cancelled: 10,
      seconds_left: 0,
      finished_at: expect.stringMatching(/^\d{4}-/),
    })
    const claims = await house.worker().claim()
    expect(claims.map(({ job_id }) => job_id)).toEqual([other, other])
  })

  it('lets what is in flight end: a success counts, a failure is not tried again', async () => {
    const jobId = await house.enqueue(10)
    const worker = house.worker()
    const claims = await worker.claim(4)
    await cancel(jobId)
    expect(await house.job(jobId)).toMatchObject({
      state: 'cancelled',
      pending: 4,
      in_flight: 4,
      cancelled: 6,
    })
    await worker.finish(claims.slice(0, 1))
    await worker.finish(claims.slice(1, 2), { http_status: 500 })
    await worker.finish(claims.slice(2, 3), { http_status: 404 })
    await worker.finish(claims.slice(3), { http_status: 422 })
    expect(await house.job(jobId)).toMatchObject({
      state: 'cancelled',
      stop_reason: null,
      pending: 0,
      sent: 1,
      failed: 1,
      cancelled: 8,
    })
    expect(await house.rows('select * from outbound.queue')).toEqual([])
    await house.worker().claim()
    expect(await house.rows('select submissions::integer from outbound.webhooks')).toEqual([
      { submissions: 1 },
    ])
  })

  it('cancels what a worker that died had in hand, once its lease is over', async () => {
    const jobId = await house.enqueue(3)
    await house.worker().claim(2)
    await cancel(jobId)
    await house.makeDue()
    expect(await house.worker().claim()).toEqual([])
    expect(await house.job(jobId)).toMatchObject({ pending: 0, in_flight: 0, cancelled: 3 })
    const receipts = await house.rows('select attempt, http_status from outbound.attempts')
    expect(receipts).toEqual([
      { attempt: 1, http_status: null },
      { attempt: 1, http_status: null },
    ])
  })

  it('takes what is given back after it', async () => {
    const jobId = await house.enqueue(2)
    const worker = house.worker()
    const claims = await worker.claim()
    await cancel(jobId)
    await worker.release(claims)
    expect(await worker.claim()).toEqual([])
    expect(await house.job(jobId)).toMatchObject({ pending: 0, cancelled: 2 })
  })

  it('twice, or of a job that is done, changes nothing', async () => {
    const cancelled = await house.enqueue(2)
    await cancel(cancelled)
    const before = await house.job(cancelled)
    await cancel(cancelled)
    expect(await house.job(cancelled)).toEqual(before)

    const done = await house.enqueue(1)
    const worker = house.worker()
    await worker.finish(await worker.claim())
    await worker.claim()
    await cancel(done)
    expect(await house.job(done)).toMatchObject({ state: 'done', sent: 1, cancelled: 0 })
  })

  it('ends a stopped one for good', async () => {
    const jobId = await house.enqueue(3)
    const worker = house.worker()
    await worker.finish(await worker.claim(1), { http_status: 410 })
    await cancel(jobId)
    expect(await house.job(jobId)).toMatchObject({ state: 'cancelled', pending: 0, cancelled: 3 })
  })

  it('of a job that does not exist is refused', async () => {
    expect(await failure(cancel(randomUUID()))).toMatchObject({
      code: 'WH701',
      message: 'the job does not exist',
      hint: expect.stringContaining('job_id'),
    })
  })

  it('gives the room at the webhook back', async () => {
    await house.sql`
      insert into outbound.webhooks (webhook_url, account, submissions)
      values (${clayHook}, 'clay', 49990)`
    const jobId = await house.enqueue(10, {}, clayHook)
    expect((await failure(house.enqueue(1, {}, clayHook))).code).toBe('WH703')
    await cancel(jobId)
    await house.enqueue(10, {}, clayHook)
  })
})
