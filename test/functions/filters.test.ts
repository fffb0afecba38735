import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/db/source.ts'
import { addKey } from '../support/functions.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const get = async (path: string) => {
  const answer = await send(path)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

const post = (path: string, body: unknown) => send(path, { body })

beforeAll(async () => {
  const { sql } = served.database
  await addKey(sql, 'reader', ['read'])
  await sql.unsafe(`
    insert into raw.companyenrich_payloads (domain, payload) values
      ('acme.example', '{"name": "Acme", "industry": "Not Canonical At All",
        "technologies": ["Zed Base", "100% Pure", "100x Pure"]}'),
      ('twin-a.example', '{"name": "Twin"}'), ('twin-b.example', '{"name": "Twin"}');
    insert into reference.job_title_lookup (latest_title, cleaned_job_title)
    values ('vp, jam', 'VP Jam'), ('vice president jam', 'VP Jam'), ('chief jam', 'Chief Jam');
    insert into reference.company_industries (id, name, source, is_canonical)
    values (md5('industry:again:Banking')::uuid, 'Banking', 'again', true);
    insert into reference.sec_company_info (ticker, cik, sec_company_name)
    values ('ACME', '0000000042', 'ACME INC')`)
})

describe('the filters', () => {
  it('are bare arrays of the vocabularies, in their order', async () => {
    const orders = ['seniorities', 'job-functions', 'business-models', 'employee-ranges']
    const ranges = ['revenue-ranges', 'funding-ranges', 'company-types', 'signals']
    for (const name of [...orders, ...ranges]) {
      const values = await get(`/api/filters/${name}`)
      expect(values.length).toBeGreaterThan(2)
      const places = values.map((value: { sort_order: number }) => value.sort_order)
      expect(places).toEqual(places.toSorted((a: number, b: number) => a - b))
    }
    expect(await get('/api/filters/employee-ranges')).toContainEqual({
      name: '10001+',
      min_employees: 10001,
      max_employees: null,
      sort_order: 8,
    })
    expect(await get('/api/filters/revenue-ranges')).toContainEqual({
      name: '$100B+',
      min_revenue_usd: 100_000_000_000,
      max_revenue_usd: null,
      sort_order: 11,
    })
    expect((await get('/api/filters/business-models'))[2]).toEqual({ name: 'Both', sort_order: 3 })
  })

  it('name industries once, canonical ones only', async () => {
    const names = (await get('/api/filters/industries')).map((one: { name: string }) => one.name)
    expect(names.filter((name: string) => name === 'Banking')).toEqual(['Banking'])
    expect(names).not.toContain('Not Canonical At All')
    expect(names).toEqual(names.toSorted())
  })

  it('name the countries with their codes', async () => {
    const countries = await get('/api/filters/countries')
    expect(countries).toHaveLength(250)
    expect(countries).toContainEqual({ name: 'Ireland', code: 'IE' })
    expect(countries).toContainEqual({ name: "Côte d'Ivoire", code: 'CI' })
  })

  it('come six in one answer', async () => {
    const body = await get('/api/filters')
    expect(Object.keys(body).toSorted()).toEqual([
      'business_models',
      'employee_ranges',
      'industries',
      'job_functions',
      'seniorities',
      'signals',
    ])
    expect(body.signals).toEqual(await get('/api/filters/signals'))
    expect(body.industries).toEqual(await get('/api/filters/industries'))
  })

  it('are searched where they are many', async () => {
    const titles = (q: string) => get(`/api/filters/job-titles?q=${encodeURIComponent(q)}`)
    expect(await titles('JAM')).toEqual([{ name: 'Chief Jam' }, { name: 'VP Jam' }])
    expect(await titles('%')).toEqual([])
    expect(await get('/api/filters/job-titles?limit=1')).toEqual([{ name: 'Chief Jam' }])
    expect(await get('/api/filters/technologies?q=100%25')).toEqual([
      { name: '100% Pure', domain: null, categories: null },
    ])
    expect(await get(`/api/filters/technologies?q=${'x'.repeat(5000)}`)).toEqual([])
  })

  it.each([
    ['/api/filters?x=1', 'WH107'],
    ['/api/filters/seniorities?q=a', 'WH107'],
    ['/api/filters/technologies?limit=201', 'WH104'],
    ['/api/filters/job-titles?limit=0', 'WH104'],
    ['/api/filters/job-titles?q=a&q=b', 'WH104'],
  ])('refuse %s', async (path, code) => {
    const answer = await send(path)
    expect(answer.status).toBe(422)
    expect(answer.body.error.code).toBe(code)
  })
})

describe('the workflow registry', () => {
  it('lists active workflows with their endpoints, and counts them', async () => {
    const { data, meta } = await get('/api/enrichment/workflows')
    expect(meta.total).toBe(data.length)
    expect(meta.in_core_count + meta.not_in_core_count).toBe(data.length)
    expect(meta.client_count + meta.internal_hq_count).toBe(data.length)
    expect(meta.filters).toMatchObject({ is_active: true, entity_type: null })
    const slugs = data.map((one: { workflow_slug: string }) => one.workflow_slug)
    expect(slugs).toEqual(slugs.toSorted())
    expect(data).toContainEqual(
      expect.objectContaining({
        workflow_slug: 'companyenrich',
        api_endpoint_full_url: '/functions/v1/run/companies/companyenrich/ingest',
      })
    )
  })

  it('filters by everything at once', async () => {
    const filters = 'entity_type=company&coalesces_to_core=true&workflow_type=ingest'
    const { data, meta } = await get(`/api/enrichment/workflows?${filters}&has_api_wrapper=true`)
    expect(data.length).toBeGreaterThan(2)
    expect(meta.in_core_count).toBe(meta.total)
    expect(meta.with_api_wrapper_count).toBe(meta.total)
    for (const row of data) {
      expect(row).toMatchObject({ entity_type: 'company', workflow_type: 'ingest' })
    }
    const upper = filters.replace('company', 'COMPANY')
    expect((await get(`/api/enrichment/workflows?${upper}&has_api_wrapper=1`)).data).toEqual(data)
    expect((await get('/api/enrichment/workflows?is_active=false')).data).toEqual([])
    expect((await send('/api/enrichment/workflows?is_active=maybe')).body.error.code).toBe('WH104')
  })

  it('sums itself up', async () => {
    const { meta } = await get('/api/enrichment/workflows')
    const summary = await get('/api/enrichment/workflows/summary')
    expect(summary).toMatchObject({
      total_workflows: meta.total,
      total_in_core: meta.in_core_count,
    })
    expect(summary.by_usage_category).toEqual({
      client: meta.client_count,
      'internal-hq': meta.internal_hq_count,
    })
    const { total, in_core, not_in_core } = summary.by_entity_type.company
    expect(in_core + not_in_core).toBe(total)
  })

  it('says what each workflow has given to a company', async () => {
    const { body } = await post('/api/enrichment/status', {
      entity_type: 'Company',
      entity_key: 'WWW.acme.example',
    })
    expect(body).toMatchObject({ entity_type: 'company', entity_key: 'acme.example' })
    expect(body.workflows).toContainEqual({
      workflow_slug: 'companyenrich',
      enriched: true,
      count: 1,
      last_enriched_at: expect.stringMatching(/\+00:00$/),
    })
    const slugs = body.workflows.map((one: { workflow_slug: string }) => one.workflow_slug)
    expect(slugs).toContain('companyenrich-similar-companies')
    // What only reads a table of core has given nothing.
    expect(slugs).not.toContain('case-study-champions-lookup')
    expect(slugs).not.toContain('unresolved-customers-to-clay')
    const person = await post('/api/enrichment/status', {
      entity_type: 'person',
      entity_key: 'linkedin.com/in/nobody-example',
      workflow_slug: 'clay-person-profile',
    })
    expect(person.body.workflows).toEqual([
      { workflow_slug: 'clay-person-profile', enriched: false, count: 0, last_enriched_at: null },
    ])
  })

  it.each([
    [{ entity_key: 'acme.example' }, 422, 'WH101'],
    [{ entity_type: 'planet', entity_key: 'acme.example' }, 422, 'WH104'],
    [{ entity_type: 'company', entity_key: 'localhost' }, 422, 'WH102'],
    [{ entity_type: 'person', entity_key: 'acme.example' }, 422, 'WH102'],
    [{ entity_type: 'company', entity_key: 'a.example', workflow_slug: "'; --" }, 404, 'WH505'],
  ])('refuses %j', async (body, status, code) => {
    const answer = await post('/api/enrichment/status', body)
    expect([answer.status, answer.body.error?.code]).toEqual([status, code])
  })
})

describe('listed companies', () => {
  const check = '/run/companies/manual/public-company-check/ingest'
  const backfill = '/run/companies/db/public-ticker/backfill'
  const info = async (domain: string) =>
    (await post('/api/companies/public-company-info', { domain })).body

  it('are entered, get their ticker, and are found with their SEC number', async () => {
    expect(await info('acme.example')).toMatchObject({ found: false, ticker: null })
    expect((await info('acme.example')).note).toMatch(/not known to be listed/)
    const early = await post(backfill, { domain: 'acme.example', ticker: 'ACME' })
    expect([early.status, early.body.error.code]).toEqual([404, 'WH507'])

    const first = await post(check, { domain: 'https://acme.example/', company_name: 'Acme' })
    expect(first.body).toMatchObject({
      success: true,
      domain: 'acme.example',
      company_name: 'Acme',
      unchanged: false,
      written: { 'extracted.public_company': 1, 'core.company_public': 1 },
    })
    expect((await info('acme.example')).note).toMatch(/ticker is not known/)

    const ticker = await post(backfill, { domain: 'ACME.example', ticker: ' nasdaq: acme ' })
    expect(ticker.body).toMatchObject({ success: true, domain: 'acme.example', ticker: 'ACME' })
    expect(await info('acme.example')).toMatchObject({
      found: true,
      company_name: 'Acme',
      ticker: 'ACME',
      cik: '0000000042',
      sec_company_name: 'ACME INC',
      note: null,
    })
    // A newer check without a ticker takes none away, and a rebuild gives the same.
    await post(check, { domain: 'acme.example', company_name: 'Acme PLC' })
    const before = await info('acme.example')
    expect(before).toMatchObject({ company_name: 'Acme PLC', ticker: 'ACME' })
    const { sql } = served.database
    await sql.unsafe('delete from core.company_public; delete from extracted.public_company')
    await sql`call ops.rebuild('public_company', 1)`
    expect(await info('acme.example')).toEqual({
      ...before,
      last_updated: expect.any(String),
    })
  })

  it('are found in the file of the SEC, loaded as docs/analysts.md has it', async () => {
    const { sql } = served.database
    const page = readFileSync(join(root, 'docs', 'analysts.md'), 'utf8')
    const block = page.split('\n```').find((part) => part.includes('\\set file')) ?? ''
    const file = {
      0: { cik_str: 1234567, ticker: 'NWND-B', title: "NORTHWIND'S INC" },
      1: { cik_str: 42, ticker: 'ACME', title: 'ACME CORP' },
      2: { cik_str: 43, ticker: 'ACME', title: 'ACME OLD' },
      3: { cik_str: 7, ticker: 'NO TICKER', title: 'X' },
    }
    const text = `'${JSON.stringify(file).replaceAll("'", "''")}'`
    const load = block.slice(block.indexOf('set role')).replace(":'file'", () => text)
    await sql.unsafe(load)
    const rows = () => sql`
      select ticker, cik, xmin::text from reference.sec_company_info order by ticker`
    const loaded = await rows()
    expect(loaded.map(({ ticker, cik }) => [ticker, cik])).toEqual([
      ['ACME', '0000000042'],
      ['NWND-B', '0001234567'],
    ])
    await sql.unsafe(load)
    expect([...(await rows())]).toEqual([...loaded])

    await post(check, { domain: 'nwnd.example', company_name: 'Northwind', ticker: 'NWND.B' })
    expect(await info('nwnd.example')).toMatchObject({
      ticker: 'NWND.B',
      cik: '0001234567',
      sec_company_name: "NORTHWIND'S INC",
      note: null,
    })
  })

  it.each([
    [{ ticker: 'ACME' }, 'WH101'],
    [{ domain: 'acme.example' }, 'WH101'],
    [{ domain: 'acme.example', ticker: 'TOO LONG TICKER' }, 'WH104'],
    [{ domain: 'localhost', ticker: 'ACME' }, 'WH102'],
  ])('have a ticker that is one: %j', async (body, code) => {
    const answer = await post(backfill, body)
    expect([answer.status, answer.body.error.code]).toEqual([422, code])
    expect(answer.body.success).toBe(false)
  })
})

describe('a ticker alone', () => {
  it('lists no company, and is there once the company is listed', async () => {
    const { sql } = served.database
    await sql`
      insert into raw.public_company_payloads (domain, payload, envelope)
      values ('early.example', '{"ticker": "EARL"}', '{"is_ticker_only": true}')`
    const rows = () => sql`select ticker from core.company_public where domain = 'early.example'`
    expect(await rows()).toEqual([])
    await sql`
      insert into raw.public_company_payloads (domain, payload)
      values ('early.example', '{"company_name": "Early", "ticker": "no ticker"}')`
    expect([...(await rows())]).toEqual([{ ticker: 'EARL' }])
  })
})

describe('priority companies', () => {
  const path = '/api/leads/priority-companies'
  const list = async () => (await get(path)).data

  it('are added by name, counted, renamed and removed', async () => {
    expect(await list()).toEqual([])
    const { sql } = served.database
    await sql.unsafe(`
      insert into core.people (id, linkedin_url, linkedin_slug, linkedin_url_type, core_company_id,
        source, landing_no)
      select md5(n::text)::uuid, 'https://www.linkedin.com/in/p-' || n, 'p-' || n, 'real',
        reference.entity_id('company', 'acme.example'), 'test', n
      from generate_series(1, 4) as n;
      insert into core.person_job_titles (id, linkedin_url, raw_job_title, matched_job_function,
        document_source)
      select md5(n::text)::uuid, 'https://www.linkedin.com/in/p-' || n, 'x',
        (array['Engineering', 'Engineering', 'Sales'])[n], 'test'
      from generate_series(1, 3) as n`)
    const added = await post(path, { company_name: 'ACME, Inc.' })
    expect(added.body).toMatchObject({
      success: true,
      company_name: 'ACME, Inc.',
      domain: 'acme.example',
      total: 4,
      engineering: 2,
      sales: 1,
    })
    await post(path, { company_name: 'Acme', domain: 'N/A' })
    await post(path, { company_name: 'Newcomer', domain: 'https://newcomer.example' })
    expect(await list()).toMatchObject([
      { company_name: 'Acme', domain: 'acme.example', total: 4 },
      { company_name: 'Newcomer', domain: 'newcomer.example', total: 0 },
    ])
    const remove = (name: string) =>
      send(`${path}/${encodeURIComponent(name)}`, { method: 'DELETE' })
    expect((await remove('ACME')).body).toMatchObject({ success: true, removed: 1 })
    expect((await remove('ACME')).status).toBe(404)
    expect((await remove('newcomer.example')).body.removed).toBe(1)
    expect(await list()).toEqual([])
  })

  it.each([
    [{ company_name: 'Nobody Knows Them' }, 404, 'WH507'],
    [{ company_name: 'Twin' }, 404, 'WH507'],
    [{}, 422, 'WH101'],
    [{ company_name: '...' }, 422, 'WH102'],
    [{ company_name: 'Acme', domain: 'localhost' }, 422, 'WH102'],
  ])('are no guess: %j', async (body, status, code) => {
    const answer = await post(path, body)
    expect([answer.status, answer.body.error?.code]).toEqual([status, code])
  })

  it('are changed only by keys that may write', async () => {
    const body = { company_name: 'Acme' }
    expect((await send(path, { body, key: 'reader' })).status).toBe(403)
    expect((await send(`${path}/Acme`, { method: 'DELETE', key: 'reader' })).status).toBe(403)
    expect((await send(path, { key: 'reader' })).status).toBe(200)
  })
})
