import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { costing, enqueueCalls, finishCalls, landPlainly } from '../../support/calls.ts'
import { type Claim, useOutbox } from '../../support/outbox.ts'
import { failure } from '../../support/warehouse.ts'

const outbox = useOutbox()

// Every call may cost 0.01 USD: see landPlainly.
const highest = 0.01

beforeAll(async () => {
  await landPlainly(outbox.sql)
  await outbox.sql`update outbound.accounts set rate_per_second = null where account = 'gemini'`
})

beforeEach(async () => {
  await outbox.clear()
  await outbox.sql`truncate public.landed, outbound.results, outbound.job_costs`
})

const asked = (count: number, options: unknown) =>
  enqueueCalls(outbox.sql, 'orphan_domain', count, options)

/** What a job may cost at worst, from this moment on. */
async function worstOf(jobId: string): Promise<number> {
  const [row] = await outbox.sql<{ worst: number }[]>`
    select (c.spent_usd + c.assumed_usd + c.reserve_usd * (
      select count(*) from outbound.queue as q where q.job_id = c.job_id
    ))::float8 as worst
    from outbound.job_costs as c where c.job_id = ${jobId}`
  return row?.worst ?? Number.NaN
}

describe('a job with a budget', () => {
  it('has no more in the queue than it can pay for, and stops within one call of it', async () => {
    const jobId = await asked(100, { budget_usd: 0.1 })
    const workers = [outbox.worker(), outbox.worker(), outbox.worker()]
    let spent = 0
    for (let round = 0; ; round += 1) {
      const hands = await Promise.all(workers.map((worker) => worker.claim(4)))
      if (hands.flat().length === 0) break
      expect(await worstOf(jobId)).toBeLessThanOrEqual(0.1 + 1e-9)
      // They cost 0.001 to 0.004 each, and are told of in the same moment.
      const price = ((round % 4) + 1) / 1000
      const report = { http_status: 200, result: costing(price) }
      await Promise.all(
        hands.map((hand, at) => finishCalls(workers[at] ?? outbox.worker(), hand, report))
      )
      spent += price * hands.flat().length
    }
    const job = await outbox.job(jobId)
    expect(job).toMatchObject({ state: 'stopped', stop_reason: 'budget', budget_usd: 0.1 })
    expect(job.spent_usd).toBeCloseTo(spent, 9)
    expect(job.spent_usd).toBeLessThanOrEqual(0.1)
    expect(job.spent_usd).toBeGreaterThan(0.1 - highest)
    expect(job.sent + job.pending).toBe(100)
    expect(job.pending).toBeGreaterThan(0)
    const [row] = await outbox.rows(`select state, stop_reason, is_open from outbound.jobs`)
    expect(row).toEqual({ state: 'stopped', stop_reason: 'budget', is_open: false })
  })

  it('waits with the rest while something is in flight whose cost is not known yet', async () => {
    const jobId = await asked(10, { budget_usd: 0.025 })
    const worker = outbox.worker()
    const claims = await worker.claim()
    expect(claims).toHaveLength(2)
    expect(await worker.claim()).toEqual([])
    expect(await outbox.job(jobId)).toMatchObject({ state: 'running', in_flight: 2, pending: 10 })
    // It was cheap: there is room for one more beside the other.
    await finishCalls(worker, claims.slice(0, 1), { http_status: 200, result: costing(0.001) })
    expect(await worker.claim()).toHaveLength(1)
  })

  it('goes on with a larger one, from where it stopped', async () => {
    const jobId = await asked(5, { budget_usd: 0.02 })
    const worker = outbox.worker()
    const work = async (): Promise<Claim[]> => {
      const claims = await worker.claim()
      if (claims.length === 0) return []
      await finishCalls(worker, claims, { http_status: 200, result: costing(highest) })
      return [...claims, ...(await work())]
    }
    expect(await work()).toHaveLength(2)
    expect(await outbox.job(jobId)).toMatchObject({ state: 'stopped', pending: 3, spent_usd: 0.02 })
    const [same] = await outbox.sql`select r.* from outbound.redrive(${jobId}) as r`
    expect(same).toMatchObject({ deliveries: 0 })
    expect(await outbox.job(jobId)).toMatchObject({ state: 'stopped', stop_reason: 'budget' })

    await outbox.sql`select outbound.set_budget(${jobId}, '0.04')`
    const [more] = await outbox.sql`select r.* from outbound.redrive(${jobId}) as r`
    expect(more).toMatchObject({ deliveries: 2 })
    expect(await work()).toHaveLength(2)
    await outbox.sql`select outbound.set_budget(${jobId}, null)`
    await outbox.sql`select outbound.redrive(${jobId})`
    expect(await work()).toHaveLength(1)
    expect(await outbox.job(jobId)).toMatchObject({ state: 'done', sent: 5, budget_usd: null })
  })

  it('counts what a failed call cost, and a call whose answer never came at its highest', async () => {
    const jobId = await asked(3, { budget_usd: 1 })
    const worker = outbox.worker()
    const [one, two, three] = await worker.claim()
    if (!one || !two || !three) throw new Error('too few')
    await finishCalls(worker, [one], { http_status: 400, result: costing(0.003) })
    await finishCalls(worker, [two], { http_status: null, error: 'late', is_cost_unknown: true })
    await finishCalls(worker, [three], { http_status: null, error: 'refused' })
    expect(await outbox.job(jobId)).toMatchObject({ spent_usd: 0.003, assumed_usd: highest })
  })

  it('counts what a lost worker had in hand, until its late answer says what it cost', async () => {
    const jobId = await asked(1, { budget_usd: 1 })
    const [lost, next] = [outbox.worker(), outbox.worker()]
    const claims = await lost.claim()
    await outbox.makeDue()
    const again = await next.claim()
    expect(await outbox.job(jobId)).toMatchObject({ spent_usd: 0, assumed_usd: highest })
    const late = { http_status: 200, result: costing(0.002) }
    await finishCalls(lost, claims, late)
    await finishCalls(lost, claims, late)
    expect(await outbox.job(jobId)).toMatchObject({ spent_usd: 0.002, assumed_usd: 0 })
    await finishCalls(next, again, late)
    expect(await outbox.job(jobId)).toMatchObject({ spent_usd: 0.004, sent: 1 })
  })

  it('keeps within it though a worker is lost with everything in its hands', async () => {
    const jobId = await asked(20, { budget_usd: 0.05 })
    const [lost, next] = [outbox.worker(), outbox.worker()]
    const claims = await lost.claim()
    expect(claims).toHaveLength(5)
    await finishCalls(lost, claims.slice(0, 2), { http_status: 200, result: costing(0.001) })
    await outbox.makeDue()
    // 3 lost calls may have cost 0.03; 2 cost 0.002: there is room for one more.
    const again = await next.claim()
    expect(again).toHaveLength(1)
    expect(await worstOf(jobId)).toBeLessThanOrEqual(0.05 + 1e-9)
    await finishCalls(next, again, { http_status: null, error: 'late', is_cost_unknown: true })
    await outbox.makeDue()
    expect(await next.claim()).toEqual([])
    expect(await outbox.job(jobId)).toMatchObject({
      state: 'stopped',
      stop_reason: 'budget',
      spent_usd: 0.002,
      assumed_usd: 0.04,
      sent: 2,
      pending: 18,
    })
    // Nothing is forgotten: a larger one finds them all.
    await outbox.sql`select outbound.set_budget(${jobId}, '5')`
    await outbox.sql`select outbound.redrive(${jobId})`
    expect(await next.claim()).toHaveLength(18)
  })

  it('leaves the room of others alone', async () => {
    const [small, large] = [await asked(10, { budget_usd: 0.01 }), await asked(10, {})]
    const worker = outbox.worker()
    const claims = await worker.claim()
    expect(claims.filter(({ job_id }) => job_id === small)).toHaveLength(1)
    expect(claims.filter(({ job_id }) => job_id === large)).toHaveLength(10)
    await finishCalls(worker, claims, { http_status: 200, result: costing(highest) })
    expect(await outbox.job(large)).toMatchObject({
      state: 'done',
      spent_usd: 0.1,
      budget_usd: null,
    })
    expect(await outbox.job(small)).toMatchObject({ state: 'stopped', spent_usd: 0.01 })
  })

  it('that was cancelled queues no more, whatever room its last answers leave', async () => {
    const jobId = await asked(10, { budget_usd: 0.01 })
    const worker = outbox.worker()
    const claims = await worker.claim()
    await outbox.sql`select outbound.cancel_job(${jobId})`
    await finishCalls(worker, claims, { http_status: 200, result: costing(0.001) })
    expect(await worker.claim()).toEqual([])
    expect(await outbox.job(jobId)).toMatchObject({ state: 'cancelled', sent: 1, cancelled: 9 })
  })
})

describe('a budget is refused', () => {
  it.each([
    [0, 'must be an amount'],
    [-1, 'must be an amount'],
    ['much', 'must be an amount'],
    [0.009, 'must be at least 0.01'],
    [1e7, 'must be an amount'],
  ])('of %j', async (budget, words) => {
    const refused = await failure(asked(1, { budget_usd: budget }))
    expect(refused).toMatchObject({ code: 'WH104', message: expect.stringContaining(words) })
    expect(refused.message).toContain('budget_usd')
  })

  it('for calls that cost nothing, and for jobs that do not exist', async () => {
    const free = enqueueCalls(outbox.sql, 'similar_companies', 1, { budget_usd: 1 })
    expect(await failure(free)).toMatchObject({ code: 'WH104' })
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect(await failure(outbox.sql`select outbound.set_budget(${nobody}, '1')`)).toMatchObject({
      code: 'WH701',
    })
  })
})
