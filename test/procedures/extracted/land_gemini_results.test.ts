import { describe, expect, it } from 'vitest'
import { addCustomers, domainOf } from '../../support/core-customers.ts'
import { countStatements, statementsIn } from '../../support/statements.ts'
import { type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

type Result = Record<string, unknown>
let deliveries = 0

/** An answer as the engine hands it over; the cost is that of its tokens. */
function resultOf(kind: string, request: Result, result: Result | null, more: Result = {}): Result {
  deliveries += 1
  return {
    delivery_id: deliveries,
    subject: `subject ${deliveries}`,
    kind,
    job_id: '7c1d6c0a-3f43-4d0b-9f55-0a1f3f1f9b5e',
    request: { ...request, ask: { model: 'gemini-2.0-flash' } },
    state: 'sent',
    http_status: 200,
    result: result === null ? null : { ...tokens, ...result },
    cost_usd: 0.00007,
    ...more,
  }
}

const tokens = {
  model: 'gemini-2.0-flash',
  finish_reason: 'STOP',
  input_tokens: 412,
  output_tokens: 71,
  total_tokens: 483,
  response_text: '{"as": "said"}',
}

/** Lands answers in one call; gives the raw row of each delivery. */
async function land(...results: Result[]): Promise<(string | null)[]> {
  const rows = await house.sql<{ delivery_id: string; raw_id: string }[]>`
    select l.delivery_id, l.raw_id
    from extracted.land_gemini_results(array(
      select r from jsonb_populate_recordset(
        null::outbound.vendor_result, ${JSON.stringify(results)}::text::jsonb
      ) as r
    )) as l`
  return results.map(
    ({ delivery_id }) => rows.find((row) => row.delivery_id === String(delivery_id))?.raw_id ?? null
  )
}

async function answerTo(kind: string, rawId: unknown, request: Result): Promise<Row> {
  const [row] = await house.sql`select extracted.answer_gemini_result(
    ${kind}, ${rawId as string}, ${JSON.stringify(request)}::text::jsonb) as answer`
  return row?.answer as Row
}

async function failureOf(rawId: unknown): Promise<Row | undefined> {
  const [row] = await house.sql`select f.failure_id, f.source, f.sqlstate, f.message, f.attempts,
    f.resolved_at from ops.failures as f where f.raw_id = ${rawId as string}`
  return row
}

const origin = 'vendor.example'
const orphan = (name: string, more: Result = {}): Result => ({
  customer_company_name: name,
  origin_company_domain: origin,
  origin_company_name: 'Vendor',
  ...more,
})
const said = (domain: string | null): Result => ({
  answer: { domain, confidence: 'high', reason: 'Known.' },
})
const page = (url: string): Result => ({
  case_study_url: url,
  origin_company_domain: origin,
  origin_company_name: 'Vendor',
})
const extractionRequest = (url: string): Result => ({
  ...page(url),
  company_customer_name: 'Acme',
  workflow_slug: 'gemini-extract-case-study-details',
})
const extraction = {
  answer: {
    article_title: 'How Acme bakes',
    customer_company_domain: 'acme.example',
    champions: [{ full_name: 'Zelda Quux', job_title: 'CFO', company_name: null }],
    confidence: 'high',
    reasoning: 'Linked.',
  },
  dropped: [{ field: 'champions.1', value: 'No One', reason: 'not named on the page' }],
}

describe('an answer of Gemini about an orphan', () => {
  it('is kept as a call, and left to the ingest, unless it is to persist', async () => {
    await addCustomers(house.sql, origin, 'Kept')
    const request = orphan('Kept')
    const [rawId] = await land(resultOf('orphan_domain', request, said('www.Kept.example')))
    const [raw] = await house.sql`
      select task, customer_name, origin_company_name, origin_company_domain, customer_domain,
        confidence, reasoning, model, input_tokens, output_tokens, total_tokens, cost_usd,
        payload ->> 'response_text' as response_text
      from raw.resolve_customer_domain_payloads where id = ${rawId ?? ''}`
    expect(raw).toEqual({
      task: 'orphan_domain',
      customer_name: 'Kept',
      origin_company_name: 'Vendor',
      origin_company_domain: origin,
      customer_domain: 'www.Kept.example',
      confidence: 'high',
      reasoning: 'Known.',
      model: 'gemini-2.0-flash',
      input_tokens: '412',
      output_tokens: '71',
      total_tokens: '483',
      cost_usd: '0.00007',
      response_text: tokens.response_text,
    })
    expect(await house.rows('select * from extracted.orphan_customer_domain')).toEqual([])
    expect(await domainOf(house.sql, origin, 'Kept')).toEqual({ domain: null, source: null })
    expect(await answerTo('orphan_domain', rawId, request)).toEqual({
      raw_id: rawId,
      customer_company_name: 'Kept',
      origin_company_domain: origin,
      domain: 'kept.example',
      confidence: 'high',
      reason: 'Known.',
      model: 'gemini-2.0-flash',
      input_tokens: 412,
      output_tokens: 71,
      total_tokens: 483,
      cost_usd: 0.00007,
      dropped: [],
      warnings: [],
    })
  })

  it('that persists reaches core as the ingest would bring it there', async () => {
    await addCustomers(house.sql, origin, 'Persisted')
    const request = orphan('Persisted', { persist: true })
    const [rawId] = await land(resultOf('orphan_domain', request, said('persisted.example')))
    expect(await domainOf(house.sql, origin, 'Persisted')).toEqual({
      domain: 'persisted.example',
      source: 'gemini-orphan-resolve',
    })
    const [row] = await house.sql`select e.input_tokens, e.output_tokens, e.cost_usd, e.success
      from extracted.orphan_customer_domain as e where e.raw_payload_id = ${rawId ?? ''}`
    expect(row).toEqual({
      input_tokens: 412,
      output_tokens: 71,
      cost_usd: '0.00007000',
      success: true,
    })
  })

  it('never replaces a domain that stands', async () => {
    await house.sql`insert into core.company_customers (origin_company_domain, customer_name,
        customer_name_key, customer_domain, customer_domain_source)
      values (${origin}, 'Known', 'known', 'known.example', 'manual')`
    await land(
      resultOf('orphan_domain', orphan('Known', { persist: true }), said('guess.example')),
      resultOf(
        'customer_domain',
        { customer_name: 'Known', origin_company_name: 'V', origin_company_domain: origin },
        { answer: { customer_domain: 'guess.example', confidence: 'high', reasoning: 'x' } }
      )
    )
    expect(await domainOf(house.sql, origin, 'Known')).toEqual({
      domain: 'known.example',
      source: 'manual',
    })
  })

  it.each([
    ['bit.ly', null],
    [origin, null],
    ['Acme Corporation', null],
    [null, null],
  ])('with domain %j gives none', async (domain, expected) => {
    const request = orphan(`Odd ${domain}`, { persist: true })
    const [rawId] = await land(resultOf('orphan_domain', request, said(domain)))
    const answer = await answerTo('orphan_domain', rawId, request)
    expect(answer.domain).toBe(expected)
    expect(answer.warnings).toHaveLength(domain === null ? 0 : 1)
  })
})

describe('an answer of Gemini about a customer', () => {
  it('reaches core as a guess where nothing else speaks, at medium confidence at least', async () => {
    await addCustomers(house.sql, origin, 'Sure', 'Unsure')
    const ask = (name: string, confidence: string) => {
      const request = {
        customer_name: name,
        origin_company_name: 'V',
        origin_company_domain: origin,
      }
      const customer_domain = `${name.toLowerCase()}.example`
      return resultOf('customer_domain', request, {
        answer: { customer_domain, confidence, reasoning: 'Why.' },
      })
    }
    await land(ask('Sure', 'medium'), ask('Unsure', 'low'))
    expect(await domainOf(house.sql, origin, 'Sure')).toEqual({
      domain: 'sure.example',
      source: 'gemini-infer',
    })
    expect(await domainOf(house.sql, origin, 'Unsure')).toEqual({ domain: null, source: null })
  })

  it('without a domain is kept, and takes none away', async () => {
    const request = {
      customer_name: 'Sure',
      origin_company_name: 'V',
      origin_company_domain: origin,
    }
    const answer = { customer_domain: null, confidence: 'low', reasoning: 'Unknown.' }
    const [rawId] = await land(resultOf('customer_domain', request, { answer }))
    expect(await answerTo('customer_domain', rawId, request)).toMatchObject({
      customer_domain: null,
      reasoning: 'Unknown.',
      origin_company_name: 'V',
    })
    expect((await domainOf(house.sql, origin, 'Sure'))?.domain).toBe('sure.example')
  })

  it('gives candidates, and lands them only where it is to persist', async () => {
    await addCustomers(house.sql, origin, 'Many')
    const candidates = [
      { domain: 'many.example', confidence: 'medium', reason: 'One.' },
      { domain: origin, confidence: 'high', reason: 'The vendor.' },
      { domain: 'much.example', confidence: 'high', reason: 'Two.' },
    ]
    const request = orphan('Many')
    const [rawId] = await land(resultOf('domain_inference', request, { answer: { candidates } }))
    const answer = await answerTo('domain_inference', rawId, request)
    expect(answer.candidates).toEqual([candidates[0], candidates[2]])
    expect((await domainOf(house.sql, origin, 'Many'))?.domain).toBeNull()
    await land(
      resultOf('domain_inference', { ...request, persist: true }, { answer: { candidates } })
    )
    expect(await domainOf(house.sql, origin, 'Many')).toEqual({
      domain: 'much.example',
      source: 'gemini-infer',
    })
  })
})

describe('an answer of Gemini about a case study', () => {
  it('lands as an extraction: people, domain, staging, tokens and what was dropped', async () => {
    const url = 'https://vendor.example/acme'
    await addCustomers(house.sql, origin, 'Acme')
    await house.sql`insert into raw.staging_case_study_urls
      (origin_company_domain, origin_company_name, customer_company_name, case_study_url)
      values (${origin}, 'Vendor', 'Acme', ${url})`
    const request = extractionRequest(url)
    const [rawId] = await land(resultOf('case_study_extraction', request, extraction))
    expect(await answerTo('case_study_extraction', rawId, request)).toMatchObject({
      raw_id: rawId,
      case_study_id: expect.any(String),
      champion_count: 1,
      champions: [{ full_name: 'Zelda Quux', job_title: 'CFO' }],
      customer_domain_found: true,
      customer_domain: 'acme.example',
      article_title: 'How Acme bakes',
      input_tokens: 412,
      output_tokens: 71,
      total_tokens: 483,
      cost_usd: 0.00007,
      dropped: extraction.dropped,
      warnings: [],
    })
    expect(await domainOf(house.sql, origin, 'Acme')).toEqual({
      domain: 'acme.example',
      source: 'gemini-2.0-flash',
    })
    const people = await house.rows(`select full_name, source from core.case_study_champions
      where case_study_url = '${url}'`)
    expect(people).toEqual([{ full_name: 'Zelda Quux', source: 'case_study_champions' }])
    const staged = await house.row(`select processed from raw.staging_case_study_urls
      where case_study_url = '${url}'`)
    expect(staged).toEqual({ processed: true })
    const [call] = await house.sql`select c.task, c.model, c.input_tokens, c.cost_usd, c.dropped
      from extracted.gemini_calls as c where c.raw_id = ${rawId ?? ''}`
    expect(call).toEqual({
      task: 'case_study_extraction',
      model: 'gemini-2.0-flash',
      input_tokens: '412',
      cost_usd: '0.00007',
      dropped: extraction.dropped,
    })
  })

  it.each([
    [true, ['Jo Doe']],
    [false, []],
  ])('lands its buyers with persist %j as %j', async (persist, expected) => {
    const url = `https://vendor.example/buyers-${persist}`
    const request = { ...page(url), customer_company_name: 'Buyers', persist }
    const answer = {
      customer_company_name: 'Buyers',
      customer_company_domain: null,
      people: [{ fullName: 'Jo Doe', jobTitle: null }],
    }
    const [rawId] = await land(resultOf('case_study_buyer', request, { answer }))
    expect(await answerTo('case_study_buyer', rawId, request)).toMatchObject({
      customer_company_name: 'Buyers',
      customer_company_domain: '',
      people: [{ fullName: 'Jo Doe', jobTitle: '' }],
      persisted: persist,
    })
    const rows = await house.rows(`select full_name from core.case_study_champions
      where case_study_url = '${url}'`)
    expect(rows.map((row) => row.full_name)).toEqual(expected)
  })
})

const unusable = { unusable: { code: 'truncated', message: 'cut off' }, response_text: '{"a' }
const kinds: [string, string, Result][] = [
  ['case_study_extraction', 'gemini_case_study', extractionRequest('https://vendor.example/cut')],
  [
    'case_study_buyer',
    'case_study_buyers',
    { ...page('https://vendor.example/cut'), customer_company_name: 'Cut', persist: false },
  ],
  ['orphan_domain', 'orphan_customer_domain', orphan('Cut')],
  ['domain_inference', 'gemini_domain_inference', orphan('Cut')],
  [
    'customer_domain',
    'gemini_domain_inference',
    { customer_name: 'Cut', origin_company_name: 'V', origin_company_domain: origin },
  ],
]

describe('an answer that cannot be used', () => {
  it.each(kinds)('of %s is in quarantine with its text', async (kind, source, request) => {
    const [rawId] = await land(resultOf(kind, request, unusable))
    const failure = await failureOf(rawId)
    expect(failure).toMatchObject({ source, sqlstate: 'WH203', attempts: 1, resolved_at: null })
    const answer = await answerTo(kind, rawId, request)
    expect(answer).toMatchObject({
      success: false,
      raw_id: rawId,
      failure_id: failure?.failure_id,
      raw_response: '{"a',
      input_tokens: 412,
      cost_usd: 0.00007,
      error: { code: 'WH201', message: expect.stringContaining('cut off') },
    })
    const [call] = await house.sql`select c.unusable_code, c.response_text, c.cost_usd
      from extracted.gemini_calls as c where c.raw_id = ${rawId ?? ''}`
    expect(call).toEqual({
      unusable_code: 'truncated',
      response_text: '{"a',
      cost_usd: '0.00007',
    })
    // A replay finds it unusable again, and forgets nothing.
    await house.sql`call ops.replay(${source}, p_raw_ids => array[${rawId ?? ''}::uuid])`
    expect(await failureOf(rawId)).toMatchObject({ attempts: 2, resolved_at: null })
  })

  it('leaves extracted and core alone', async () => {
    const rows = await house.rows(`
      select 1 from extracted.orphan_customer_domain where customer_name_key = 'cut'
      union all select 1 from extracted.gemini_domain_inference where customer_name_key = 'cut'
      union all select 1 from extracted.case_study_details where case_study_url like '%/cut'
      union all select 1 from extracted.case_study_buyer_pages where case_study_key like '%/cut'`)
    expect(rows).toEqual([])
  })

  it('can be mended by an operator', async () => {
    const [rawId] = await land(resultOf('orphan_domain', orphan('Mended'), unusable))
    await addCustomers(house.sql, origin, 'Mended')
    const failure = await failureOf(rawId)
    await house.sql`select ops.resubmit_failure(${String(failure?.failure_id)},
      ${JSON.stringify({ ...orphan('Mended'), domain: 'mended.example' })}::text::jsonb)`
    expect((await domainOf(house.sql, origin, 'Mended'))?.domain).toBe('mended.example')
    expect((await failureOf(rawId))?.resolved_at).not.toBeNull()
  })

  it('names the page that could not be read, by its own code', async () => {
    const request = extractionRequest('https://vendor.example/gone')
    const page_problem = { code: 'WH732', message: 'the page is answered with 404', hint: 'look' }
    const [rawId] = await land(
      resultOf(
        'case_study_extraction',
        request,
        { unusable: { code: 'page', message: page_problem.message }, page_problem },
        { state: 'failed', http_status: null, error: 'WH732: ...', cost_usd: null }
      )
    )
    expect(await answerTo('case_study_extraction', rawId, request)).toMatchObject({
      success: false,
      champions: [],
      error: { ...page_problem, issues: [] },
    })
    const staged = await house.row(`select case_study_url from extracted.case_study_details
      where case_study_url like '%/gone'`)
    expect(staged).toBeUndefined()
  })

  it('is kept when the vendor gave it up, and not while it is tried again', async () => {
    const more = { http_status: 400, error: 'answered with 400: INVALID_ARGUMENT', cost_usd: null }
    const [dead, pending] = await land(
      resultOf('orphan_domain', orphan('Refused'), null, { ...more, state: 'failed' }),
      resultOf('orphan_domain', orphan('Again'), null, {
        ...more,
        http_status: 503,
        state: 'pending',
      })
    )
    expect(pending).toBeNull()
    const answer = await answerTo('orphan_domain', dead, orphan('Refused'))
    expect(answer).toMatchObject({ success: false, failure_id: expect.any(String), domain: null })
    expect(answer).not.toHaveProperty('error')
    const [raw] = await house.sql`select r.payload #>> '{unusable_answer,message}' as message,
      r.payload -> 'http_status' as status
      from raw.resolve_customer_domain_payloads as r where r.id = ${dead ?? ''}`
    expect(raw).toEqual({ message: more.error, status: 400 })
  })
})

describe('a set of answers', () => {
  it('of every kind lands together, one poisoned among the good ones', async () => {
    await addCustomers(house.sql, origin, 'Together')
    await house.sql.unsafe(`alter table extracted.orphan_customer_domain
      add constraint no_poison check (inferred_domain <> 'poison.example')`)
    const landed = await land(
      ...kinds.map(([kind, , request]) => resultOf(kind, request, unusable)),
      resultOf('orphan_domain', orphan('Poison', { persist: true }), said('poison.example')),
      resultOf('orphan_domain', orphan('Together', { persist: true }), said('good.example')),
      resultOf('case_study_extraction', extractionRequest('https://v2.example/x'), extraction)
    )
    await house.sql.unsafe('alter table extracted.orphan_customer_domain drop constraint no_poison')
    expect(landed.every((rawId) => rawId !== null)).toBe(true)
    expect(new Set(landed).size).toBe(landed.length)
    expect(await failureOf(landed[5])).toMatchObject({ sqlstate: '23514' })
    expect((await domainOf(house.sql, origin, 'Together'))?.domain).toBe('good.example')
  })

  it('of 100 takes as many statements as one of two', async () => {
    await countStatements(house.sql)
    const many = (prefix: string, size: number) =>
      Array.from({ length: size }, (_, at) =>
        resultOf('orphan_domain', orphan(`${prefix} ${at}`, { persist: true }), said('x.example'))
      )
    await land(...many('warm', 2))
    const spent = (prefix: string, size: number) =>
      statementsIn(house.sql, async () => void (await land(...many(prefix, size))))
    const two = await spent('two', 2)
    expect(two).toBeGreaterThan(3)
    expect(await spent('hundred', 100)).toBe(two)
  })

  it('waits for another with the same vendors the other way round, in no deadlock', async () => {
    const cross = (at: number, one: string, other: string) => {
      const study = extractionRequest(`https://${one}/cross-${at}`)
      const about = orphan(`Cross ${at}`, { origin_company_domain: other, persist: true })
      return land(
        resultOf('case_study_extraction', { ...study, origin_company_domain: one }, extraction),
        resultOf('orphan_domain', about, said('cross.example'))
      )
    }
    const turns = Array.from({ length: 15 }, (_, at) => at)
    const landed = await Promise.all(
      turns.flatMap((at) => [
        cross(at, 'one.example', 'two.example'),
        cross(at, 'two.example', 'one.example'),
      ])
    )
    expect(landed.flat().every((rawId) => rawId !== null)).toBe(true)
  })

  it('that is empty does nothing', async () => {
    expect(await land()).toEqual([])
  })
})

describe('what a call costs', () => {
  // By hand: round(in / 1e6 * price in + out / 1e6 * price out, 6).
  it.each([
    ['gemini-2.0-flash', 412, 71, '0.000070'],
    ['gemini-2.5-flash-lite', 1250, 85, '0.000159'],
    ['gemini-3-flash-preview', 1250, 85, '0.000880'],
    ['gemini-3-flash-preview', 9000, 1200, '0.008100'],
    ['gemini-2.0-flash', 0, 0, '0.000000'],
    ['gemini-of-tomorrow', 10, 10, null],
    ['gemini-2.0-flash', null, 10, null],
  ])('of %s with %j tokens in and %j out is %j', async (model, input, output, expected) => {
    const [row] = await house.sql`select reference.ai_cost_usd(${model}, ${input}, ${output}) as c`
    expect(row?.c).toBe(expected)
  })

  it('is at most what a full prompt and a full answer cost', async () => {
    const rows = await house.rows(`select t.task, reference.ai_highest_cost_usd(t.task) as usd
      from reference.ai_tasks as t order by t.task`)
    expect(rows).toEqual([
      { task: 'case_study_buyer', usd: '0.011277' },
      { task: 'case_study_extraction', usd: '0.064576' },
      { task: 'customer_domain', usd: '0.022288' },
      { task: 'domain_inference', usd: '0.002819' },
      { task: 'orphan_domain', usd: '0.002819' },
    ])
  })
})
