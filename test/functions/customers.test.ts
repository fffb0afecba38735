import { describe, expect, it } from 'vitest'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase({ PIPELINE_DB_MAX: '8', DB_MAX_WAITING: '64' })
const send: Served['send'] = (path, sent) => served.send(path, sent)

const path = (number: number) => `/run/companies/claygent/customers-of-${number}/ingest`
const slug = 'claygent-get-all-company-customers'
const endpoints = [
  [1, '/ingest_all_comp_customers', 'extracted.company_customer_claygent'],
  [2, '/ingest_company_customers_v2', 'extracted.claygent_customers_v2'],
  [3, '/ingest_company_customers_structured', 'extracted.claygent_customers_structured'],
  [4, '/ingest_company_customers_claygent', 'extracted.claygent_customers'],
] as const
const rawTables = [
  'company_customer_claygent_payloads',
  'claygent_customers_v2_raw',
  'claygent_customers_structured_raw',
  'claygent_customers_raw',
]
const link = `</functions/v1${path(3)}>; rel="successor-version"`

const rows = async (table: string, origin: string) =>
  (
    await served.database.sql.unsafe(`
      select to_jsonb(t) - array['id', 'raw_id', 'raw_payload_id', 'landing_no', 'document_at',
        'first_landing_no', 'origin_company_domain', 'created_at', 'updated_at', 'source_id'] as row
      from ${table} as t where origin_company_domain = '${origin}' order by customer_name_key`)
  ).map(({ row }) => row)

describe.each(endpoints)('customers-of-%i', (number, alias, table) => {
  const customers = [
    { companyName: 'Acme, Inc.', url: 'https://v.example/c/acme/', hasCaseStudy: true },
    { companyName: 'Beta', url: '', hasCaseStudy: false },
    { companyName: 'none found' },
  ]
  const list = { customers, confidence: 'high', stepsTaken: ['Visited https://v.example/c'] }
  const vendor = (origin: string) => ({
    origin_company_domain: origin,
    origin_company_name: 'Vendor',
    workflow_slug: slug,
  })
  const rawTable = rawTables[number - 1]

  it('takes one list flat, nested and as JSON strings, and stores the same rows', async () => {
    const forms: Record<string, unknown>[] = [
      list,
      { claygent_output: list },
      { customers_claygent: list },
      { raw_payload: list },
      { claygent_output: JSON.stringify(list) },
      { ...list, customers: JSON.stringify(customers) },
      { ...list, customers: customers.map((customer) => JSON.stringify(customer)) },
      {
        customers: [],
        raw_payload: JSON.stringify({ ...list, customers: JSON.stringify(customers) }),
      },
    ]
    const stored = []
    for (const [at, form] of forms.entries()) {
      const body = { ...vendor(`WWW.form-${number}-${at}.example`), ...form, unknown: { row: at } }
      const answer = await send(at % 2 === 0 ? path(number) : alias, { body })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({
        success: true,
        domain: `form-${number}-${at}.example`,
        customers_extracted: 2,
        customer_names: ['Acme, Inc.', 'Beta'],
        confidence: 'high',
        customers_skipped: 1,
        case_study_urls_skipped: 0,
        customers_to_core: number === 3 ? 2 : 0,
        staging_case_study_urls: number === 3 ? 1 : 0,
        staging_errors: null,
        unchanged: false,
        ...(number === 1 ? { customer_count: 2 } : {}),
      })
      const [raw] = await served.database.sql.unsafe(
        `select payload from raw.${rawTable} where id = '${answer.body.raw_id}'`
      )
      expect(raw?.payload).toEqual(body)
      stored.push(await rows(table, `form-${number}-${at}.example`))
      const core = await rows('core.company_customers', `form-${number}-${at}.example`)
      expect(core).toHaveLength(number === 3 ? 2 : 0)
    }
    expect(stored[0]).toHaveLength(2)
    for (const other of stored) expect(other).toEqual(stored[0])
  })

  it('keeps a body without customers, and says what it could not read', async () => {
    const cases: [Record<string, unknown>, string[]][] = [
      [{ customers: [] }, []],
      [{}, ['customers']],
      [{ claygent_output: { result: ' ', reasoning: 'nothing' } }, ['customers']],
      [{ customers: '[{"companyName": "Acme"' }, ['customers']],
      [{ claygent_output: '{"customers": [' }, ['claygent_output']],
      [
        { raw_payload: { customers: 7, result: {} } },
        ['raw_payload.customers', 'raw_payload.result'],
      ],
      [{ customers: `${'['.repeat(100_000)}` }, ['customers']],
    ]
    for (const [at, [form, fields]] of cases.entries()) {
      const answer = await send(path(number), {
        body: { ...vendor(`none-${number}-${at}.example`), ...form },
      })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({
        success: true,
        customers_extracted: 0,
        customer_names: [],
      })
      expect(answer.body.warnings.map((warning: { field: string }) => warning.field)).toEqual(
        fields
      )
      expect(await rows(table, `none-${number}-${at}.example`)).toEqual([])
      const [raw] = await served.database.sql.unsafe(
        `select id from raw.${rawTable} where id = '${answer.body.raw_id}'`
      )
      expect(raw).toBeDefined()
    }
  })

  it('takes hostile values for what they are', async () => {
    const evil = `'; drop table core.companies; -- <b>\u202e${'\u{1f4a3}'.repeat(3)}`
    const odd = [null, 7, true, [], {}, '', '  ', { companyName: {} }, { name: 'x' }, '{"a": 1}']
    const text = JSON.stringify({
      ...vendor('hostile.example'),
      customers: [...odd, { companyName: evil, url: {}, hasCaseStudy: 'maybe' }, 'NUL'],
    }).replace('"NUL"', '{"companyName": "a\\u0000b\\ud800", "url": "javascript:alert(1)"}')
    const answer = await send(path(number), { body: text })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      customer_names: [evil, 'a\ufffdb\ufffd'],
      customers_skipped: odd.length,
      case_study_urls_skipped: 2,
    })
    expect(answer.body.warnings.length).toBeGreaterThan(odd.length)
    expect(await rows(table, 'hostile.example')).toHaveLength(2)
  })

  it('says the successor in every answer, where it has one', async () => {
    const good = { ...vendor('headers.example'), customers: ['A'] }
    const answers = [
      await send(path(number), { body: good }),
      await send(alias, { body: good }),
      await send(path(number), { body: { customers: [] } }),
      await send(path(number), { body: good, key: null }),
      await send(path(number), { body: '{' }),
      await send(path(number), { body: 'x'.repeat(1024 * 1024 + 1) }),
      await send(path(number), { method: 'GET' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 422, 401, 400, 413, 405])
    for (const { headers } of answers) {
      expect(headers.get('deprecation')).toBe(number === 3 ? null : 'true')
      expect(headers.get('link')).toBe(number === 3 ? null : link)
    }
  })

  it.each([
    [{}, 'WH101', 'origin_company_domain'],
    [{ origin_company_domain: ' ' }, 'WH101', 'origin_company_domain'],
    [{ origin_company_domain: 'N/A' }, 'WH101', 'origin_company_domain'],
    [{ origin_company_domain: {} }, 'WH104', 'origin_company_domain'],
    [{ origin_company_domain: '192.0.2.7' }, 'WH102', 'origin_company_domain'],
    [{ origin_company_domain: 'https://bit.ly/x' }, 'WH103', 'origin_company_domain'],
  ])('%j is a 422 that names the field, and is kept', async (body, code, field) => {
    const answer = await send(path(number), { body: { workflow_slug: slug, ...body } })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({
      success: false,
      error: { code, issues: [{ path: field }] },
    })
    const [kept] = await served.database.sql`
      select path, code from ops.rejected_requests where rejected_id = ${answer.body.rejected_id}`
    expect(kept).toEqual({ path: path(number), code })
  })

  it('with an Idempotency-Key lands once, sixteen twins at once too', async () => {
    const body = { ...vendor('twins.example'), customers: ['Twin'] }
    const headers = { 'idempotency-key': 'twins' }
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => send(path(number), { body, headers }))
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map((answer) => answer.body.raw_id)).size).toBe(1)
    expect((await send(path(number), { body: { ...body, x: 1 }, headers })).status).toBe(409)
    expect((await send(path(number), { body })).body).toMatchObject({ unchanged: true })
  })
})
