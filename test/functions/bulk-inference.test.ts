import { beforeEach, describe, expect, it } from 'vitest'
import { createKeyRing } from '../../supabase/functions/_shared/auth.ts'
import { catalogue } from '../../supabase/functions/_shared/catalogue.ts'
import { openDatabase } from '../../supabase/functions/_shared/database.ts'
import { createHandler } from '../../supabase/functions/_shared/serve.ts'
import { readSettings } from '../../supabase/functions/_shared/settings.ts'
import { addCustomers, domainOf } from '../support/core-customers.ts'
import { serveWithGemini } from '../support/gemini-served.ts'
import { untilSent } from '../support/outbound.ts'

const served = serveWithGemini()
const sql = () => served.database.sql
const origin = 'vendor.example'
const paths = {
  orphans: '/run/customers/gemini/orphan-domains/batch',
  inferences: '/run/customers/gemini/domain-inference/batch',
  extractions: '/run/companies/gemini/case-study-extraction/batch',
  buyers: '/run/companies/not-sure/case-study-buyers/batch',
}

beforeEach(async () => {
  await sql()`truncate core.company_customers, raw.staging_case_study_urls,
    extracted.orphan_customer_domain, extracted.gemini_domain_inference cascade`
  await sql()`truncate outbound.queue, outbound.deliveries, outbound.attempts, outbound.jobs,
    outbound.job_costs, outbound.results`
})

const post = (path: string, body: unknown = {}) => served.send(path, { body })

/** Starts a job and waits until nothing of it is in the queue; gives what is said of it then. */
async function run(path: string, body: unknown = {}) {
  const answer = await post(path, body)
  expect(answer.status).toBe(200)
  expect(await untilSent(sql(), 30_000)).toBe(true)
  const job = await served.send(`/run/outbound/jobs/${answer.body.job_id}`)
  return { answer: answer.body, job: job.body }
}

/** How often Gemini was asked about each customer. */
const askedAbout = (...names: string[]) =>
  names.map((name) => served.gemini.asked().filter(({ prompt }) => prompt.includes(name)).length)

describe('the domains of orphans', () => {
  it('are asked for, landed and written to core; a second run asks nothing', async () => {
    await addCustomers(sql(), origin, 'Orchard Foods', 'Harbor Freight Lines', 'Nobody Knows Ltd')
    served.gemini.rule({ answer: { domain: null, confidence: 'low', reason: 'no idea' } })
    served.gemini.rule({
      when: 'Orchard Foods',
      answer: { domain: 'https://www.orchard.example/', confidence: 'high', reason: 'its site' },
    })
    served.gemini.rule({
      when: 'Harbor Freight Lines',
      answer: { domain: 'harbor.example', confidence: 'medium', reason: 'its name' },
    })
    const count = await post(paths.orphans, { dry_run: true })
    expect(count.body).toMatchObject({ dry_run: true, total_rows: 3, queued: 0, job_id: null })

    const { answer, job } = await run(paths.orphans)
    expect(answer).toMatchObject({ total_rows: 3, queued: 3, remaining: 0, budget_usd: null })
    expect(job).toMatchObject({ state: 'done', sent: 3, vendor: 'gemini', kind: 'orphan_domain' })
    const source = 'gemini-orphan-resolve'
    expect(await domainOf(sql(), origin, 'Orchard Foods')).toEqual({
      domain: 'orchard.example',
      source,
    })
    expect(await domainOf(sql(), origin, 'Harbor Freight Lines')).toEqual({
      domain: 'harbor.example',
      source,
    })
    expect(await domainOf(sql(), origin, 'Nobody Knows Ltd')).toMatchObject({ domain: null })
    const [cost] = await sql()`
      select sum(g.cost_usd)::float8 as usd from extracted.gemini_calls as g
      inner join outbound.deliveries as d on d.delivery_id = g.delivery_id
      where d.job_id = ${answer.job_id}`
    expect(job.spent_usd).toBeGreaterThan(0)
    expect(job.spent_usd).toBeCloseTo(cost?.usd, 9)

    const second = await post(paths.orphans)
    expect(second.body).toMatchObject({ total_rows: 0, job_id: null })
    expect(askedAbout('Orchard Foods', 'Harbor Freight', 'Nobody Knows')).toEqual([1, 1, 1])
    // Only who is still an orphan, and only on demand.
    expect((await run(paths.orphans, { again: true })).answer).toMatchObject({ total_rows: 1 })
    expect(askedAbout('Orchard Foods', 'Harbor Freight', 'Nobody Knows')).toEqual([1, 1, 2])
    // What Gemini was asked was not sent to Clay.
    const toClay = await post('/run/unresolved-customers/to-clay', {
      webhook_url: 'https://api.clay.com/v3/sources/webhook/x',
      dry_run: true,
    })
    expect(toClay.body.total_rows).toBe(1)
  })

  it('are asked for once by two requests at the same time, in the order of their age', async () => {
    const names = Array.from({ length: 8 }, (_, n) => `Twin Company ${n}`)
    await addCustomers(sql(), origin, ...names)
    const answers = await Promise.all([
      post(paths.orphans, { limit: 5 }),
      post(paths.orphans, { limit: 5 }),
    ])
    expect(answers.map(({ body }) => body.queued).sort()).toEqual([3, 5])
    expect(await untilSent(sql(), 30_000)).toBe(true)
    expect(askedAbout(...names)).toEqual(Array(8).fill(1))
    const first = answers.find(({ body }) => body.queued === 5)
    expect(first?.body.remaining).toBe(3)
  })

  it('stop at the budget, within one call of it, and go on with a larger one', async () => {
    await addCustomers(sql(), origin, ...Array.from({ length: 6 }, (_, n) => `Dear Company ${n}`))
    // 0.0005 USD each by the price of the model: 0.1 and 0.4 per million tokens.
    served.gemini.rule({
      usage: { promptTokenCount: 3000, candidatesTokenCount: 500 },
    })
    const dry = await post(paths.orphans, { dry_run: true })
    const highest = dry.body.highest_cost_usd / 6
    const budget = Math.round((highest + 0.0011) * 1e6) / 1e6
    const { answer, job } = await run(paths.orphans, { budget_usd: budget })
    expect(answer).toMatchObject({ queued: 6, budget_usd: budget })
    // After three calls what is left could not pay for another one at its highest.
    expect(job).toMatchObject({ state: 'stopped', stop_reason: 'budget', sent: 3, pending: 3 })
    expect(job.spent_usd).toBeCloseTo(0.0015, 9)

    const redrive = `/run/outbound/jobs/${answer.job_id}/redrive`
    expect((await post(redrive)).body).toMatchObject({ redriven: 0, state: 'stopped' })
    expect((await post(redrive, { budget_usd: 'lots' })).status).toBe(422)
    expect((await post(redrive, { budget_usd: 1 })).body).toMatchObject({ redriven: 3 })
    expect(await untilSent(sql(), 30_000)).toBe(true)
    const done = await served.send(`/run/outbound/jobs/${answer.job_id}`)
    expect(done.body).toMatchObject({ state: 'done', sent: 6, budget_usd: 1 })
    expect(done.body.spent_usd).toBeCloseTo(0.003, 9)
  })

  it('are not asked for with a budget, limit or flag that is none', async () => {
    for (const body of [{ budget_usd: 0 }, { budget_usd: 'x' }, { limit: 0 }, { again: 'often' }]) {
      const answer = await post(paths.orphans, body)
      expect(answer.status).toBe(422)
      expect(answer.body.error.message).toContain(Object.keys(body)[0])
    }
  })
})

describe('without a key of the vendor', () => {
  it('every request that would ask is refused with 503, and nothing is queued', async () => {
    await addCustomers(sql(), origin, 'Keyless Company')
    const settings = readSettings({ PIPELINE_DB_URL: served.database.edgeUrl })
    const database = openDatabase(settings)
    const deps = { settings, database, keys: createKeyRing(database, 0) }
    const handler = createHandler(
      catalogue.map((endpoint) => ({ path: endpoint.path, endpoint })),
      deps
    )
    const bodies: [string, unknown][] = [
      ...Object.values(paths).map((path): [string, unknown] => [path, {}]),
      [
        '/resolve_orphan_customer_domain',
        { customer_company_name: 'Keyless', origin_company_domain: origin },
      ],
    ]
    for (const [path, body] of bodies) {
      const answer = await handler(
        new Request(`http://127.0.0.1/functions/v1${path}`, {
          method: 'POST',
          headers: { 'x-api-key': 'test-key', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      )
      expect([path, answer.status]).toEqual([path, 503])
      expect((await answer.json()).error).toMatchObject({
        code: 'WH741',
        message: 'GEMINI_API_KEY is not set',
      })
    }
    await database.close()
    expect([...(await sql()`select 1 from outbound.jobs`)]).toEqual([])
  })
})

describe('case studies', () => {
  const stage = (url: string, customer: string | null) => sql()`
    insert into raw.staging_case_study_urls (
      origin_company_domain, origin_company_name, customer_company_name, case_study_url
    )
    values (${origin}, 'Vendor', ${customer}, ${url})`

  beforeEach(async () => {
    const page = served.page(
      '<p>Ada Example, Head of Fruit at Orchard Foods, is happy.</p><a href="https://orchard.example">x</a>'
    )
    await stage(page, 'Orchard Foods')
    await stage('https://vendor.example/nobody', null)
  })

  it('that were not processed are read, and are processed then', async () => {
    served.gemini.rule({
      answer: {
        article_title: 'Happy',
        customer_company_domain: 'orchard.example',
        champions: [
          { full_name: 'Ada Example', job_title: 'Head of Fruit', company_name: 'Orchard Foods' },
        ],
        confidence: 'high',
        reasoning: 'it says so',
      },
    })
    const { answer, job } = await run(paths.extractions)
    expect(answer).toMatchObject({ total_rows: 1, queued: 1 })
    expect(job).toMatchObject({ state: 'done', sent: 1, kind: 'case_study_extraction' })
    const rows = await sql()`
      select s.customer_company_name as customer, s.processed
      from raw.staging_case_study_urls as s order by s.processed desc`
    expect([...rows]).toEqual([
      { customer: 'Orchard Foods', processed: true },
      { customer: null, processed: false },
    ])
    expect((await post(paths.extractions)).body).toMatchObject({ total_rows: 0 })
  })

  it('are searched for buyers, whoever else was asked about the same rows', async () => {
    served.gemini.rule({
      answer: {
        customer_company_name: 'Orchard Foods',
        customer_company_domain: 'orchard.example',
        people: [{ fullName: 'Ada Example', jobTitle: 'Head of Fruit' }],
      },
    })
    const { job } = await run(paths.buyers)
    expect(job).toMatchObject({ state: 'done', sent: 1, kind: 'case_study_buyer' })
    const [buyer] =
      await sql()`select b.buyer_full_name as name from extracted.case_study_buyers as b`
    expect(buyer).toEqual({ name: 'Ada Example' })
    // Another kind about the same row is another question.
    expect((await post(paths.buyers, { again: true, dry_run: true })).body.total_rows).toBe(0)
  })
})

it('candidates are asked for of every customer without a domain', async () => {
  await addCustomers(sql(), origin, 'Orchard Foods')
  served.gemini.rule({
    answer: { candidates: [{ domain: 'orchard.example', confidence: 'high', reason: 'its site' }] },
  })
  const { job } = await run(paths.inferences)
  expect(job).toMatchObject({ state: 'done', sent: 1, kind: 'domain_inference' })
  expect(await domainOf(sql(), origin, 'Orchard Foods')).toMatchObject({
    domain: 'orchard.example',
  })
  expect((await post(paths.inferences)).body).toMatchObject({ total_rows: 0 })
})
