import { afterEach, describe, expect, it } from 'vitest'
import { type Claim, freeHook, type Reported, useOutbox } from '../../support/outbox.ts'

const house = useOutbox()

afterEach(() => house.clear())

const deliveries = () =>
  house.rows(`select d.subject, d.state, d.attempts, d.http_status, d.last_error,
      d.finished_at is not null as is_finished
    from outbound.deliveries as d order by d.delivery_id`)
const receipts = () =>
  house.rows(`select a.delivery_id::integer, a.attempt, a.worker_id, a.host, a.started_at,
      a.latency_ms, a.http_status, a.error, a.response_excerpt, a.is_late
    from outbound.attempts as a order by a.attempt_id`)
const queue = () =>
  house.rows(`select q.owner, q.attempt,
      extract(epoch from q.due_at - clock_timestamp())::numeric(12, 3) as due_in
    from outbound.queue as q order by q.delivery_id`)
/** Seconds until each row of the queue is due. */
const waits = async () => (await queue()).map(({ due_in }) => Number(due_in))

/** Tries one delivery with this outcome. */
async function attempt(reported: Reported, count = 1) {
  const worker = house.worker()
  const claims = await worker.claim(count)
  expect(claims).toHaveLength(count)
  return worker.finish(claims, reported)
}

describe('an answer of the receiver', () => {
  it.each([200, 201, 202, 204, 299])('with %i is a success', async (http_status) => {
    const jobId = await house.enqueue(1)
    const answer = await attempt({ http_status, response_excerpt: 'thanks' })
    expect(answer).toEqual({
      success: true,
      sent: 1,
      retried: 0,
      failed: 0,
      dead: 0,
      stopped: 0,
      late: 0,
    })
    expect(await deliveries()).toEqual([
      {
        subject: 'row 1',
        state: 'sent',
        attempts: 1,
        http_status,
        last_error: null,
        is_finished: true,
      },
    ])
    expect(await queue()).toEqual([])
    expect(await house.job(jobId)).toMatchObject({ state: 'done', sent: 1, seconds_left: 0 })
  })

  it.each([400, 401, 403, 405, 409, 413, 415, 422, 451, 499])(
    'with %i fails the delivery for good',
    async (http_status) => {
      const jobId = await house.enqueue(1)
      expect(await attempt({ http_status, error: 'refused' })).toMatchObject({ failed: 1, sent: 0 })
      expect(await deliveries()).toMatchObject([
        { state: 'failed', http_status, last_error: 'refused', is_finished: true },
      ])
      expect(await queue()).toEqual([])
      expect(await house.job(jobId)).toMatchObject({ state: 'done', failed: 1 })
    }
  )

  it.each([null, 100, 301, 302, 307, 408, 425, 429, 500, 502, 503, 504, 599, 999])(
    'with %s is tried again',
    async (http_status) => {
      const jobId = await house.enqueue(1)
      expect(await attempt({ http_status, error: 'not now' })).toMatchObject({ retried: 1 })
      expect(await deliveries()).toMatchObject([
        { state: 'pending', attempts: 1, http_status, last_error: 'not now', is_finished: false },
      ])
      expect(await queue()).toMatchObject([{ owner: null, attempt: 1 }])
      expect(await house.job(jobId)).toMatchObject({ state: 'running', pending: 1 })
      await house.makeDue()
      expect(await attempt({ http_status: 200 })).toMatchObject({ sent: 1 })
      expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 2, last_error: null }])
    }
  )

  it.each([404, 410])('with %i stops the job', async (http_status) => {
    const jobId = await house.enqueue(10)
    const other = await house.enqueue(1, {}, `${freeHook}/other`)
    const worker = house.worker()
    const claims = await worker.claim(3)
    expect(await worker.finish(claims.slice(0, 1), { http_status })).toMatchObject({ stopped: 1 })
    expect(await house.job(jobId)).toMatchObject({
      state: 'stopped',
      stop_reason: `the receiver answered ${http_status}: the webhook is gone`,
      pending: 10,
      in_flight: 2,
    })
    expect(await house.rows(`select owner from outbound.queue where job_id = '${jobId}'`)).toEqual([
      { owner: worker.id },
      { owner: worker.id },
    ])
    // What was in hand is settled for what it is; nothing else goes out.
    expect(await worker.finish(claims.slice(1, 2))).toMatchObject({ sent: 1 })
    expect(await worker.finish(claims.slice(2), { http_status: 503 })).toMatchObject({ retried: 0 })
    expect(await house.job(jobId)).toMatchObject({ pending: 9, sent: 1, in_flight: 0 })
    const next = await worker.claim()
    expect(next.map(({ job_id }) => job_id)).toEqual([other])
    expect(await house.rows(`select * from outbound.queue where job_id = '${jobId}'`)).toEqual([])
  })
})

describe('a wait', () => {
  it('doubles from the base to the cap, and varies from half to all of it', async () => {
    const options = { backoff_base_seconds: 8, backoff_cap_seconds: 50, max_attempts: 6 }
    await house.enqueue(200, options)
    const spans: number[][] = []
    for (let round = 1; round <= 5; round++) {
      await attempt({ http_status: 500 }, 200)
      spans.push(await waits())
      await house.makeDue()
    }
    for (const [index, full] of [8, 16, 32, 50, 50].entries()) {
      const seconds = spans[index] ?? []
      expect(Math.min(...seconds)).toBeGreaterThan(full * 0.5 - 1)
      expect(Math.max(...seconds)).toBeLessThanOrEqual(full)
      // Not all at the same moment, and the range is used.
      expect(Math.max(...seconds) - Math.min(...seconds)).toBeGreaterThan(full * 0.4)
    }
    expect(await attempt({ http_status: 500 }, 200)).toMatchObject({ dead: 200, retried: 0 })
  })

  it('is five seconds at first unless the job says otherwise', async () => {
    await house.enqueue(100)
    await attempt({ http_status: 500 }, 100)
    const seconds = await waits()
    expect(Math.min(...seconds)).toBeGreaterThan(1.5)
    expect(Math.max(...seconds)).toBeLessThanOrEqual(5)
  })

  it.each([
    [120, 120],
    [7200, 3600],
    [1e12, 3600],
  ])('is as long as the receiver asks for: %i s, but at most an hour', async (asked, expected) => {
    await house.enqueue(1)
    await attempt({ http_status: 429, retry_after_seconds: asked })
    const [seconds] = await waits()
    expect(seconds).toBeGreaterThan(expected - 5)
    expect(seconds).toBeLessThanOrEqual(expected)
  })

  it.each([0, 0.5, -100])('is no shorter than its own when it asks for %d s', async (asked) => {
    await house.enqueue(1)
    await attempt({ http_status: 503, retry_after_seconds: asked })
    expect((await waits())[0]).toBeGreaterThan(1.5)
  })

  it('of a delivery does not hold up the others', async () => {
    await house.enqueue(2)
    const worker = house.worker()
    await worker.finish(await worker.claim(1), { http_status: 500 })
    expect((await worker.claim()).map(({ body }) => JSON.parse(body).row)).toEqual([2])
  })
})

describe('a delivery', () => {
  it('dies after ten tries, and is kept', async () => {
    const jobId = await house.enqueue(1)
    for (let number = 1; number <= 9; number++) {
      expect(await attempt({ http_status: 500 })).toMatchObject({ retried: 1 })
      await house.makeDue()
    }
    expect(await attempt({ http_status: null, error: 'connection reset' })).toMatchObject({
      dead: 1,
    })
    expect(await deliveries()).toMatchObject([
      { state: 'dead', attempts: 10, http_status: null, last_error: 'connection reset' },
    ])
    expect(await house.job(jobId)).toMatchObject({ state: 'done', dead: 1, pending: 0 })
    expect((await receipts()).map((receipt) => receipt.attempt)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
  })

  it('dies at the first failure where one try is allowed', async () => {
    await house.enqueue(1, { max_attempts: 1 })
    expect(await attempt({ http_status: 500 })).toMatchObject({ dead: 1 })
  })
})

describe('a receipt', () => {
  it('is kept of every attempt, with what was seen', async () => {
    await house.enqueue(1)
    const first = house.worker()
    const second = house.worker()
    const [claim] = await first.claim()
    await first.finish([claim as Claim], { http_status: 503, error: 'busy' })
    await house.makeDue()
    await second.finish(await second.claim(), { http_status: 200, response_excerpt: '{"ok":1}' })
    const common = {
      delivery_id: claim?.delivery_id,
      host: 'receiver.example',
      started_at: '2026-01-02T03:04:05.678Z',
      latency_ms: 12,
      is_late: false,
    }
    expect(await receipts()).toEqual([
      {
        ...common,
        attempt: 1,
        worker_id: first.id,
        http_status: 503,
        error: 'busy',
        response_excerpt: null,
      },
      {
        ...common,
        attempt: 2,
        worker_id: second.id,
        http_status: 200,
        error: null,
        response_excerpt: '{"ok":1}',
      },
    ])
  })

  it('holds a thousand characters of the answer, and five hundred of the error', async () => {
    await house.enqueue(2)
    await attempt({ http_status: 200, response_excerpt: 'ä'.repeat(5000) })
    await attempt({ http_status: 500, error: 'e'.repeat(5000), response_excerpt: '' })
    const [sent, failed] = await receipts()
    expect(sent?.response_excerpt).toBe('ä'.repeat(1000))
    expect(failed?.error).toHaveLength(500)
  })

  it('says what was answered when the worker gives no reason', async () => {
    await house.enqueue(1)
    await attempt({ http_status: 422 })
    expect((await receipts())[0]?.error).toBe('the receiver answered 422')
  })
})

describe('an outcome that comes too late', () => {
  it('is kept as a receipt, and changes nothing', async () => {
    const jobId = await house.enqueue(1)
    const [slow, heir] = [house.worker(), house.worker()]
    const lost = await slow.claim()
    await house.makeDue()
    const claims = await heir.claim()
    expect(await slow.finish(lost, { http_status: 422 })).toMatchObject({ failed: 0, late: 1 })
    expect(await deliveries()).toMatchObject([{ state: 'pending' }])
    expect(await heir.finish(claims)).toMatchObject({ sent: 1, late: 0 })
    expect(await slow.finish(lost, { http_status: 500 })).toMatchObject({ retried: 0, late: 1 })
    expect(await house.job(jobId)).toMatchObject({ state: 'done', sent: 1 })
    expect(
      (await receipts()).map(({ attempt, worker_id, http_status, is_late }) => [
        attempt,
        worker_id === slow.id ? 'slow' : 'heir',
        http_status,
        is_late,
      ])
    ).toEqual([
      [1, 'slow', null, false],
      [1, 'slow', 422, true],
      [2, 'heir', 200, false],
      [1, 'slow', 500, true],
    ])
  })

  it('of the same worker, whose own later claim goes on, does not count for that', async () => {
    await house.enqueue(1)
    const worker = house.worker()
    const first = await worker.claim()
    await house.makeDue()
    const second = await worker.claim()
    expect(await worker.finish(first)).toMatchObject({ sent: 0, late: 1 })
    expect(await worker.finish(second)).toMatchObject({ sent: 1, late: 0 })
  })

  it('counts as a submission all the same when the receiver accepted it', async () => {
    await house.enqueue(1)
    const [slow, heir] = [house.worker(), house.worker()]
    const lost = await slow.claim()
    await house.makeDue()
    await heir.finish(await heir.claim())
    await slow.finish(lost)
    await house.worker().claim()
    expect(await house.row('select accepted::integer from outbound.webhook_usage')).toEqual({
      accepted: 2,
    })
  })

  it('after the lease ran out is taken as long as nobody else has the delivery', async () => {
    await house.enqueue(1)
    const worker = house.worker()
    const claims = await worker.claim()
    await house.makeDue()
    expect(await worker.finish(claims)).toMatchObject({ sent: 1, late: 0 })
    expect(await house.worker().claim()).toEqual([])
  })

  it('after it was given back is not taken', async () => {
    await house.enqueue(1)
    const worker = house.worker()
    const claims = await worker.claim()
    await worker.release(claims)
    expect(await worker.finish(claims)).toMatchObject({ sent: 0, late: 1 })
    expect(await deliveries()).toMatchObject([{ state: 'pending', attempts: 0 }])
  })

  it('of a worker that gave back what another has now, as the same attempt, is not taken', async () => {
    await house.enqueue(1)
    const [first, second] = [house.worker(), house.worker()]
    const claims = await first.claim()
    await first.release(claims)
    expect(await second.claim()).toMatchObject([{ attempt: 1 }])
    expect(await first.finish(claims)).toMatchObject({ sent: 0, late: 1 })
    expect(await first.finish(claims, { http_status: 422 })).toMatchObject({ failed: 0, late: 1 })
    expect(await deliveries()).toMatchObject([{ state: 'pending', attempts: 0 }])
  })
})

describe('a batch of outcomes', () => {
  it('may hold every kind, of several jobs', async () => {
    const gone = await house.enqueue(3, {}, `${freeHook}/gone`)
    const fine = await house.enqueue(4, { max_attempts: 1 }, `${freeHook}/fine`)
    const worker = house.worker()
    const claims = await worker.claim(7)
    const statuses = [200, 404, 503, 200, 422, 500, 200]
    const [row] = await house.sql`
      select api.finish_deliveries(${JSON.stringify({
        worker_id: worker.id,
        outcomes: claims.map(({ delivery_id, attempt }, index) => ({
          delivery_id,
          attempt,
          http_status: statuses[index],
        })),
      })}::text::jsonb) as answer`
    expect(row?.answer).toEqual({
      success: true,
      sent: 3,
      retried: 0,
      failed: 1,
      dead: 1,
      stopped: 1,
      late: 0,
    })
    expect(await house.job(gone)).toMatchObject({ state: 'stopped', sent: 1, pending: 2 })
    expect(await house.job(fine)).toMatchObject({ state: 'done', sent: 2, failed: 1, dead: 1 })
  })

  it('reported twice, as after an answer that was lost, counts once', async () => {
    await house.enqueue(4)
    const worker = house.worker()
    const claims = await worker.claim()
    const [sent, failed] = [claims.slice(0, 2), claims.slice(2)]
    for (let round = 0; round < 3; round++) {
      await worker.finish(sent)
      await worker.finish(failed, { http_status: 500 })
    }
    expect(await receipts()).toHaveLength(4)
    await house.worker().claim(0)
    expect(await house.row('select accepted::integer from outbound.webhook_usage')).toEqual({
      accepted: 2,
    })
  })

  it.each([[[]], [null]])('that is %j does nothing', async (outcomes) => {
    const request = JSON.stringify({ worker_id: house.worker().id, outcomes })
    const [row] = await house.sql`
      select api.finish_deliveries(${request}::text::jsonb) as answer`
    expect(row?.answer).toMatchObject({ success: true, sent: 0, late: 0 })
  })

  it('of deliveries that do not exist is ignored', async () => {
    const request = JSON.stringify({
      worker_id: house.worker().id,
      outcomes: [{ delivery_id: 987654321, attempt: 1, http_status: 200 }],
    })
    const [row] = await house.sql`
      select api.finish_deliveries(${request}::text::jsonb) as answer`
    expect(row?.answer).toMatchObject({ success: true, sent: 0, late: 0 })
    expect(await receipts()).toEqual([])
  })
})
