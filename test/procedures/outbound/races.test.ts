import type postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../../scripts/db/connection.ts'
import {
  clayHook,
  createWorker,
  freeHook,
  untilSomebodyWaits,
  useOutbox,
} from '../../support/outbox.ts'

const house = useOutbox()
/** A connection whose transaction is left open by a test. */
let other: postgres.Sql

beforeAll(() => {
  other = connect(house.database.url, 1)
})

afterAll(() => other?.end())

afterEach(async () => {
  await other`rollback`.catch(() => undefined)
  await house.clear()
})

/** A job that was stopped while a worker has one of its three deliveries in hand. */
async function stoppedJob() {
  const jobId = await house.enqueue(3)
  const worker = house.worker()
  const claims = await worker.claim(2)
  await worker.finish(claims.slice(0, 1), { http_status: 410 })
  return { jobId, worker, inHand: claims.slice(1) }
}

/** Deliveries that are pending, and neither in the queue nor of a stopped job. */
const lost = () =>
  house.rows(`select d.delivery_id
    from outbound.deliveries as d
    inner join outbound.jobs as j using (job_id)
    where d.state = 'pending' and j.state <> 'stopped'
      and not exists (select from outbound.queue as q where q.delivery_id = d.delivery_id)`)

describe('while a redrive of a stopped job is not committed', () => {
  it('a claim leaves in the queue what the redrive counts on', async () => {
    const { jobId } = await stoppedJob()
    await house.makeDue()
    await other`begin`
    expect([...(await other`select deliveries from outbound.redrive(${jobId})`)]).toEqual([
      { deliveries: 2 },
    ])
    expect(await house.worker().claim()).toEqual([])
    await other`commit`
    expect(await lost()).toEqual([])
    await house.makeDue()
    expect(await house.worker().claim()).toHaveLength(3)
  })

  it('a failure waits for it, and is tried again', async () => {
    const { jobId, worker, inHand } = await stoppedJob()
    await other`begin`
    await other`select outbound.redrive(${jobId})`
    const finished = worker.finish(inHand, { http_status: 500 })
    await untilSomebodyWaits(house.sql)
    await other`commit`
    expect(await finished).toMatchObject({ retried: 1 })
    expect(await lost()).toEqual([])
  })

  it('a success does not wait for it', async () => {
    const { jobId, worker, inHand } = await stoppedJob()
    await other`begin`
    await other`select outbound.redrive(${jobId})`
    expect(await worker.finish(inHand)).toMatchObject({ sent: 1 })
    await other`commit`
    expect(await lost()).toEqual([])
    expect(await house.worker().claim()).toHaveLength(2)
  })
})

describe('while a cancellation is not committed', () => {
  it('a failure waits for it, and is not tried again', async () => {
    const jobId = await house.enqueue(2)
    const worker = house.worker()
    const claims = await worker.claim(1)
    await other`begin`
    await other`select outbound.cancel_job(${jobId})`
    const finished = worker.finish(claims, { http_status: 500 })
    await untilSomebodyWaits(house.sql)
    await other`commit`
    expect(await finished).toMatchObject({ retried: 0 })
    expect(await house.job(jobId)).toMatchObject({ state: 'cancelled', cancelled: 2, pending: 0 })
  })

  it('a claim of other jobs does not wait for it', async () => {
    const jobId = await house.enqueue(2)
    await other`begin`
    await other`select outbound.cancel_job(${jobId})`
    expect(await house.worker().claim()).toEqual([])
    await house.enqueue(1, {}, `${freeHook}/other`)
    expect(await house.worker().claim()).toHaveLength(1)
  })
})

describe('while a claim is not committed', () => {
  it('another one takes what is left, and a cancellation leaves to it what it has', async () => {
    const jobId = await house.enqueue(5)
    await other`begin`
    const claims = await createWorker(other).claim(2)
    expect(await house.worker().claim(1)).toHaveLength(1)
    await house.sql`select outbound.cancel_job(${jobId})`
    await other`commit`
    expect(await house.job(jobId)).toMatchObject({
      state: 'cancelled',
      pending: 3,
      in_flight: 3,
      cancelled: 2,
    })
    expect(claims).toHaveLength(2)
  })

  it('and it is rolled back, its deliveries are found again', async () => {
    await house.enqueue(3)
    await other`begin`
    await createWorker(other).claim(2)
    await other`rollback`
    expect(await house.worker().claim()).toHaveLength(3)
  })
})

it('a claim does not wait for a job that somebody has locked', async () => {
  const jobId = await house.enqueue(1)
  const worker = house.worker()
  await worker.finish(await worker.claim())
  await other`begin`
  await other`select outbound.lock_job(${jobId})`
  expect(await worker.claim()).toEqual([])
  await other`commit`
  expect(await house.rows('select state, is_open from outbound.jobs')).toMatchObject([
    { is_open: true },
  ])
  await worker.claim()
  expect(await house.rows('select state, is_open from outbound.jobs')).toEqual([
    { state: 'done', is_open: false },
  ])
})

it('webhooks are locked in the order of their URLs', async () => {
  const hooks = [`${freeHook}/a`, clayHook, `${freeHook}/b`].toSorted()
  for (const hook of hooks.toReversed()) {
    await house.enqueue(1, { max_attempts: 1 }, hook)
  }
  const worker = house.worker()
  await worker.finish(await worker.claim(), { http_status: 500 })
  await worker.claim()
  await other`begin`
  await other`select from outbound.webhooks where webhook_url = ${hooks[0] ?? ''} for update`
  const redriven = house.sql`select * from outbound.redrive()`.execute()
  await untilSomebodyWaits(house.sql)
  // It holds none of the others while it waits for the first.
  expect(
    await house.sql`select from outbound.webhooks where webhook_url <> ${hooks[0] ?? ''}
      for update nowait`
  ).toHaveLength(2)
  await other`commit`
  expect([...(await redriven)]).toEqual([{ jobs: 3, deliveries: 3 }])
})
