import { beforeAll, describe, expect, it } from 'vitest'
import { bindKey } from '../support/clients.ts'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const ingestPath = '/run/client/leads/ingest'
const readPath = '/read/client/leads'

const ingest = (body: unknown, key = 'test-key', headers: Record<string, string> = {}) =>
  served.send(ingestPath, { body, key, headers })
const read = (body: unknown, key = 'test-key') => served.send(readPath, { body, key })

beforeAll(async () => {
  await bindKey(served.database.sql, 'key-of-northwind', 'https://www.Northwind.example/')
  await bindKey(served.database.sql, 'key-of-globex', 'globex.example')
})

const raws = async () =>
  (await served.database.sql`select count(*)::integer as n from raw.client_lead_payloads`)[0]?.n

describe('a lead', () => {
  it('lands with its person and company, normalised, and can be read', async () => {
    const answer = await ingest({
      client_domain: ' HTTPS://www.Initech.example/x ',
      client_form_id: 7,
      first_name: ' Wilma ',
      last_name: 'Quux',
      person_linkedin_url: 'linkedin.com/in/Wilma-Example/?trk=x',
      work_email: 'Wilma@ACME.example',
      company_name: 'Acme',
      source: 'website',
      anything: { else: 1 },
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      client_domain: 'initech.example',
      duplicate: false,
      written: { 'client.leads': 1, 'client.leads_people': 1, 'client.leads_companies': 1 },
      warnings: [],
    })
    const { body } = await read({ client_domain: 'initech.example' })
    expect(body).toMatchObject({ success: true, client_domain: 'initech.example', total: 1 })
    expect(body.leads).toEqual([
      {
        id: answer.body.lead_id,
        submitted_at: expect.stringMatching(/\+00:00$/),
        first_name: 'Wilma',
        last_name: 'Quux',
        full_name: 'Wilma Quux',
        person_linkedin_url: 'https://www.linkedin.com/in/wilma-example',
        work_email: 'wilma@acme.example',
        job_title: null,
        seniority: null,
        job_function: null,
        person_city: null,
        person_state: null,
        person_country: null,
        company_name: 'Acme',
        company_domain: 'acme.example',
        company_linkedin_url: null,
        company_country: null,
        company_industry: null,
        company_employee_range: null,
        source: 'website',
        client_form_id: '7',
        client_form_title: null,
        person_id: answer.body.person_id,
        company_id: answer.body.company_id,
        core_person_id: null,
        core_company_id: null,
      },
    ])
    const [raw] = await served.database.sql`
      select p.payload, p.api_key_id from raw.client_lead_payloads as p
      where p.id = ${answer.body.raw_id}`
    expect(raw).toMatchObject({ api_key_id: served.apiKeyId })
    expect(raw?.payload.anything).toEqual({ else: 1 })
  })

  it('is enriched from core: by its page, its domain, or the employer that core knows', async () => {
    await served.send('/run/companies/companyenrich/ingest', {
      body: {
        domain: 'known.example',
        raw_payload: { name: 'Known Ltd', employees: '51-200', location: { country: 'Ireland' } },
      },
    })
    await served.send('/run/people/clay-native/person-profile/ingest', {
      body: {
        linkedin_url: 'linkedin.com/in/known-example',
        workflow_slug: 'clay-person-profile',
        raw_payload: {
          name: 'Kay Known',
          country: 'Ireland',
          experience: [
            { title: 'VP Sales', company_domain: 'known.example', start_date: '2024-03-01' },
          ],
        },
      },
    })
    const client_domain = 'enriched.example'
    await ingest({ client_domain, person_linkedin_url: 'linkedin.com/in/known-example' })
    await ingest({ client_domain, full_name: 'Fred', company_domain: 'known.example' })
    const { body } = await read({ client_domain })
    expect(body.leads).toMatchObject([
      { full_name: 'Fred', company_name: 'Known Ltd', company_employee_range: '51-200' },
      {
        full_name: 'Kay Known',
        seniority: 'VP',
        job_function: 'Sales',
        person_country: 'Ireland',
        company_domain: 'known.example',
        company_name: 'Known Ltd',
        core_person_id: expect.any(String),
        core_company_id: expect.any(String),
      },
    ])
  })

  it.each([
    [{}, 'WH101'],
    [{ client_domain: ' ' }, 'WH101'],
    [{ client_domain: null }, 'WH101'],
    [{ client_domain: 7 }, 'WH104'],
    [{ client_domain: '127.0.0.1' }, 'WH102'],
    [{ client_domain: 'not a domain' }, 'WH102'],
    [{ client_domain: 'bit.ly' }, 'WH103'],
    [{ client_domain: { a: 1 } }, 'WH104'],
  ])('of %j is refused with %s, names the field, and is kept', async (body, code) => {
    const before = await raws()
    const answer = await ingest({ ...body, full_name: 'Kept Person' })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ success: false, error: { code } })
    expect(answer.body.error.message).toContain('client_domain')
    expect(await raws()).toBe(before)
    const [kept] = await served.database.sql`
      select convert_from(r.body, 'UTF8') as body, r.is_confidential
      from ops.rejected_requests as r where r.rejected_id = ${answer.body.rejected_id}`
    expect(kept?.body).toContain('Kept Person')
    expect(kept?.is_confidential).toBe(true)
  })

  it('takes fields of any type, and says which it could not read', async () => {
    const answer = await ingest({
      client_domain: 'careless.example',
      first_name: { a: 1 },
      last_name: ['x'],
      full_name: 'N/A',
      person_linkedin_url: 'https://www.linkedin.com/company/acme',
      work_email: 'not an address',
      company_domain: 'gmail.com',
      company_name: 'x'.repeat(10_000),
      company_linkedin_url: '%00%ff',
      client_form_title: 'a\u0000b',
      source: "'; drop table client.leads; --",
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.person_id).toBeNull()
    expect(answer.body.warnings.map(({ field }: { field: string }) => field)).toEqual([
      'company_domain',
      'company_linkedin_url',
      'company_name',
      'first_name',
      'last_name',
      'person_linkedin_url',
      'work_email',
      '',
    ])
    const { body } = await read({ client_domain: 'careless.example' })
    expect(body.leads[0]).toMatchObject({
      source: "'; drop table client.leads; --",
      client_form_title: 'a\ufffdb',
      company_domain: null,
      full_name: null,
    })
    expect(body.leads[0].company_name).toHaveLength(500)
  })

  it('given twice within 24 hours is the same lead; by Idempotency-Key the same answer', async () => {
    const lead = { client_domain: 'twice.example', work_email: 'jo@acme.example' }
    const first = await ingest(lead)
    const again = await ingest({ ...lead, client_domain: 'www.TWICE.example' })
    expect(again.body).toMatchObject({ success: true, duplicate: true })
    expect(again.body.lead_id).toBe(first.body.lead_id)
    expect(again.body.raw_id).not.toBe(first.body.raw_id)
    const header = { 'idempotency-key': 'one' }
    const other = { ...lead, source: 'fair' }
    const kept = await ingest(other, 'test-key', header)
    const replayed = await ingest(other, 'test-key', header)
    expect(replayed.body).toEqual({ ...kept.body, duplicate: true })
    expect((await ingest({ ...other, source: 'x' }, 'test-key', header)).status).toBe(409)
    expect((await read({ client_domain: 'twice.example' })).body.total).toBe(2)
  })

  it('sent by twelve requests at once lands once', async () => {
    const lead = { client_domain: 'burst.example', full_name: 'Jo', company_name: 'Acme' }
    const answers = await Promise.all(Array.from({ length: 12 }, () => ingest(lead)))
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200))
    expect(new Set(answers.map(({ body }) => body.lead_id)).size).toBe(1)
    const { body } = await read({ client_domain: 'burst.example' })
    expect(body.total).toBe(1)
    expect(body.leads[0].id).toBe(answers[0]?.body.lead_id)
  })
})

describe('pages of leads', () => {
  const client_domain = 'pages.example'

  beforeAll(async () => {
    for (let n = 1; n <= 7; n += 1) {
      await ingest({ client_domain, full_name: `Person ${n}` })
    }
  })

  const names = (body: { leads: { full_name: string }[] }) =>
    body.leads.map(({ full_name }) => Number(full_name.replace('Person ', '')))

  it('go on by cursor without a gap while others arrive, or by offset', async () => {
    const first = await read({ client_domain, limit: 3 })
    expect(first.body).toMatchObject({ total: 7, meta: { total: 7, limit: 3, offset: 0 } })
    expect(names(first.body)).toEqual([7, 6, 5])
    await ingest({ client_domain, full_name: 'Person 8' })
    const cursor = first.body.meta.next_cursor
    const second = await read({ client_domain: 'WWW.pages.example', limit: 3, cursor })
    expect(names(second.body)).toEqual([4, 3, 2])
    const next = second.body.meta.next_cursor
    const third = await read({ client_domain, limit: 3, cursor: next, count: 'none' })
    expect(names(third.body)).toEqual([1])
    expect(third.body).toMatchObject({ total: null, meta: { next_cursor: null } })
    expect(names((await read({ client_domain, limit: '2', offset: '6' })).body)).toEqual([2, 1])
    expect((await read({ client_domain, offset: 100 })).body).toMatchObject({ total: 8, leads: [] })
  })

  it.each<[string, Record<string, unknown>]>([
    ['a limit of 0', { limit: 0 }],
    ['a limit over 1000', { limit: 1001 }],
    ['a limit in words', { limit: 'many' }],
    ['a huge limit', { limit: 1e300 }],
    ['a negative offset', { offset: -1 }],
    ['cursor and offset', { cursor: 'x', offset: 1 }],
    ['SQL as a cursor', { cursor: "%27'; select 1" }],
    ['a cursor of 10 kB', { cursor: 'x'.repeat(10_000) }],
    ['an unknown way to count', { count: 'perhaps' }],
    ['two clients', { client_domain: ['a.example', 'b.example'] }],
    ['a client of 10 kB', { client_domain: `${'x'.repeat(10_000)}.example` }],
  ])('with %s are refused', async (_what, body) => {
    const answer = await read({ client_domain, ...body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.text).not.toMatch(/select|pg_|raw\./)
  })

  it('of a client without leads are empty', async () => {
    expect((await read({ client_domain: 'nobody.example' })).body).toMatchObject({
      success: true,
      total: 0,
      leads: [],
      meta: { next_cursor: null },
    })
  })
})

describe('a key that is bound to a client', () => {
  const northwind = { client_domain: 'northwind.example' }
  const globex = { client_domain: 'globex.example' }

  it('writes and reads that client, in any spelling', async () => {
    const spelled = { client_domain: 'http://WWW.northwind.example', full_name: 'Own Person' }
    expect((await ingest(spelled, 'key-of-northwind')).status).toBe(200)
    expect((await read(northwind, 'key-of-northwind')).body.total).toBe(1)
  })

  it('gets 403 for another client, known or not, and nothing of it', async () => {
    await ingest({ ...globex, full_name: 'Secret Person' }, 'key-of-globex')
    for (const client_domain of ['globex.example', 'unheard-of.example', 'sub.northwind.example']) {
      for (const path of [readPath, ingestPath, '/run/client/leads/to-clay']) {
        const body = {
          client_domain,
          full_name: 'Intruder',
          people_webhook_url: 'https://x.example',
        }
        const answer = await served.send(path, { body, key: 'key-of-northwind' })
        expect(answer.status, path).toBe(403)
        expect(answer.body.error.code).toBe('WH801')
        expect(answer.text).not.toContain('Secret')
      }
    }
    const mine = await read(northwind, 'key-of-northwind')
    expect(mine.text).not.toContain('Secret')
    expect((await read(globex, 'key-of-globex')).body.total).toBe(1)
  })

  it('shares no row with another client that knows the same person and company', async () => {
    const lead = { person_linkedin_url: 'linkedin.com/in/shared', company_domain: 'shared.example' }
    const one = await ingest({ ...northwind, ...lead }, 'key-of-northwind')
    const two = await ingest({ ...globex, ...lead }, 'key-of-globex')
    for (const id of ['lead_id', 'person_id', 'company_id']) {
      expect(one.body[id]).toEqual(expect.any(String))
      expect(one.body[id]).not.toBe(two.body[id])
    }
  })

  it('finds no use for a cursor of another client', async () => {
    for (const full_name of ['A', 'B', 'C']) await ingest({ ...globex, full_name }, 'key-of-globex')
    const { body } = await read({ ...globex, limit: 1 }, 'key-of-globex')
    const answer = await read({ ...northwind, cursor: body.meta.next_cursor }, 'key-of-northwind')
    expect(answer.status).toBe(422)
    expect(answer.body.error.code).toBe('WH108')
  })

  it('cannot slip past by a client_domain in twos, by an Idempotency-Key or by its scope', async () => {
    const twice = '{"client_domain": "northwind.example", "client_domain": "globex.example"}'
    expect((await read(twice, 'key-of-northwind')).status).toBe(403)
    const header = { 'idempotency-key': 'shared-key' }
    const first = await ingest({ ...globex, full_name: 'Idem' }, 'key-of-globex', header)
    const other = await ingest({ ...northwind, full_name: 'Idem' }, 'key-of-northwind', header)
    expect(other.status).toBe(200)
    expect(other.body.lead_id).not.toBe(first.body.lead_id)
    await bindKey(served.database.sql, 'key-that-only-reads', 'northwind.example', ['read'])
    expect((await ingest(northwind, 'key-that-only-reads')).status).toBe(403)
  })

  it('opens no endpoint but those of clients', async () => {
    const tries: [string, unknown?][] = [
      ['/api/people/work-history?linkedin_url=linkedin.com/in/known-example'],
      ['/read/companies/db/check-existence', { domain: 'x.example' }],
      ['/run/companies/companyenrich/ingest', { domain: 'x.example', raw_payload: {} }],
      ['/run/unresolved-customers/to-clay', { webhook_url: 'https://api.clay.com/x' }],
      ['/run/outbound/work', {}],
    ]
    for (const [path, body] of tries) {
      const answer = await served.send(path, { key: 'key-of-northwind', ...(body ? { body } : {}) })
      expect(answer.status, path).toBe(403)
      expect(answer.body.error.code).toBe('WH801')
    }
  })

  it('has what it sent amiss kept out of the sight of analysts', async () => {
    const answer = await ingest('{"client_domain": "northwind.example", oops', 'key-of-northwind')
    expect(answer.status).toBe(400)
    const seen = await served.database.sql.begin(async (sql) => {
      await sql`set local role pipeline_analyst`
      return await sql`select r.rejected_id from ops.rejected_requests as r`
    })
    expect(seen).toEqual([])
    const [kept] = await served.database.sql`
      select r.rejected_id from ops.rejected_requests as r
      where r.rejected_id = ${answer.body.rejected_id}`
    expect(kept).toBeDefined()
  })
})

describe('what clients sent', () => {
  it('is no table to a key that asks what exists', async () => {
    const answer = await served.send('/read/companies/db/check-existence', {
      body: {
        domain: 'northwind.example',
        schema_name: 'raw',
        table_name: 'client_lead_payloads',
        column_name: 'client_domain',
      },
    })
    expect(answer.body).toMatchObject({ exists: false, error: { code: 'WH503' } })
  })

  it('never appears in the log', () => {
    expect(served.functions.logs()).not.toMatch(/Secret|wilma|key-of-northwind/i)
  })
})
