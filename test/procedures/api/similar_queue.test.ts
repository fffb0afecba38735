import { beforeEach, describe, expect, it } from 'vitest'
import { type Claim, createWorker, type Worker } from '../../support/outbox.ts'
import { landSimilar, listing } from '../../support/similar.ts'
import { type Answer, call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
let worker: Worker

const emptied = [
  'outbound.queue',
  'outbound.deliveries',
  'outbound.attempts',
  'outbound.results',
  'outbound.jobs',
  'core.company_customers',
  'core.company_similar_companies_preview',
  'extracted.company_enrich_similar',
  'ops.documents',
  'raw.company_enrich_similar_raw',
  'raw.company_enrich_similar_batches',
]

const setRate = (rate: number | null) =>
  house.sql`update outbound.accounts set rate_per_second = ${rate}, next_start_at = now()
    where account = 'companyenrich'`

beforeEach(async () => {
  await house.sql.unsafe(emptied.map((table) => `delete from ${table}`).join('; '))
  await setRate(null)
  worker = createWorker(house.sql)
})

const ask = (name: string, request: unknown = {}, context: unknown = {}): Promise<Answer> =>
  call(house.sql, name, JSON.stringify(request), JSON.stringify(context))
const start = (request: unknown = {}) => ask('start_similar_companies_batch', request)
const batchOf = (...domains: string[]) => ask('find_similar_companies_batch', { domains })
const statusOf = (batch_id: string) => ask('get_similar_companies_batch_status', { batch_id })
const pending = async (request: unknown = {}): Promise<string[]> =>
  (await ask('list_pending_similar_companies', request)).pending_domains
const queue = async () => (await ask('get_similar_companies_queue_status')).queue
const counted = (counts: Record<string, number>) => ({
  pending: 0,
  processing: 0,
  done: 0,
  error: 0,
  cancelled: 0,
  ...counts,
})

const known = (...domains: (string | null)[]) =>
  house.sql`
    insert into core.company_customers
      (origin_company_domain, customer_name_key, customer_name, customer_domain,
        customer_domain_source)
    select 'origin-' || n || '.example', 'customer ' || n, 'Customer ' || n, nullif(c, ''),
      case when c <> '' then 'claygent' end
    from unnest(${domains.map((domain) => domain ?? '')}::text[]) with ordinality as d (c, n)`

/** Reports what the vendor answered, as the worker does. */
async function report(
  by: Worker,
  claims: readonly Claim[],
  status: number | null,
  result: unknown = { status_code: 200, response: JSON.stringify(listing({ like: 0.5 })) }
) {
  const outcomes = claims.map(({ delivery_id, attempt }) => ({
    delivery_id,
    attempt,
    http_status: status,
    error: status === 200 ? null : `answered with ${status}`,
    is_call: true,
    result,
  }))
  return ask('finish_deliveries', { worker_id: by.id, outcomes })
}
const refusal = (status: number) => ({ status_code: status, body: `{"status": ${status}}` })
const expireLeases = () =>
  house.sql`update outbound.queue set due_at = clock_timestamp() - interval '1 ms'`

describe('what is pending', () => {
  it('are the domains of customers, each once, that nobody asked about', async () => {
    await known('b.example', 'a.example', 'b.example', null, 'c.example', 'd.example')
    await landSimilar(house.sql, { domain: 'c.example', payload: listing({}) })
    expect(await ask('list_pending_similar_companies', { limit: '2' })).toEqual({
      success: true,
      pending_domains: ['a.example', 'b.example'],
      total: 3,
      limit: 2,
      offset: 0,
      has_more: true,
    })
    expect(await ask('list_pending_similar_companies', { limit: 2, offset: '2' })).toMatchObject({
      pending_domains: ['d.example'],
      has_more: false,
    })
    await batchOf('a.example')
    expect(await pending()).toEqual(['b.example', 'd.example'])
  })

  it('is nothing that was asked in vain, unless it is wanted again', async () => {
    await known('a.example', 'b.example')
    await start()
    const claims = await worker.claim()
    await report(worker, claims, 404, refusal(404))
    expect(await pending()).toEqual([])
    expect(await start()).toMatchObject({ queued_domains: 0, batch_id: null })
    expect(await pending({ again: true })).toEqual(['a.example', 'b.example'])
    expect(await start({ again: true })).toMatchObject({ queued_domains: 2, remaining_pending: 0 })
    expect(await pending({ again: true })).toEqual([])
  })

  it('is started in batches, and two at once take different ones', async () => {
    await setRate(2)
    await known('a.example', 'b.example', 'c.example', 'd.example', 'e.example')
    const first = await start({ batch_size: 2, similarity_weight: -0.5, country_code: 'ie' })
    expect(first).toEqual({
      success: true,
      queued_domains: 2,
      remaining_pending: 3,
      batch_id: expect.any(String),
      job_id: expect.any(String),
      domains_processing: 2,
      estimated_time_seconds: 1,
    })
    expect(
      await house.row(`select input_domains, similarity_weight, country_code
        from raw.company_enrich_similar_batches`)
    ).toEqual({
      input_domains: ['a.example', 'b.example'],
      similarity_weight: '-0.5',
      country_code: 'IE',
    })
    await Promise.all([start({ batch_size: 2 }), start({ batch_size: 2 }), start()])
    const taken = await house.rows('select subject from outbound.deliveries order by subject')
    expect(taken.map(({ subject }) => subject)).toEqual([
      'a.example',
      'b.example',
      'c.example',
      'd.example',
      'e.example',
    ])
  })

  it.each([
    ['list_pending_similar_companies', { limit: 0 }],
    ['list_pending_similar_companies', { limit: 2001 }],
    ['list_pending_similar_companies', { offset: -1 }],
    ['start_similar_companies_batch', { batch_size: 0 }],
    ['start_similar_companies_batch', { similarity_weight: 2 }],
    ['start_similar_companies_batch', { country_code: 'x' }],
    ['clear_similar_companies_queue', { include_processing: 'perhaps' }],
  ])('%s refuses %j', async (name, request) => {
    expect((await failure(ask(name, request))).code).toBe('WH104')
  })
})

describe('the status of a batch', () => {
  it('is right at every step', async () => {
    const { batch_id } = await batchOf('a.example', 'b.example', 'c.example')
    const now = async () => {
      const { status, processed_domains, pending_domains, progress_percent } =
        await statusOf(batch_id)
      return [status, processed_domains, pending_domains, progress_percent]
    }
    expect(await now()).toEqual(['pending', 0, 3, 0])
    const claims = await worker.claim()
    expect(await now()).toEqual(['processing', 0, 3, 0])
    await worker.release(claims)
    expect(await now()).toEqual(['pending', 0, 3, 0])
    const [a, b, c] = (await worker.claim()) as [Claim, Claim, Claim]
    await report(worker, [a], 200)
    expect(await now()).toEqual(['processing', 1, 2, 33.3])
    await report(worker, [b], 500, refusal(500))
    expect(await now()).toEqual(['processing', 1, 2, 33.3])
    await report(worker, [c], 402, refusal(402))
    expect(await now()).toEqual(['failed', 1, 2, 33.3])
    expect((await statusOf(batch_id)).error_message).toContain('402')
    const { job_id } = await statusOf(batch_id)
    await ask('redrive_outbound_job', { id: job_id })
    expect(await now()).toEqual(['processing', 1, 2, 33.3])
    await expireLeases()
    const rest = await worker.claim()
    await report(worker, rest.slice(0, 1), 422, refusal(422))
    await report(worker, rest.slice(1), 200)
    expect(await now()).toEqual(['completed_with_errors', 3, 0, 100])
    expect(await statusOf(batch_id)).toMatchObject({
      similar_companies_found: 2,
      results_summary: { domains_with_results: 2 },
    })
  })

  it('is processing, not done, while the worker that has the last domain is dead', async () => {
    const { batch_id } = await batchOf('a.example')
    const [lost] = await worker.claim()
    await expireLeases()
    expect((await statusOf(batch_id)).status).toBe('processing')
    const heir = createWorker(house.sql)
    await report(heir, await heir.claim(), 200)
    expect((await statusOf(batch_id)).status).toBe('completed')
    // The dead one was only slow: its answer is a receipt, and lands nowhere.
    expect(await report(worker, [lost as Claim], 200)).toMatchObject({ sent: 0, late: 1 })
    const answers = 'select count(*)::integer as n from raw.company_enrich_similar_raw'
    expect(await house.row(answers)).toEqual({ n: 1 })
  })

  it('counts what its own answers hold, whoever asked about the domains since', async () => {
    const list = (scores: Record<string, number>) => ({
      status_code: 200,
      response: JSON.stringify(listing(scores)),
    })
    const first = await batchOf('a.example')
    await report(worker, await worker.claim(), 200, list({ x: 0.9, y: 0.8 }))
    const second = await batchOf('a.example')
    await report(worker, await worker.claim(), 200, list({ z: 0.9 }))
    expect((await statusOf(first.batch_id)).results_summary.total_similar_companies).toBe(2)
    expect((await statusOf(second.batch_id)).results_summary.per_domain_counts).toEqual({
      'a.example': 1,
    })
  })

  it('names the first ten of many domains that failed', async () => {
    const domains = Array.from({ length: 12 }, (_, number) => `bad-${number}.example`)
    const { batch_id } = await batchOf(...domains)
    await report(worker, await worker.claim(), 422, refusal(422))
    const { error_message: message } = await statusOf(batch_id)
    expect(message).toMatch(/^12 domains failed: bad-0\.example \(answered with 422\), bad-1/)
    expect(message.match(/bad-/g)).toHaveLength(10)
  })

  it('is there for analysts, with every domain', async () => {
    await batchOf('a.example', 'b.example')
    const [a] = await worker.claim()
    await report(worker, [a as Claim], 404, refusal(404))
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      expect(await analyst`select * from outbound.similar_batches`).toMatchObject([
        { status: 'processing', total_domains: 2, processed_domains: 1, failed_domains: 1 },
      ])
      expect(
        await analyst`select domain, status, attempts, last_error, raw_id is null as is_unanswered
          from outbound.similar_domains order by domain`
      ).toEqual([
        {
          domain: 'a.example',
          status: 'error',
          attempts: 1,
          last_error: 'answered with 404',
          is_unanswered: false,
        },
        {
          domain: 'b.example',
          status: 'processing',
          attempts: 1,
          last_error: null,
          is_unanswered: true,
        },
      ])
    } finally {
      await analyst`reset role`
      analyst.release()
    }
  })
})

describe('the queue', () => {
  it('is counted by status', async () => {
    await batchOf('a.example', 'b.example', 'c.example', 'd.example')
    expect(await queue()).toEqual(counted({ pending: 4 }))
    const [a, b] = (await worker.claim(3)) as [Claim, Claim]
    expect(await queue()).toEqual(counted({ pending: 1, processing: 3 }))
    await report(worker, [a], 200)
    await report(worker, [b], 404, refusal(404))
    expect(await queue()).toEqual(counted({ pending: 1, processing: 1, done: 1, error: 1 }))
    await expireLeases()
    expect(await queue()).toEqual(counted({ pending: 2, done: 1, error: 1 }))
  })

  it('is cleared of what nobody has in hand; calls under way are finished', async () => {
    const one = await batchOf('a.example', 'b.example', 'c.example')
    const claims = await worker.claim(1)
    const two = await batchOf('d.example')
    expect(await ask('clear_similar_companies_queue')).toMatchObject({
      success: true,
      cleared: 3,
      total: 4,
      queue: { processing: 1, cancelled: 3 },
    })
    expect((await statusOf(one.batch_id)).status).toBe('cancelled')
    expect((await statusOf(two.batch_id)).status).toBe('cancelled')
    await report(worker, claims, 200)
    expect(await queue()).toEqual(counted({ done: 1, cancelled: 3 }))
    expect(await ask('clear_similar_companies_queue')).toMatchObject({ cleared: 0 })
    expect(await statusOf(one.batch_id)).toMatchObject({
      status: 'cancelled',
      processed_domains: 1,
      pending_domains: 0,
    })
  })

  it('is cleared of calls under way too, whose answers then land nowhere', async () => {
    const { batch_id } = await batchOf('a.example', 'b.example')
    const claims = await worker.claim(1)
    const request = { include_processing: 'true' }
    expect(await ask('clear_similar_companies_queue', request)).toMatchObject({ cleared: 2 })
    expect(await report(worker, claims, 200)).toMatchObject({ sent: 0, late: 1 })
    expect(await queue()).toEqual(counted({ cancelled: 2 }))
    expect((await statusOf(batch_id)).status).toBe('cancelled')
    expect(await house.rows('select * from raw.company_enrich_similar_raw')).toEqual([])
    expect(await house.row('select state, is_open from outbound.jobs')).toEqual({
      state: 'cancelled',
      is_open: false,
    })
  })

  it('leaves batches that are done as they are', async () => {
    const { batch_id } = await batchOf('a.example')
    await report(worker, await worker.claim(), 200)
    expect(await ask('clear_similar_companies_queue')).toMatchObject({
      cleared: 0,
      queue: { done: 1 },
    })
    expect((await statusOf(batch_id)).status).toBe('completed')
  })
})

describe('without the key of the vendor', () => {
  const context = { vendors: ['gemini'] }

  it.each([
    ['find_similar_companies_batch', { domains: ['a.example'] }],
    ['find_similar_companies_single', { domain: 'a.example' }],
    ['start_similar_companies_batch', {}],
    ['get_similar_companies', { domain: 'a.example' }],
  ])('%s says which variable is missing, and queues nothing', async (name, request) => {
    await known('a.example')
    const refused = await failure(ask(name, request, context))
    expect(refused.code).toBe('WH741')
    expect(refused.message + refused.hint).toContain('COMPANYENRICH_API_KEY')
    expect(await house.rows('select * from outbound.jobs')).toEqual([])
    expect(await house.rows('select * from raw.company_enrich_similar_batches')).toEqual([])
  })

  it('what core has is still answered', async () => {
    await landSimilar(house.sql, { domain: 'a.example', payload: listing({ x: 0.9 }) })
    expect(await ask('get_similar_companies', { domain: 'a.example' }, context)).toMatchObject({
      source: 'cache',
      similar_companies: [{ company_domain: 'x.example' }],
    })
    const again = { domain: 'a.example', refresh: true }
    expect((await failure(ask('get_similar_companies', again, context))).code).toBe('WH741')
  })
})
