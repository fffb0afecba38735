import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GatewayProcess } from '../../scripts/gateway-process.ts'
import {
  type CompanyEnrich,
  startCompanyEnrich,
  vendorEnvironment,
} from '../support/companyenrich.ts'
import { similarCountOf } from '../support/companyenrich-answers.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { type Answer, addKey, sender, startFunctions } from '../support/functions.ts'
import { listing } from '../support/similar.ts'

const root = '/run/companies/companyenrich/similar-companies'
let database: TestDatabase
let vendor: CompanyEnrich
let functions: GatewayProcess
let send: ReturnType<typeof sender>

beforeAll(async () => {
  vendor = await startCompanyEnrich()
  database = await createDatabase()
  const { sql } = database
  await addKey(sql, 'test-key')
  await sql`update outbound.accounts set rate_per_second = null where account = 'companyenrich'`
  await sql`update outbound.kinds
    set default_options = default_options || '{"backoff_base_seconds": 0.05}'
    where kind = 'similar_companies'`
  functions = await startFunctions({ databaseUrl: database.url, env: vendorEnvironment(vendor) })
  send = sender(functions.baseUrl, 'test-key')
})

afterAll(async () => {
  await functions?.stop()
  await vendor?.stop()
  await database?.drop()
})

const pause = () => new Promise((resolve) => setTimeout(resolve, 20))
const statusOf = (batchId: string) =>
  send(`/api/enrichment/similar-companies/batch/${batchId}/status`)

/** Waits until no call of the job is under way: one that is refused would stop the job again. */
async function untilIdle(jobId: string): Promise<void> {
  while ((await send(`/run/outbound/jobs/${jobId}`)).body.in_flight > 0) await pause()
}

/** Asks until the batch has this status. */
async function untilStatus(batchId: string, status: string): Promise<Answer['body']> {
  for (;;) {
    const { body } = await statusOf(batchId)
    if (body.status === status) return body
    if (body.pending_domains === 0) throw new Error(`the batch is ${JSON.stringify(body)}`)
    await pause()
  }
}

const rawOf = (domain: string) =>
  database.sql`select * from raw.company_enrich_similar_raw
    where input_domain = ${domain} order by landing_no`
const asked = (domain: string) => vendor.log.filter(({ body }) => body.domains?.[0] === domain)

describe('a batch', () => {
  it('is answered at once, asks about every domain once, and sums up', async () => {
    const domains = ['one.example', 'WWW.One.example', 'two.example', 'nonsense', 'bit.ly', null]
    const answer = await send('/find_similar_companies_batch', {
      body: { domains, similarity_weight: '0.5', country_code: 'de', batch_name: ' spring ' },
    })
    expect(answer).toMatchObject({
      status: 200,
      body: {
        success: true,
        total_domains: 2,
        status: 'processing',
        skipped: 2,
        skipped_domains: [
          { subject: 'nonsense', reason: 'not a domain name' },
          { subject: 'bit.ly', reason: 'a link shortener or link page' },
        ],
      },
    })
    const { batch_id, job_id } = answer.body
    const counts = {
      'one.example': similarCountOf('one.example'),
      'two.example': similarCountOf('two.example'),
    }
    const total = counts['one.example'] + counts['two.example']
    expect(await untilStatus(batch_id, 'completed')).toEqual({
      success: true,
      batch_id,
      batch_name: 'spring',
      job_id,
      status: 'completed',
      total_domains: 2,
      processed_domains: 2,
      succeeded_domains: 2,
      failed_domains: 0,
      pending_domains: 0,
      progress_percent: 100,
      similarity_weight: 0.5,
      country_code: 'DE',
      error_message: null,
      similar_companies_found: total,
      created_at: expect.stringMatching(/\+00:00$/),
      completed_at: expect.stringMatching(/\+00:00$/),
      results_summary: {
        total_similar_companies: total,
        domains_with_results: Object.values(counts).filter((count) => count > 0).length,
        per_domain_counts: counts,
      },
    })
    expect(asked('one.example').map(({ body }) => body)).toEqual([
      { domains: ['one.example'], similarityWeight: 0.5, countries: ['DE'] },
    ])
    const [raw] = await rawOf('one.example')
    expect(raw).toMatchObject({
      batch_id,
      similarity_weight: '0.5',
      country_code: 'DE',
      status_code: 200,
      error_message: null,
      credits_used: 0,
      envelope: { job_id, delivery_id: expect.any(Number) },
    })
    const byName = await send('/get_similar_companies_batch_status', { body: { batch_id } })
    expect(byName.body).toEqual((await statusOf(batch_id)).body)
  })

  it('with the same Idempotency-Key is made once', async () => {
    const sent = {
      body: { domains: ['idem.example'] },
      headers: { 'idempotency-key': 'similar-1' },
    }
    const first = await send(`${root}/batch`, sent)
    const second = await send(`${root}/batch`, sent)
    expect(second.body).toEqual({ ...first.body, duplicate: true })
    await untilStatus(first.body.batch_id, 'completed')
    expect(asked('idem.example')).toHaveLength(1)
  })

  it('ends with errors where the vendor refuses a domain, and says which', async () => {
    vendor.behave({ faultOf: (domain) => (domain === 'bad.example' ? 'unknown' : null) })
    const { body } = await send(`${root}/batch`, {
      body: { domains: ['bad.example', 'fine.example'] },
    })
    const status = await untilStatus(body.batch_id, 'completed_with_errors')
    expect(status).toMatchObject({
      processed_domains: 2,
      succeeded_domains: 1,
      failed_domains: 1,
      similar_companies_found: similarCountOf('fine.example'),
      results_summary: {
        per_domain_counts: { 'fine.example': similarCountOf('fine.example') },
      },
    })
    expect(status.error_message).toBe(
      '1 domains failed: bad.example (answered with 404: Not Found: The company is not known.)'
    )
    expect(asked('bad.example')).toHaveLength(1)
    const [raw] = await rawOf('bad.example')
    expect(raw).toMatchObject({ status_code: 404, payload: null })
    expect(raw?.error_message).toContain('The company is not known.')
    vendor.behave({ faultOf: () => null })
  })

  it('gives a domain up after four calls', async () => {
    vendor.behave({ faultOf: () => 'error' })
    const { body } = await send(`${root}/batch`, { body: { domains: ['down.example'] } })
    const status = await untilStatus(body.batch_id, 'completed_with_errors')
    expect(status.error_message).toContain('down.example (answered with 500')
    expect(asked('down.example')).toHaveLength(4)
    expect((await rawOf('down.example')).map((row) => row.status_code)).toEqual([
      500, 500, 500, 500,
    ])
    vendor.behave({ faultOf: () => null })
  })

  it.each([
    ['unpaid', 402, 'CompanyEnrich answered 402'],
    ['401', 401, 'CompanyEnrich answered 401'],
  ])(
    'stops at %s, leaves the rest pending, and goes on when it is redriven',
    async (how, code, why) => {
      const domains = Array.from({ length: 40 }, (_, number) => `${how}-${number}.example`)
      const good = new Set(domains.slice(0, 3))
      if (how === 'unpaid') {
        vendor.behave({ faultOf: (domain) => (good.has(domain) ? null : 'unpaid') })
      } else {
        vendor.behave({ key: 'another' })
      }
      const { body } = await send(`${root}/batch`, { body: { domains } })
      const failed = await untilStatus(body.batch_id, 'failed')
      expect(failed).toMatchObject({
        failed_domains: 0,
        processed_domains: failed.succeeded_domains,
        pending_domains: 40 - failed.succeeded_domains,
        completed_at: null,
        similar_companies_found: null,
      })
      expect(failed.error_message).toContain(why)
      expect(failed).not.toHaveProperty('results_summary')
      await untilIdle(failed.job_id)
      vendor.behave({ faultOf: () => null, key: vendor.key })
      const redriven = await send(`/run/outbound/jobs/${failed.job_id}/redrive`, { body: {} })
      expect(redriven.status).toBe(200)
      const status = await untilStatus(body.batch_id, 'completed')
      expect(status).toMatchObject({
        processed_domains: 40,
        failed_domains: 0,
        error_message: null,
      })
      expect(Object.keys(status.results_summary.per_domain_counts)).toHaveLength(40)
      const [refused] = await database.sql`
      select count(*)::integer as n from raw.company_enrich_similar_raw
      where batch_id = ${body.batch_id} and status_code = ${code}`
      expect(refused?.n).toBeGreaterThan(0)
    }
  )

  it.each([
    [{}, 'WH101'],
    [{ domains: null }, 'WH101'],
    [{ domains: [] }, 'WH104'],
    [{ domains: '[]' }, 'WH104'],
    [{ domains: '' }, 'WH101'],
    [{ domains: [null, ' '] }, 'WH101'],
    [{ domains: 'acme.example' }, 'WH104'],
    [{ domains: [{ domain: 'acme.example' }] }, 'WH104'],
    [{ domains: ['localhost', '10.0.0.1', 'bit.ly'] }, 'WH102'],
    [{ domains: ['a.example'], similarity_weight: 1.01 }, 'WH104'],
    [{ domains: ['a.example'], similarity_weight: 'much' }, 'WH104'],
    [{ domains: ['a.example'], country_code: 'DEU' }, 'WH104'],
    [{ domains: ['a.example'], country_code: 49 }, 'WH104'],
  ])('of %j is refused with %s', async (body, code) => {
    const answer = await send(`${root}/batch`, { body })
    expect([answer.status, answer.body.error.code]).toEqual([422, code])
    expect(answer.body.error.issues[0].path).toMatch(/^(domains|similarity_weight|country_code)/)
  })

  it('takes domains that arrive as a string of JSON', async () => {
    const { body } = await send(`${root}/batch`, { body: { domains: '["text.example"]' } })
    expect(await untilStatus(body.batch_id, 'completed')).toMatchObject({ total_domains: 1 })
  })

  it('that does not exist is a 404, and what is no id a 422', async () => {
    const unknown = '7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e'
    expect(await statusOf(unknown)).toMatchObject({
      status: 404,
      body: { success: false, error: { code: 'WH751' } },
    })
    const status = (body: unknown) => send(`${root}/batch/status`, { body })
    expect((await status({ batch_id: unknown })).status).toBe(404)
    expect((await status({ batch_id: "x' or 1=1" })).body.error.code).toBe('WH104')
    expect((await status({})).body.error.code).toBe('WH101')
    expect((await statusOf('42')).status).toBe(422)
  })
})

describe('a single request', () => {
  const single = (body: unknown, more = {}) =>
    send('/find_similar_companies_single', { body, ...more })

  it('waits for the answer and counts it', async () => {
    const answer = await single({ domain: 'https://Single.example/', country_code: 'at' })
    const [raw] = await rawOf('single.example')
    expect(answer).toMatchObject({
      status: 200,
      body: {
        success: true,
        domain: 'single.example',
        raw_id: raw?.id,
        status_code: 200,
        similar_companies_count: similarCountOf('single.example'),
      },
    })
    expect(asked('single.example')[0]?.body).toEqual({
      domains: ['single.example'],
      similarityWeight: 0,
      countries: ['AT'],
    })
    expect(asked('single.example')[0]?.authorization).toBe(`Bearer ${vendor.key}`)
  })

  it.each(['throttled', 'error', 'truncated', 'garbled'] as const)(
    'tries again after an answer that is %s',
    async (fault) => {
      const domain = `${fault}.example`
      vendor.behave({
        faultOf: (_domain, visit) => (visit === 1 ? fault : null),
        retryAfterSeconds: 0,
      })
      expect(await single({ domain })).toMatchObject({ status: 200, body: { success: true } })
      expect(asked(domain)).toHaveLength(2)
      const rows = await rawOf(domain)
      expect(rows.map(({ payload }) => payload !== null)).toEqual([false, true])
      expect(rows[0]?.error_message).not.toBe('')
      vendor.behave({ faultOf: () => null })
    }
  )

  it('has its answer though the connection is reset', async () => {
    // Deno itself asks again where the connection had been used before.
    vendor.behave({ faultOf: (_domain, visit) => (visit === 1 ? 'reset' : null) })
    expect(await single({ domain: 'reset.example' })).toMatchObject({ status: 200 })
    expect(asked('reset.example')).toHaveLength(2)
    expect((await rawOf('reset.example')).at(-1)?.payload).not.toBeNull()
    vendor.behave({ faultOf: () => null })
  })

  it('is a 502 where the vendor refuses, with its status, and raw keeps its words', async () => {
    vendor.behave({ faultOf: () => 'unpaid' })
    const answer = await single({ domain: 'broke.example' })
    expect(answer).toMatchObject({
      status: 502,
      body: {
        success: false,
        domain: 'broke.example',
        vendor_status: 402,
        status_code: 402,
        error: { code: 'WH742' },
      },
    })
    expect(answer.body.error.message).toContain('402')
    expect(await rawOf('broke.example')).toMatchObject([{ status_code: 402, payload: null }])
    vendor.behave({ faultOf: () => null })
  })

  it('is filed under its batch, and refused for one that does not exist', async () => {
    const { body } = await send(`${root}/batch`, { body: { domains: ['filed.example'] } })
    await untilStatus(body.batch_id, 'completed')
    expect((await single({ domain: 'filed.example', batch_id: body.batch_id })).status).toBe(200)
    const rows = await rawOf('filed.example')
    expect(rows.map(({ batch_id }) => batch_id)).toEqual([body.batch_id, body.batch_id])
    const unknown = { domain: 'a.example', batch_id: '7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e' }
    expect(await single(unknown)).toMatchObject({ status: 404, body: { domain: 'a.example' } })
  })

  it('is quarantined, not lost, where the tables refuse the answer', async () => {
    await database.sql`alter table extracted.company_enrich_similar
      add constraint no_poison check (company_name <> 'poison')`
    vendor.behave({ answerOf: () => listing({ poison: 0.5 }) })
    const answer = await single({ domain: 'poisoned.example' })
    expect(answer).toMatchObject({
      status: 202,
      body: { success: false, failure_id: expect.any(String), error: { code: 'WH201' } },
    })
    vendor.behave({ answerOf: undefined as never })
    await database.sql`alter table extracted.company_enrich_similar drop constraint no_poison`
    await database.sql`call ops.replay('company_enrich_similar', p_failures_only => true)`
    const listed = await send('/api/companies/poisoned.example/similar')
    expect(listed.body.similar_companies).toMatchObject([{ company_domain: 'poison.example' }])
  })

  it.each([
    [{}, 'WH101'],
    [{ domain: 'localhost' }, 'WH102'],
    [{ domain: 'bit.ly' }, 'WH103'],
    [{ domain: 'a.example', similarity_weight: -2 }, 'WH104'],
    [{ domain: 'a.example', batch_id: 'x' }, 'WH104'],
  ])('of %j is refused with %s', async (body, code) => {
    const answer = await single(body)
    expect([answer.status, answer.body.error.code]).toEqual([422, code])
  })
})

describe('GET /api/companies/{domain}/similar', () => {
  const similar = (domain: string, query = '') => send(`/api/companies/${domain}/similar${query}`)

  it('asks the vendor once, then reads core, until it is to be refreshed', async () => {
    vendor.behave({ answerOf: () => listing({ best: 0.9, worst: 0.1, middle: 0.5 }) })
    await database.sql`insert into raw.companyenrich_payloads (domain, payload) values
      ('best.example', '{"name": "Best", "socials": {"linkedin_url": "linkedin.com/company/best"}}')`
    const first = await similar('Reader.example')
    const company = (label: string, score: number, page: string | null = null) => ({
      company_name: label,
      company_domain: `${label}.example`,
      company_linkedin_url: page,
      company_industry: null,
      company_description: null,
      similarity_score: score,
    })
    const list = [
      company('best', 0.9, 'https://www.linkedin.com/company/best'),
      company('middle', 0.5),
      company('worst', 0.1),
    ]
    expect(first).toMatchObject({
      status: 200,
      body: {
        success: true,
        domain: 'reader.example',
        source: 'api',
        similar_companies: list,
        count: 3,
      },
    })
    const second = await similar('www.reader.example', '?limit=2')
    expect(second.body).toEqual({
      success: true,
      domain: 'reader.example',
      source: 'cache',
      similar_companies: list.slice(0, 2),
      count: 2,
    })
    expect(asked('reader.example')).toHaveLength(1)
    vendor.behave({ answerOf: () => listing({ best: 0.8 }) })
    const fresh = await similar('reader.example', '?refresh=true&limit=5')
    expect(fresh.body).toMatchObject({ source: 'api', count: 1 })
    expect((await similar('reader.example')).body.similar_companies).toMatchObject([
      { company_domain: 'best.example', similarity_score: 0.8 },
    ])
    expect(asked('reader.example')).toHaveLength(2)
  })

  it('remembers an answer that lists nobody', async () => {
    vendor.behave({ answerOf: () => listing({}) })
    expect((await similar('alone.example')).body).toMatchObject({ source: 'api', count: 0 })
    expect((await similar('alone.example')).body).toMatchObject({
      source: 'cache',
      similar_companies: [],
      count: 0,
    })
    expect(asked('alone.example')).toHaveLength(1)
    vendor.behave({ answerOf: undefined as never })
  })

  it('tells of a vendor that refuses, and keeps what core has', async () => {
    vendor.behave({ faultOf: () => 'unpaid' })
    expect(await similar('reader.example', '?refresh=1')).toMatchObject({
      status: 502,
      body: { success: false, error: { code: 'WH742' } },
    })
    expect((await similar('reader.example')).body).toMatchObject({ source: 'cache', count: 1 })
    vendor.behave({ faultOf: () => null })
  })

  it.each([
    ['localhost', '', 'WH102'],
    ['bit.ly', '', 'WH103'],
    ['reader.example', '?limit=0', 'WH104'],
    ['reader.example', '?limit=101', 'WH104'],
    ['reader.example', '?limit=ten', 'WH104'],
    ['reader.example', '?refresh=maybe', 'WH104'],
  ])('%s%s is refused with %s', async (domain, query, code) => {
    const answer = await similar(domain, query)
    expect([answer.status, answer.body.error.code]).toEqual([422, code])
  })

  it('the look-ups ask nobody', async () => {
    const before = vendor.log.length
    const db = '/run/companies/db/similar-companies'
    expect((await send(`${db}/lookup`, { body: { domain: 'reader.example' } })).body).toEqual({
      success: true,
      found: true,
      domain: 'reader.example',
      similar_count: 1,
    })
    expect((await send(`${db}/list`, { body: { domain: 'reader.example' } })).body).toMatchObject({
      success: true,
      domain: 'reader.example',
      similar_count: 1,
      similar_companies: [
        { company_name: 'best', company_domain: 'best.example', similarity_score: 0.8 },
      ],
    })
    expect((await send(`${db}/lookup`, { body: { domain: 'nobody.example' } })).body).toEqual({
      success: true,
      found: false,
      domain: 'nobody.example',
      similar_count: 0,
    })
    expect(await send(`${db}/list`, { body: { domain: 'localhost' } })).toMatchObject({
      status: 422,
      body: { similar_count: 0 },
    })
    expect(vendor.log).toHaveLength(before)
  })
})
