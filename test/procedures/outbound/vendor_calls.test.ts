import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callKinds } from '../../../supabase/functions/_shared/vendors/kinds.ts'
import { enqueueCalls, finishCalls, landedOf, landPlainly } from '../../support/calls.ts'
import { useOutbox } from '../../support/outbox.ts'
import { failure } from '../../support/warehouse.ts'

const outbox = useOutbox()

beforeAll(() => landPlainly(outbox.sql))

beforeEach(async () => {
  await outbox.clear()
  await outbox.sql`truncate public.landed, outbound.results, outbound.job_costs`
  await outbox.sql`update outbound.accounts set rate_per_second = null where account = 'companyenrich'`
})

const companies = (count: number, options = {}, context = {}) =>
  enqueueCalls(outbox.sql, 'similar_companies', count, options, context)

describe('the kinds of calls', () => {
  it('are the same in the table and in the functions', async () => {
    const rows = await outbox.sql`
      select k.kind, k.vendor, k.stop_statuses from outbound.kinds as k
      where k.vendor is not null order by k.kind`
    const known = Object.entries(callKinds)
      .map(([kind, { vendor, stopStatuses }]) => ({ kind, vendor, stop_statuses: stopStatuses }))
      .sort((one, other) => (one.kind < other.kind ? -1 : 1))
    expect([...rows]).toEqual(known)
  })
})

describe('a job of calls', () => {
  it('is claimed as any other, with the vendor in place of a webhook', async () => {
    await companies(3)
    const claims = await outbox.worker().claim()
    expect(claims).toHaveLength(3)
    expect(claims[0]).toMatchObject({
      webhook_url: 'vendor:similar_companies',
      body: '{"domain" : "company-1.example"}',
      attempt: 1,
    })
  })

  it('has the options of its kind, unless it says otherwise', async () => {
    const [plain, own] = [await companies(1), await companies(1, { max_attempts: 9, batch: 7 })]
    const rows = await outbox.sql`
      select j.job_id, j.options from outbound.jobs as j order by j.created_at`
    expect(rows.map((row) => row.job_id)).toEqual([plain, own])
    expect(rows[0]?.options).toEqual({
      max_attempts: 4,
      backoff_base_seconds: 2,
      backoff_cap_seconds: 60,
    })
    expect(rows[1]?.options).toMatchObject({ max_attempts: 9, batch: 7 })
  })

  it('is refused while the environment has no key of the vendor, and nothing is queued', async () => {
    const refused = await failure(companies(1, {}, { vendors: ['gemini'] }))
    expect(refused).toMatchObject({ code: 'WH741', message: 'COMPANYENRICH_API_KEY is not set' })
    await companies(1, {}, { vendors: ['companyenrich'] })
    expect(await outbox.sql`select 1 from outbound.jobs`).toHaveLength(1)
  })

  it('is refused for a kind that no vendor answers', async () => {
    expect(await failure(enqueueCalls(outbox.sql, 'test_row', 1))).toMatchObject({
      code: 'WH702',
    })
    expect(await failure(enqueueCalls(outbox.sql, 'nothing', 1))).toMatchObject({ code: 'WH702' })
  })

  it('keeps to the limiter of its vendor', async () => {
    await outbox.sql`update outbound.accounts set rate_per_second = 2 where account = 'companyenrich'`
    await companies(10)
    const claims = await outbox.worker().claim(100, 1500)
    const gaps = claims
      .slice(1)
      .map((claim, index) => claim.startsAt - (claims[index]?.startsAt ?? 0))
    expect(claims.length).toBeLessThanOrEqual(4)
    expect(Math.min(...gaps)).toBeGreaterThan(505)
  })
})

describe('what a vendor answers', () => {
  it('lands with the settlement, once, however often it is reported', async () => {
    await companies(2)
    const worker = outbox.worker()
    const claims = await worker.claim()
    const report = { http_status: 200, result: { items: [1] } }
    expect(await finishCalls(worker, claims, report)).toMatchObject({ sent: 2, late: 0 })
    await finishCalls(worker, claims, report)
    expect(await landedOf(outbox.sql)).toMatchObject([
      { subject: 'subject 1', state: 'sent', result: { items: [1] }, http_status: 200 },
      { subject: 'subject 2', state: 'sent' },
    ])
    expect(await outbox.rows('select raw_id from outbound.results')).toHaveLength(2)
  })

  it('does not land when the delivery went to somebody else meanwhile', async () => {
    await companies(1)
    const [slow, quick] = [outbox.worker(), outbox.worker()]
    const claims = await slow.claim()
    await outbox.makeDue()
    const again = await quick.claim()
    expect(again[0]?.attempt).toBe(2)
    expect(
      await finishCalls(slow, claims, { http_status: 200, result: { by: 'slow' } })
    ).toMatchObject({
      sent: 0,
      late: 1,
    })
    expect(await landedOf(outbox.sql)).toEqual([])
    await finishCalls(quick, again, { http_status: 200, result: { by: 'quick' } })
    expect(await landedOf(outbox.sql)).toMatchObject([{ result: { by: 'quick' } }])
  })

  it('lands once when two report the same delivery in the same moment', async () => {
    await companies(1)
    const [slow, quick] = [outbox.worker(), outbox.worker()]
    const claims = await slow.claim()
    await outbox.makeDue()
    const again = await quick.claim()
    await Promise.all([
      finishCalls(slow, claims, { http_status: 200, result: {} }),
      finishCalls(quick, again, { http_status: 200, result: {} }),
    ])
    expect(await landedOf(outbox.sql)).toHaveLength(1)
  })

  it('lands of failed calls too, with what became of the delivery', async () => {
    const jobId = await companies(3)
    const worker = outbox.worker()
    const [one, two, three] = await worker.claim()
    if (!one || !two || !three) throw new Error('too few')
    await finishCalls(worker, [one], {
      http_status: 422,
      error: 'answered with 422',
      result: { a: 1 },
    })
    await finishCalls(worker, [two], { http_status: 404, error: 'answered with 404' })
    await finishCalls(worker, [three], { http_status: 500, error: 'answered with 500' })
    expect(await landedOf(outbox.sql)).toMatchObject([
      { state: 'failed', http_status: 422, error: 'answered with 422', result: { a: 1 } },
      { state: 'failed', http_status: 404 },
      { state: 'pending', http_status: 500 },
    ])
    expect(await outbox.job(jobId)).toMatchObject({ state: 'running', failed: 2, pending: 1 })
  })

  it('fails at once what its caller calls final, and tries a lost answer again', async () => {
    await companies(2)
    const worker = outbox.worker()
    const [one, two] = await worker.claim()
    if (!one || !two) throw new Error('too few')
    await finishCalls(worker, [one], {
      http_status: null,
      error: 'the page is gone',
      is_final: true,
    })
    await finishCalls(worker, [two], { http_status: null, error: 'the body ended early' })
    expect((await landedOf(outbox.sql)).map(({ state }) => state)).toEqual(['failed', 'pending'])
  })

  it('waits as long as the vendor asks for', async () => {
    await companies(1)
    const worker = outbox.worker()
    await finishCalls(worker, await worker.claim(), { http_status: 429, retry_after_seconds: 600 })
    const [row] = await outbox.sql`
      select q.due_at > clock_timestamp() + interval '590 s' as is_later from outbound.queue as q`
    expect(row).toEqual({ is_later: true })
  })

  it('that the tables refuse fails its delivery alone, and is kept until they take it', async () => {
    const jobId = await companies(3)
    const worker = outbox.worker()
    const [bad, ...good] = await worker.claim()
    if (bad === undefined) throw new Error('nothing claimed')
    const outcomes = [bad, ...good].map(({ delivery_id, attempt }) => ({
      delivery_id,
      attempt,
      is_call: true,
      http_status: 200,
      result: delivery_id === bad.delivery_id ? { refuse: true, paid: 'dearly' } : {},
    }))
    const finish = (some: typeof outcomes) => outbox.sql`
      select outbound.finish_deliveries(${worker.id}, ${JSON.stringify(some)}::text::jsonb)`
    // Of several, none is taken: the worker tells them one by one then.
    expect(await failure(finish(outcomes))).toMatchObject({ code: '23514' })
    expect(await landedOf(outbox.sql)).toEqual([])
    for (const outcome of outcomes) await finish([outcome])
    expect(await landedOf(outbox.sql)).toHaveLength(2)
    expect(await outbox.job(jobId)).toMatchObject({ sent: 2, failed: 1 })
    const [kept] = await outbox.sql`
      select d.last_error, r.unlanded #>> '{result,paid}' as paid
      from outbound.results as r inner join outbound.deliveries as d using (delivery_id)
      where r.unlanded is not null`
    expect(kept).toEqual({
      last_error: 'the answer was not landed: 23514 refused by a table',
      paid: 'dearly',
    })

    expect(await failure(outbox.sql`select outbound.land_again()`)).toMatchObject({
      code: '23514',
    })
    await outbox.sql`update outbound.results set unlanded = unlanded #- '{result,refuse}'`
    const [again] = await outbox.sql`select outbound.land_again()::integer as n`
    expect(again).toEqual({ n: 1 })
    expect(await landedOf(outbox.sql)).toHaveLength(3)
    expect(await outbox.job(jobId)).toMatchObject({ sent: 3, failed: 0, state: 'done' })
    const [none] = await outbox.sql`select outbound.land_again()::integer as n`
    expect(none).toEqual({ n: 0 })
  })
})

describe('a vendor that refuses every call', () => {
  it.each([401, 402, 403])('stops the job with %i, the rest stays pending', async (status) => {
    const jobId = await companies(5)
    const worker = outbox.worker()
    const claims = await worker.claim(2)
    await finishCalls(worker, claims.slice(0, 1), { http_status: status, error: 'no' })
    expect(await outbox.job(jobId)).toMatchObject({
      state: 'stopped',
      stop_reason: `companyenrich answered ${status}, as it would always`,
      pending: 5,
      failed: 0,
    })
    expect(await worker.claim()).toEqual([])
    // What was under way is settled all the same.
    await finishCalls(worker, claims.slice(1), { http_status: 200, result: {} })
    expect(await outbox.job(jobId)).toMatchObject({ state: 'stopped', sent: 1, pending: 4 })

    const [redriven] = await outbox.sql`select r.* from outbound.redrive(${jobId}) as r`
    expect(redriven).toMatchObject({ deliveries: 4 })
    expect(await worker.claim()).toHaveLength(4)
  })

  it('stops it in the words of the caller, such as a missing key', async () => {
    const jobId = await companies(2)
    const worker = outbox.worker()
    const claims = await worker.claim(1)
    const reason = 'COMPANYENRICH_API_KEY is not set'
    await finishCalls(worker, claims, { http_status: null, error: reason, stop_reason: reason })
    expect(await outbox.job(jobId)).toMatchObject({
      state: 'stopped',
      stop_reason: reason,
      pending: 2,
    })
  })

  it('leaves a job of webhooks alone that get the same status', async () => {
    const jobId = await outbox.enqueue(1)
    const worker = outbox.worker()
    await worker.finish(await worker.claim(), { http_status: 401, error: 'answered with 401' })
    expect(await outbox.job(jobId)).toMatchObject({ failed: 1, state: 'done' })
    expect(await outbox.job(jobId)).not.toHaveProperty('spent_usd')
  })
})
