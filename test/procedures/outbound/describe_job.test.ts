import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { clayHook, enqueueBodies, useOutbox } from '../../support/outbox.ts'
import { failure } from '../../support/warehouse.ts'

const house = useOutbox()

afterEach(() => house.clear())

describe('the description of a job', () => {
  it('counts its deliveries by state, and none of another job between them', async () => {
    const [one, two] = await Promise.all([
      house.enqueue(40, { max_attempts: 1 }),
      house.enqueue(40, { max_attempts: 1 }),
    ])
    const worker = house.worker()
    const claims = (await worker.claim(80)).filter(({ job_id }) => job_id === one)
    await worker.finish(claims.slice(0, 5))
    await worker.finish(claims.slice(5, 8), { http_status: 400 })
    await worker.finish(claims.slice(8, 10), { http_status: 500 })
    expect(await house.job(one ?? '')).toMatchObject({
      job_id: one,
      kind: 'test_row',
      state: 'running',
      webhook_host: '127.0.0.1:9001',
      total: 40,
      pending: 30,
      in_flight: 30,
      sent: 5,
      failed: 3,
      dead: 2,
      cancelled: 0,
      skipped: 0,
      finished_at: null,
    })
    expect(await house.job(two ?? '')).toMatchObject({ total: 40, pending: 40, sent: 0 })
  })

  it('says how fast it goes and how long it will take, by the last minute', async () => {
    const jobId = await house.enqueue(1000)
    const worker = house.worker()
    await worker.finish(await worker.claim(700))
    await house.sql`
      update outbound.jobs set created_at = now() - interval '10 min' where job_id = ${jobId}`
    await house.sql`
      update outbound.deliveries set finished_at = now() - interval '2 min'
      where state = 'sent' and delivery_id % 7 <> 0`
    // 100 of them in the last minute: 1.67 a second, 300 to go.
    const job = await house.job(jobId)
    expect(job.rate_per_second).toBeCloseTo(1.67, 1)
    expect(job.seconds_left).toBeGreaterThan(170)
    expect(job.seconds_left).toBeLessThan(190)
  })

  it('goes by the rate of the account before anything was sent', async () => {
    const jobId = await house.enqueue(100, {}, clayHook)
    expect(await house.job(jobId)).toMatchObject({ rate_per_second: 0, seconds_left: 10 })
    const free = await house.enqueue(100)
    expect(await house.job(free)).toMatchObject({ rate_per_second: 0, seconds_left: null })
  })

  it('has the rows that were left out and the warnings', async () => {
    await house.sql`
      insert into outbound.webhooks (webhook_url, account, submissions)
      values (${clayHook}, 'clay', 45000)`
    const skipped = [{ subject: 's', reason: 'no name' }]
    const { job_id } = await enqueueBodies(house.sql, [{}], { webhookUrl: clayHook, skipped })
    expect(await house.job(job_id)).toMatchObject({
      skipped: 1,
      skipped_rows: skipped,
      warnings: [{ message: expect.stringContaining('45001 of the 50000') }],
    })
  })

  it('of a job that does not exist is refused', async () => {
    expect(await failure(house.job(randomUUID()))).toMatchObject({ code: 'WH701' })
  })
})

describe('the views', () => {
  it('show every job with its counts', async () => {
    await house.enqueue(3)
    const worker = house.worker()
    await worker.finish(await worker.claim(2))
    expect(
      await house.rows('select kind, state, total, pending, sent, dead from outbound.job_progress')
    ).toEqual([{ kind: 'test_row', state: 'running', total: 3, pending: 1, sent: 2, dead: 0 }])
  })

  it('show what was sent and has not come back in time', async () => {
    await house.sql`
      insert into outbound.kinds (kind, description, return_after)
      values ('test_return', 'Rows that come back.', '1 hour')`
    await house.enqueue(1)
    const { job_id } = await enqueueBodies(house.sql, [{}, {}, {}], { kind: 'test_return' })
    const worker = house.worker()
    await worker.finish((await worker.claim()).slice(0, 3))
    const overdue = () =>
      house.rows(
        'select kind, subject, job_id from outbound.unreturned_deliveries order by subject'
      )
    expect(await overdue()).toEqual([])
    await house.sql`update outbound.deliveries set finished_at = finished_at - interval '61 min'`
    expect(await overdue()).toEqual([
      { kind: 'test_return', subject: 'subject 0', job_id },
      { kind: 'test_return', subject: 'subject 1', job_id },
    ])
  })
})
