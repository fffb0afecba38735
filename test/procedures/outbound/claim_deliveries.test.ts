import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { connect } from '../../../scripts/db/connection.ts'
import { allowReceiver, enqueueRows } from '../../support/outbound.ts'
import { type Claim, clayHook, createWorker, freeHook, useOutbox } from '../../support/outbox.ts'
import { failure } from '../../support/warehouse.ts'

const house = useOutbox()

afterEach(() => house.clear())

const rowsOf = (claims: readonly Claim[]) => claims.map(({ body }) => JSON.parse(body).row)
const attempts = () =>
  house.rows(`select d.subject, a.attempt, a.worker_id, a.started_at, a.http_status, a.error
    from outbound.attempts as a inner join outbound.deliveries as d using (delivery_id)
    order by a.attempt_id`)

describe('a claim', () => {
  it('gives the oldest first, with all that sending needs', async () => {
    const jobId = await house.enqueue(5)
    const worker = house.worker()
    const claims = await worker.claim(3)
    expect(rowsOf(claims)).toEqual([1, 2, 3])
    expect(claims[0]).toMatchObject({
      delivery_id: expect.any(Number),
      message_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      job_id: jobId,
      webhook_url: freeHook,
      attempt: 1,
      start_in_ms: 0,
      late_ms: null,
      lease_ms: 30_000,
    })
    expect(rowsOf(await worker.claim(3))).toEqual([4, 5])
    expect(await worker.claim(3)).toEqual([])
  })

  it('of an empty queue gives nothing, and no time to come back', async () => {
    const [row] = await house.sql`
      select api.claim_deliveries('{"worker_id": "00000000-0000-4000-8000-000000000001"}') as answer`
    expect(row?.answer).toMatchObject({ success: true, deliveries: [], next_in_ms: null })
  })

  it('says when it is worth to come back', async () => {
    await house.enqueue(1)
    const worker = house.worker()
    await worker.claim()
    const [row] = await house.sql`select outbound.next_claim_in_ms()::integer as ms`
    expect(row?.ms).toBeGreaterThan(29_000)
    expect(row?.ms).toBeLessThanOrEqual(30_000)
  })

  it.each([
    [0, 0],
    [-5, 0],
    [7, 7],
    [5000, 1000],
  ])('of %i gives %i', async (limit, expected) => {
    await house.enqueue(1100)
    expect(await house.worker().claim(limit)).toHaveLength(expected)
  })

  it('without a worker is refused', async () => {
    const act = house.sql`select outbound.claim_deliveries(null, 1, 0)`
    expect(await failure(act)).toMatchObject({ code: 'WH704', message: 'a claim needs a worker' })
  })

  it('leaves what is due later', async () => {
    await house.enqueue(3)
    await house.sql`
      update outbound.queue set due_at = now() + interval '1 h'
      where delivery_id = (select min(delivery_id) from outbound.queue)`
    expect(rowsOf(await house.worker().claim())).toEqual([2, 3])
  })

  it('takes turns between accounts: a full one does not hold up the others', async () => {
    await house.enqueue(50, {}, clayHook)
    await house.enqueue(5)
    const claims = await house.worker().claim(100, 1000)
    const hosts = claims.map(({ webhook_url }) => new URL(webhook_url).hostname)
    expect(hosts.filter((host) => host === 'api.clay.com')).toHaveLength(10)
    expect(hosts.filter((host) => host === '127.0.0.1')).toHaveLength(5)
  })

  it('gives an account with a limiter its share while another is never done', async () => {
    await house.enqueue(500)
    await house.enqueue(5, {}, clayHook)
    const claims = await house.worker().claim(20, 1000)
    expect(claims.filter(({ late_ms }) => late_ms !== null)).toHaveLength(5)
    expect(claims).toHaveLength(20)
  })
})

it('no account without a limiter is always last', async () => {
  await allowReceiver(house.sql, 'http://127.0.0.1:9003', null, 'another_free_one')
  await house.enqueue(600)
  await house.enqueue(5, {}, 'http://127.0.0.1:9003/x')
  const worker = house.worker()
  const first = new Set<string>()
  for (let round = 0; round < 40; round++) {
    const [claim] = await worker.claim(1)
    first.add(new URL(claim?.webhook_url ?? '').host)
  }
  expect([...first].toSorted()).toEqual(['127.0.0.1:9001', '127.0.0.1:9003'])
  await house.sql`delete from outbound.destinations where account = 'another_free_one'`
})

describe('eight workers on connections of their own', () => {
  it('share 4,000 deliveries, and none goes to two of them', async () => {
    const jobId = await house.enqueue(4000)
    const seen: number[] = []
    await Promise.all(
      Array.from({ length: 8 }, async (_, number) => {
        const sql = connect(house.database.url, 1)
        const worker = createWorker(sql)
        for (;;) {
          const claims = await worker.claim(number % 2 === 0 ? 7 : 40)
          if (claims.length === 0) break
          seen.push(...claims.map(({ delivery_id }) => delivery_id))
          await worker.finish(claims)
        }
        await sql.end()
      })
    )
    expect(seen).toHaveLength(4000)
    expect(new Set(seen).size).toBe(4000)
    expect(await house.job(jobId)).toMatchObject({ state: 'done', sent: 4000, pending: 0 })
    expect(await house.rows('select * from outbound.queue')).toEqual([])
  })
})

describe('a lease', () => {
  it('that ran out gives the delivery to whoever asks, as the next attempt', async () => {
    await house.enqueue(2)
    const [lost, heir] = [house.worker(), house.worker()]
    const first = await lost.claim()
    expect(await heir.claim()).toEqual([])
    await house.makeDue()
    const second = await heir.claim()
    expect(rowsOf(second)).toEqual([1, 2])
    expect(second.map(({ attempt }) => attempt)).toEqual([2, 2])
    expect(second.map(({ message_id }) => message_id)).toEqual(
      first.map(({ message_id }) => message_id)
    )
  })

  it('that ran out leaves a receipt without an outcome', async () => {
    await house.enqueue(1)
    const lost = house.worker()
    await lost.claim()
    await house.makeDue()
    await house.worker().claim()
    expect(await attempts()).toEqual([
      {
        subject: 'row 1',
        attempt: 1,
        worker_id: lost.id,
        started_at: null,
        http_status: null,
        error: 'the lease ran out: it may have been delivered or not',
      },
    ])
  })

  it('lasts 30 seconds from the start on, and longer with a heartbeat', async () => {
    await house.enqueue(2)
    const worker = house.worker()
    const claims = await worker.claim()
    const left = async () =>
      (
        await house.rows(`select round(extract(epoch from due_at - clock_timestamp()))::integer as s
          from outbound.queue order by delivery_id`)
      ).map(({ s }) => s)
    expect(await left()).toEqual([30, 30])
    await house.sql`update outbound.queue set due_at = clock_timestamp() + interval '1 s'`
    expect(await worker.extend(claims.slice(0, 1))).toEqual([claims[0]?.delivery_id])
    expect(await left()).toEqual([30, 1])
  })

  it('is never shortened by a heartbeat', async () => {
    await house.enqueue(15, {}, clayHook)
    const worker = house.worker()
    const claims = await worker.claim(15, 1500)
    const dueAt = () => house.rows('select due_at from outbound.queue order by delivery_id')
    const before = await dueAt()
    await worker.extend(claims)
    const after = await dueAt()
    expect(after.at(-1)).toEqual(before.at(-1))
  })

  it('of somebody else, or one that was lost, is not extended', async () => {
    await house.enqueue(2)
    const [lost, heir] = [house.worker(), house.worker()]
    const claims = await lost.claim()
    expect(await heir.extend(claims)).toEqual([])
    await house.makeDue()
    await heir.claim(1)
    expect(await lost.extend(claims)).toEqual([claims[1]?.delivery_id])
    await lost.finish(claims)
    expect(await lost.extend(claims)).toEqual([])
  })

  it('lost as often as tries are allowed makes the delivery die', async () => {
    const jobId = await house.enqueue(2, { max_attempts: 3 })
    for (let attempt = 1; attempt <= 3; attempt++) {
      expect((await house.worker().claim()).map((claim) => claim.attempt)).toEqual([
        attempt,
        attempt,
      ])
      await house.makeDue()
    }
    expect(await house.worker().claim()).toEqual([])
    expect(await house.job(jobId)).toMatchObject({ state: 'done', dead: 2, pending: 0 })
    expect(await attempts()).toHaveLength(6)
  })
})

describe('what is given back', () => {
  it('can be claimed at once, in its old place, and the attempt does not count', async () => {
    await house.enqueue(6)
    const [first, second] = [house.worker(), house.worker()]
    const claims = await first.claim(3)
    expect(await first.release(claims.slice(0, 2))).toEqual(
      claims.slice(0, 2).map(({ delivery_id }) => delivery_id)
    )
    const next = await second.claim(6)
    expect(rowsOf(next).toSorted()).toEqual([1, 2, 4, 5, 6])
    expect(next.every(({ attempt }) => attempt === 1)).toBe(true)
    expect(await attempts()).toEqual([])
  })

  it('twice, or by somebody else, is left alone', async () => {
    await house.enqueue(1)
    const [first, second] = [house.worker(), house.worker()]
    const claims = await first.claim()
    expect(await second.release(claims)).toEqual([])
    expect(await first.release(claims)).toHaveLength(1)
    expect(await first.release(claims)).toEqual([])
    expect(await second.claim()).toHaveLength(1)
    expect(await first.release(claims)).toEqual([])
  })
})

describe('a session that looks from where it stopped', () => {
  // Jobs of one webhook are enqueued one after another.
  const slowHook = `${freeHook}/slow`

  it('finds what a long transaction enqueued before, when there is nothing else', async () => {
    const sql = connect(house.database.url, 1)
    const slow = connect(house.database.url, 1)
    const worker = createWorker(sql)
    await slow`begin`
    await enqueueRows(slow, slowHook, 2)
    await sleep(20)
    await house.enqueue(5)
    expect(await worker.claim(4)).toHaveLength(4)
    await slow`commit`
    expect(await worker.claim(1)).toHaveLength(1)
    expect(rowsOf(await worker.claim(4))).toEqual([1, 2])
    await Promise.all([sql.end(), slow.end()])
  })

  it('finds it within seconds while there is plenty else', async () => {
    const sql = connect(house.database.url, 1)
    const slow = connect(house.database.url, 1)
    const worker = createWorker(sql)
    await slow`begin`
    const early = await enqueueRows(slow, slowHook, 2)
    await sleep(20)
    await house.enqueue(900)
    await worker.claim(1)
    await slow`commit`
    let found = false
    for (let round = 0; round < 80 && !found; round++) {
      found = (await worker.claim(1)).some(({ job_id }) => job_id === early)
      await sleep(100)
    }
    expect(found).toBe(true)
    await Promise.all([sql.end(), slow.end()])
  })

  it('does not walk over rows that a long transaction keeps from being cleaned up', async () => {
    const holder = connect(house.database.url, 1)
    await holder`begin isolation level repeatable read`
    await holder`select count(*) from outbound.queue`
    const sql = connect(house.database.url, 1)
    const worker = createWorker(sql)
    const read = async () => {
      await sql`select pg_stat_force_next_flush()`
      const [row] = await sql<{ n: number }[]>`
        select idx_tup_read::integer as n from pg_stat_user_indexes
        where indexrelid = 'outbound.queue_account_idx'::regclass`
      return row?.n ?? 0
    }
    await house.enqueue(6000)
    for (let round = 0; round < 5; round++) await worker.finish(await worker.claim(1000))
    const before = await read()
    for (let round = 0; round < 10; round++) await worker.finish(await worker.claim(10))
    // Five thousand entries in front of what is due may not be removed: to walk over them every
    // time would take 50,000. A look at the front every few seconds is allowed.
    expect((await read()) - before).toBeLessThan(20_000)
    await holder`rollback`
    await Promise.all([sql.end(), holder.end()])
  })
})

it('a job that ends elsewhere while its deliveries are claimed is not sent any more', async () => {
  const jobId = await house.enqueue(3)
  await house.sql`update outbound.jobs set state = 'cancelled' where job_id = ${jobId}`
  expect(await house.worker().claim()).toEqual([])
  expect(await house.worker().claim()).toEqual([])
  expect(await house.job(jobId)).toMatchObject({ state: 'cancelled', cancelled: 3, pending: 0 })
  expect(await house.rows('select * from outbound.queue')).toEqual([])
})

it('a job whose last deliveries two workers finish in the same moment ends', async () => {
  for (let round = 0; round < 10; round++) {
    const jobId = await house.enqueue(2)
    const workers = [house.worker(), house.worker()]
    const claims = [await workers[0]?.claim(1), await workers[1]?.claim(1)]
    await Promise.all(workers.map((worker, index) => worker.finish(claims[index] ?? [])))
    expect(await house.job(jobId)).toMatchObject({ state: 'done', sent: 2 })
    await house.worker().claim()
    expect(
      await house.row(`select state, is_open, counted from outbound.jobs where job_id = '${jobId}'`)
    ).toEqual({ state: 'done', is_open: false, counted: 2 })
  }
  expect(await house.rows('select submissions::integer from outbound.webhooks')).toEqual([
    { submissions: 20 },
  ])
})

it('an account that is added later is served', async () => {
  await allowReceiver(house.sql, 'http://127.0.0.1:9002', 1000, 'late_comer')
  await house.enqueue(3, {}, 'http://127.0.0.1:9002/x')
  expect(await house.worker().claim()).toHaveLength(3)
})
