import { describe, expect, it } from 'vitest'
import { buyersOf, extractionOf, workflow } from '../support/case-studies.ts'
import type { Answer } from '../support/functions.ts'
import { replaceFunction, type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase({ PIPELINE_DB_MAX: '8', DB_MAX_WAITING: '64' })
const send: Served['send'] = (path, sent) => served.send(path, sent)
const rows = (query: string) => served.database.sql.unsafe(query)

const extract = '/run/companies/gemini/case-study-extraction/ingest'
const buyers = '/run/companies/not-sure/case-study-buyers/ingest'
const url = (name: string) => `https://vendor.example/${name}`

async function kept(answer: Answer) {
  const [row] = await served.database.sql`
    select r.code, r.path, convert_from(r.body, 'UTF8') as body
    from ops.rejected_requests as r where r.rejected_id = ${answer.body.rejected_id ?? null}`
  return row
}

const championsOf = async (name: string) =>
  (
    await rows(`select full_name from core.case_study_champions
      where case_study_url = '${url(name)}' order by full_name_key`)
  ).map((row) => row.full_name)

const stage = (name: string) =>
  rows(`insert into raw.staging_case_study_urls
  (origin_company_domain, case_study_url) values ('vendor.example', '${url(name)}')`)
const isProcessed = async (name: string) =>
  (
    await rows(`select processed from raw.staging_case_study_urls
      where case_study_url = '${url(name)}'`)
  )[0]?.processed

describe(`POST ${extract}`, () => {
  it('lands what a model read, says what it says, and marks the case study', async () => {
    await stage('happy')
    const body = {
      ...extractionOf(
        `${url('happy')}/?utm_source=mail#top`,
        [
          { full_name: 'Jo Doe', job_title: 'CFO' },
          { full_name: 'Al Bee', job_title: null, company_name: 'Globex' },
        ],
        { origin_company_domain: 'https://WWW.vendor.example/', has_case_study_url: true },
        {
          article_title: 'How Acme works',
          customer_company_domain: 'www.acme.example',
          reasoning: 'It links there.',
        }
      ),
      model: 'gemini-9',
      input_tokens: 1250,
      output_tokens: '85',
      cost_usd: 0.00088,
    }
    const answer = await send(extract, { body })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      extracted: true,
      case_study_url: url('happy'),
      origin_company_name: 'Vendor',
      origin_company_domain: 'vendor.example',
      company_customer_name: 'Acme',
      champion_count: 2,
      champions: [
        { full_name: 'Jo Doe', job_title: 'CFO', company_name: null },
        { full_name: 'Al Bee', job_title: null, company_name: 'Globex' },
      ],
      customer_domain_found: true,
      customer_domain: 'acme.example',
      article_title: 'How Acme works',
      input_tokens: 1250,
      output_tokens: 85,
      total_tokens: 1335,
      cost_usd: 0.00088,
      unchanged: false,
      written: {
        'extracted.case_study_details': 1,
        'extracted.case_study_champions': 2,
        'core.case_study_champions': 2,
      },
      warnings: [],
    })
    const [details] = await rows(`select id, raw_payload_id, company_customer_domain_source
      from extracted.case_study_details where case_study_url = '${url('happy')}'`)
    expect(details).toEqual({
      id: answer.body.case_study_id,
      raw_payload_id: answer.body.raw_id,
      company_customer_domain_source: 'gemini-9',
    })
    const [raw] = await rows(`select payload, workflow_slug, api_key_id
      from raw.gemini_case_study_payloads where id = '${answer.body.raw_id}'`)
    expect(raw).toMatchObject({
      payload: body,
      workflow_slug: workflow,
      api_key_id: served.apiKeyId,
    })
    expect(await isProcessed('happy')).toBe(true)
    const again = await send('/ingest_case_study_extraction', { body })
    expect(again.body).toMatchObject({ success: true, unchanged: true, written: {} })
    expect(again.body.champion_count).toBe(2)
  })

  it('takes people out that a later reading does not name, also when it names nobody', async () => {
    await send(extract, { body: extractionOf(url('fewer'), ['Jo Doe', 'Al Bee', 'Cy Dee']) })
    await send(extract, { body: extractionOf(url('fewer'), ['Al Bee']) })
    expect(await championsOf('fewer')).toEqual(['Al Bee'])
    const none = await send(extract, { body: extractionOf(url('fewer'), []) })
    expect(none.body).toMatchObject({ success: true, champion_count: 0, champions: [] })
    expect(await championsOf('fewer')).toEqual([])
  })

  it('takes the extraction as text, the names in the other order, and odd values', async () => {
    const { company_customer_name: _, ...body } = extractionOf(url('odd'), [])
    const answer = await send(extract, {
      body: {
        ...body,
        customer_company_name: 'Acme',
        extraction: JSON.stringify({
          company_customer_domain: 'vendor.example',
          champions: JSON.stringify([{ fullName: 'Jo Doe' }, { fullName: '' }, 'JO DOE']),
          confidence: 'certain',
          article_title: ['x'],
        }),
      },
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      company_customer_name: 'Acme',
      champions: [{ full_name: 'Jo Doe' }],
      customer_domain: null,
      customer_domain_found: false,
      confidence: 'low',
    })
    expect(answer.body.warnings).toEqual([
      { field: 'extraction.article_title', message: 'expected text, got array: stored as null' },
      {
        field: 'extraction.confidence',
        message: 'not high, medium or low: stored as low',
      },
      {
        field: 'extraction.customer_company_domain',
        message: 'the domain of the vendor itself: stored as null',
      },
      { field: 'extraction.champions.1', message: 'without a name: left out' },
      { field: 'extraction.champions.2', message: 'named before: one person' },
    ])
  })

  it('takes hostile values for what they are', async () => {
    const hostile = `'; drop table core.companies; -- <script> \u202e ${'\u{1f4a3}'.repeat(10)}`
    const long = 'x'.repeat(100_000)
    const answer = await send(extract, {
      body: extractionOf(
        `${url('hostile')}?q=${encodeURIComponent("';--")}`,
        [{ full_name: hostile, job_title: long, company_name: { deep: [1] } }, long, 1e300],
        { company_customer_name: hostile, extra: { deep: [[[['x']]]] } },
        { reasoning: long, customer_company_domain: hostile }
      ),
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.champions[0].full_name).toBe(hostile)
    expect(answer.body.champions[0].job_title).toHaveLength(500)
    expect(answer.body).toMatchObject({ champion_count: 2, customer_domain: null })
    const text = JSON.stringify(extractionOf(url('nul'), ['a@b'])).replace('@', '\\u0000\\ud800')
    const mended = await send(extract, { body: text })
    expect(mended.status, mended.text).toBe(200)
    expect(mended.body.champions[0].full_name).toBe('a\ufffd\ufffdb')
    expect(mended.body.warnings).toHaveLength(2)
  })

  it('keeps what could not be read, with its text, and extracts and marks nothing', async () => {
    await stage('failed')
    const { extraction: _, ...body } = extractionOf(url('failed'), [])
    const failed = { ...body, success: false, error: 'timeout', response_text: '```json\n{"a' }
    const answer = await send(extract, { body: failed })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      extracted: false,
      champion_count: 0,
      warnings: [{ field: 'success', message: 'false: only kept' }],
    })
    const [raw] = await rows(`select payload from raw.gemini_case_study_payloads
      where id = '${answer.body.raw_id}'`)
    expect(raw?.payload).toEqual(failed)
    expect(await isProcessed('failed')).toBe(false)
    expect(
      await rows(
        `select from extracted.case_study_details where case_study_url = '${url('failed')}'`
      )
    ).toHaveLength(0)
    expect(await rows('select from ops.failures')).toHaveLength(0)
  })

  it('quarantines what names an unknown workflow', async () => {
    await stage('slug')
    const body = extractionOf(url('slug'), ['Jo Doe'], { workflow_slug: 'no-such-workflow' })
    const answer = await send(extract, { body })
    expect(answer.status, answer.text).toBe(202)
    expect(answer.body).toMatchObject({
      success: false,
      error: { code: 'WH201' },
    })
    expect(answer.body.error.message).toMatch("Workflow 'no-such-workflow' not found")
    expect(answer.body.extracted).toBeUndefined()
    expect(await championsOf('slug')).toEqual([])
    expect(await isProcessed('slug')).toBe(false)
    await rows(`insert into reference.enrichment_workflow_registry (workflow_slug, provider,
        platform, payload_type, entity_type, description, usage_category, workflow_type)
      values ('no-such-workflow', 'google', 'gemini', 'x', 'company', 'x', 'client', 'ingest')`)
    await rows(`call ops.replay('gemini_case_study', p_failures_only => true)`)
    expect(await championsOf('slug')).toEqual(['Jo Doe'])
    expect(await isProcessed('slug')).toBe(true)
  })

  const good = extractionOf(url('refused'), ['Jo Doe'])
  const refused: [string, object, string, string][] = [
    ['no case_study_url', { case_study_url: undefined }, 'WH101', 'case_study_url'],
    ['a blank case_study_url', { case_study_url: ' ' }, 'WH101', 'case_study_url'],
    ['a case_study_url of words', { case_study_url: 'see x.example' }, 'WH102', 'case_study_url'],
    ['no vendor', { origin_company_domain: null }, 'WH101', 'origin_company_domain'],
    [
      'an address as vendor',
      { origin_company_domain: '10.0.0.1' },
      'WH102',
      'origin_company_domain',
    ],
    [
      'a shortener as vendor',
      { origin_company_domain: 'bit.ly' },
      'WH103',
      'origin_company_domain',
    ],
    ['no name of the vendor', { origin_company_name: '' }, 'WH101', 'origin_company_name'],
    ['no customer', { company_customer_name: null }, 'WH101', 'company_customer_name'],
    ['a customer of dots', { company_customer_name: '...' }, 'WH102', 'company_customer_name'],
    [
      'no one as customer',
      { company_customer_name: 'None found' },
      'WH101',
      'company_customer_name',
    ],
    ['no workflow', { workflow_slug: '' }, 'WH101', 'workflow_slug'],
    ['words as extraction', { extraction: 'I could not' }, 'WH104', 'extraction'],
    ['a list as extraction', { extraction: [] }, 'WH104', 'extraction'],
  ]
  it.each(refused)('%s: 422, kept, with field and remedy', async (_what, change, code, path) => {
    const body = { ...good, ...change }
    const answer = await send(extract, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({ success: false, error: { code } })
    expect(answer.body.error.issues[0]).toMatchObject({ path })
    expect(answer.body.error.hint).toMatch(/^send /)
    expect(await kept(answer)).toMatchObject({ code, path: extract, body: JSON.stringify(body) })
  })

  it('without an extraction asks Gemini, whose key must be there', async () => {
    const answer = await send(extract, { body: { ...good, extraction: '' } })
    expect(answer.status, answer.text).toBe(503)
    expect(answer.body.error).toMatchObject({ code: 'WH741' })
    expect(answer.body.error.message).toMatch('GEMINI_API_KEY')
  })
})

describe(`POST ${buyers}`, () => {
  it('lands buyers beside what a model read: both pipelines, one champion', async () => {
    await stage('both')
    const body = buyersOf(
      `${url('both')}/`,
      [
        { fullName: 'Jo Doe', jobTitle: 'CFO' },
        { fullName: 'Al Bee', jobTitle: '' },
      ],
      { customer_company_domain: 'acme.example', cost_usd: 0.000159, success: true }
    )
    const answer = await send(buyers, { body })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      buyer_count: 2,
      case_study_url: url('both'),
      customer_company_name: 'Acme',
      customer_company_domain: 'acme.example',
      unchanged: false,
      warnings: [],
    })
    expect(await isProcessed('both')).toBe(true)
    await send(extract, { body: extractionOf(url('both'), ['JO DOE']) })
    const found = await rows(`select full_name, job_title, company_domain, sources
      from core.case_study_champions where case_study_url = '${url('both')}'
      order by full_name_key`)
    expect([...found]).toEqual([
      {
        full_name: 'Al Bee',
        job_title: null,
        company_domain: 'acme.example',
        sources: ['case_study_buyers'],
      },
      {
        full_name: 'Jo Doe',
        job_title: 'CFO',
        company_domain: 'acme.example',
        sources: ['case_study_buyers', 'case_study_champions'],
      },
    ])
    const again = await send('/ingest_case_study_buyers', { body })
    expect(again.body).toMatchObject({ success: true, unchanged: true, buyer_count: 2 })
  })

  it('marks a case study without people, and none that could not be looked at', async () => {
    await stage('empty')
    await stage('broken')
    const empty = await send(buyers, { body: buyersOf(url('empty'), []) })
    expect(empty.body).toMatchObject({ success: true, extracted: true, buyer_count: 0 })
    expect(await isProcessed('empty')).toBe(true)
    const broken = await send(buyers, {
      body: buyersOf(url('broken'), ['Jo Doe'], { success: false }),
    })
    expect(broken.status, broken.text).toBe(200)
    expect(broken.body).toMatchObject({ success: true, extracted: false, buyer_count: 0 })
    expect(await championsOf('broken')).toEqual([])
    expect(await isProcessed('broken')).toBe(false)
    expect(
      await rows(`select from raw.case_study_buyers_payloads where id = '${broken.body.raw_id}'`)
    ).toHaveLength(1)
  })

  it('reads odd values as far as they go, and says how far', async () => {
    const answer = await send(buyers, {
      body: buyersOf('Visited vendor.example', [{ fullName: 'Jo Doe', jobTitle: {} }, null], {
        customer_company_name: 'Unknown',
        customer_company_domain: 'https://t.co/x',
        success: 'maybe',
      }),
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      case_study_url: null,
      customer_company_name: null,
      customer_company_domain: null,
      buyer_count: 1,
    })
    expect(answer.body.warnings.map((warning: { field: string }) => warning.field)).toEqual([
      'success',
      'case_study_url',
      'customer_company_domain',
      'people.0.jobTitle',
      'people.1',
    ])
  })

  it('makes no name of what is none', async () => {
    const answer = await send(buyers, {
      body: buyersOf(url('nameless'), ['Jo Doe'], { customer_company_name: { name: 'Acme' } }),
    })
    expect(answer.body).toMatchObject({
      customer_company_name: null,
      warnings: [{ field: 'customer_company_name' }],
    })
  })

  const refused: [string, object, string][] = [
    ['no vendor', { origin_company_domain: undefined }, 'WH101'],
    ['vendor of a wrong type', { origin_company_domain: 7 }, 'WH104'],
    ['no name of the vendor', { origin_company_name: null }, 'WH101'],
    ['a single label as vendor', { origin_company_domain: 'localhost' }, 'WH102'],
  ]
  it.each(refused)('%s: 422, kept, with field and remedy', async (_what, change, code) => {
    const body = { ...buyersOf(url('refused'), []), ...change }
    const answer = await send(buyers, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({ success: false, error: { code } })
    expect(answer.body.error.hint).toMatch(/^send /)
    expect(await kept(answer)).toMatchObject({ code, path: buyers, body: JSON.stringify(body) })
  })
})

describe.each([
  [extract, (name: string) => extractionOf(url(name), ['Jo Doe'])],
  [buyers, (name: string) => buyersOf(url(name), ['Jo Doe'])],
])('%s', (path, bodyOf) => {
  it('with an Idempotency-Key lands once, twenty twins at once too', async () => {
    const body = bodyOf('twins')
    const headers = { 'idempotency-key': `twins ${path}` }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send(path, { body, headers }))
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    expect(new Set(answers.map((answer) => answer.body.raw_id)).size).toBe(1)
    const other = await send(path, { body: { ...body, more: 1 }, headers })
    expect(other.status).toBe(409)
  })

  it('needs a key of scope ingest', async () => {
    expect((await send(path, { body: bodyOf('key'), key: null })).status).toBe(401)
  })
})

it('both pipelines of one case study at once leave what they say, once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      at % 2 === 0
        ? send(extract, { body: extractionOf(url('race'), ['Jo Doe', `Person ${at}`]) })
        : send(buyers, { body: buyersOf(url('race'), ['Jo Doe', `Person ${at}`]) })
    )
  )
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
  const found = await championsOf('race')
  expect(found).toHaveLength(3)
  expect(found[0]).toBe('Jo Doe')
})

it('a failing database is no answer about a case study', async () => {
  await replaceFunction(served, 'lookup_case_study_details', `raise exception 'no';`)
  const answer = await send('/lookup_case_study_details', {
    body: { case_study_url: url('happy') },
  })
  expect(answer.status).toBe(500)
  expect(answer.body.exists).toBeUndefined()
})
