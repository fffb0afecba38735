import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const fixture = (name: string) =>
  JSON.parse(
    readFileSync(
      new URL(`../../fixtures/payloads/companyenrich/${name}.json`, import.meta.url),
      'utf8'
    )
  )

const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)

const send = (request: unknown, context = '{}') =>
  call(house.sql, 'ingest_companyenrich', JSON.stringify(request), context)

describe('the answer', () => {
  it('to a complete document has every field', async () => {
    const { domain, raw_payload } = fixture('complete')
    const answer = await house.ingest(domain, raw_payload)
    expect(answer).toEqual({
      success: true,
      raw_id: uuid,
      extracted_id: uuid,
      domain: 'quuxworks.example',
      core_company_inserted: true,
      funding_rounds_processed: 3,
      keywords_count: 4,
      technologies_count: 4,
      core_tech_on_site_count: 3,
      investors_count: 4,
      unchanged: false,
      unmapped: [],
      warnings: [],
      written: {
        'extracted.companyenrich_company': 1,
        'extracted.companyenrich_keywords': 3,
        'extracted.companyenrich_technologies': 4,
        'extracted.companyenrich_industries': 2,
        'extracted.companyenrich_categories': 3,
        'extracted.companyenrich_naics_codes': 2,
        'extracted.companyenrich_funding_rounds': 3,
        'extracted.companyenrich_investors': 4,
        'extracted.companyenrich_vc_investments': 5,
        'extracted.companyenrich_socials': 1,
        'extracted.companyenrich_location': 1,
        'extracted.companyenrich_subsidiaries': 2,
        'core.companies': 1,
        'core.company_names': 1,
        'core.company_employee_range': 1,
        'core.company_revenue': 1,
        'core.company_types': 1,
        'core.company_locations': 1,
        'core.company_descriptions': 1,
        'core.company_industries': 1,
        'core.company_tech_on_site': 3,
        'core.company_keywords': 3,
        'core.company_categories': 3,
        'core.company_naics_codes': 2,
        'core.company_funding_rounds': 3,
        'core.company_vc_investors': 3,
        'core.company_vc_backed': 1,
        'core.company_social_urls': 1,
      },
    })
    expect(
      await house.row(`select id from extracted.companyenrich_company
        where domain = 'quuxworks.example'`)
    ).toEqual({ id: answer.extracted_id })
  })

  it('to a careless document says what is unmapped and what was not read', async () => {
    const { domain, raw_payload } = fixture('careless')
    const answer = await house.ingest(domain, raw_payload)
    expect(answer).toMatchObject({
      success: true,
      domain: 'careless.example',
      keywords_count: 3,
      technologies_count: 0,
      unmapped: [
        { field: 'employees', value: '7-9' },
        { field: 'industry', value: 'Space Mining' },
      ],
    })
    expect(answer.warnings.map((warning: { field: string }) => warning.field)).toEqual([
      'financial',
      'socials.linkedin_url',
      'updated_at',
    ])
    expect(
      await house.row(`select name, founded_year, page_rank, city, country, revenue, type
        from extracted.companyenrich_company where domain = 'careless.example'`)
    ).toEqual({
      name: 'Careless Ltd',
      founded_year: 1999,
      page_rank: '2.5',
      city: 'Graz',
      country: 'Austria',
      revenue: null,
      type: null,
    })
  })

  it('takes the document as a JSON string, and keeps other members of the request', async () => {
    const answer = await send({
      domain: 'string.example',
      raw_payload: '{"name": "String", "keywords": ["a"]}',
      table: 'clay 7',
    })
    expect(answer).toMatchObject({ success: true, keywords_count: 1 })
    expect(
      await house.row(`select domain, payload, envelope from raw.companyenrich_payloads
        where id = '${answer.raw_id}'`)
    ).toEqual({
      domain: 'string.example',
      payload: { name: 'String', keywords: ['a'] },
      envelope: { table: 'clay 7' },
    })
  })

  it('keeps the domain as received in raw, and says how it was understood', async () => {
    const answer = await house.ingest(' https://WWW.Received.example:8443/a?b#c ', { name: 'R' })
    expect(answer.domain).toBe('received.example')
    expect(
      await house.row(`select domain, api_key_id from raw.companyenrich_payloads
        where id = '${answer.raw_id}'`)
    ).toEqual({ domain: ' https://WWW.Received.example:8443/a?b#c ', api_key_id: null })
  })

  it('to a payload that cannot be taken names its failure', async () => {
    await house.sql`alter table core.companies add constraint no_bad check (name <> 'Bad')`
    const answer = await house.ingest('bad.example', { name: 'Bad' })
    await house.sql`alter table core.companies drop constraint no_bad`
    expect(answer).toEqual({
      success: false,
      raw_id: uuid,
      failure_id: uuid,
      domain: 'bad.example',
      error: {
        code: 'WH201',
        message: expect.stringContaining('quarantined'),
        hint: expect.stringContaining(answer.failure_id),
        issues: [],
      },
    })
    expect(
      await house.row(`select raw_id, stage, sqlstate from ops.failures
        where failure_id = '${answer.failure_id}'`)
    ).toEqual({ raw_id: answer.raw_id, stage: 'load', sqlstate: '23514' })
  })
})

describe('a request', () => {
  it.each([
    ['without domain', { raw_payload: {} }, 'WH101', 'domain'],
    ['with a null domain', { domain: null, raw_payload: {} }, 'WH101', 'domain'],
    ['with a blank domain', { domain: ' \t', raw_payload: {} }, 'WH101', 'domain'],
    ['with a placeholder for a domain', { domain: 'N/A', raw_payload: {} }, 'WH101', 'domain'],
    ['with an object for a domain', { domain: {}, raw_payload: {} }, 'WH104', 'domain'],
    ['with an array for a domain', { domain: ['a.example'], raw_payload: {} }, 'WH104', 'domain'],
    ['with a number for a domain', { domain: 7, raw_payload: {} }, 'WH102', 'domain'],
    ['with an IP address', { domain: '192.0.2.1', raw_payload: {} }, 'WH102', 'domain'],
    ['with a single label', { domain: 'localhost', raw_payload: {} }, 'WH102', 'domain'],
    ['with a link shortener', { domain: 'https://bit.ly/x', raw_payload: {} }, 'WH103', 'domain'],
    ['without document', { domain: 'a.example' }, 'WH101', 'raw_payload'],
    ['with a null document', { domain: 'a.example', raw_payload: null }, 'WH101', 'raw_payload'],
    ['with a blank document', { domain: 'a.example', raw_payload: ' ' }, 'WH101', 'raw_payload'],
    ['with an array', { domain: 'a.example', raw_payload: [] }, 'WH104', 'raw_payload'],
    ['with a number', { domain: 'a.example', raw_payload: 7 }, 'WH104', 'raw_payload'],
    ['with text', { domain: 'a.example', raw_payload: 'text' }, 'WH104', 'raw_payload'],
    ['with broken JSON', { domain: 'a.example', raw_payload: '{"a"' }, 'WH104', 'raw_payload'],
    ['that is an array', [], 'WH101', 'domain'],
    ['that is a number', 7, 'WH101', 'domain'],
    ['that is null', null, 'WH101', 'domain'],
  ])('%s is refused with field and remedy', async (_, request, code, path) => {
    const count = () => house.row('select count(*)::integer as n from raw.companyenrich_payloads')
    const before = await count()
    const error = await failure(send(request))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(new RegExp(`^${path} `))
    expect(error.hint).toMatch(/^send /)
    expect(JSON.parse(error.detail)).toEqual([{ path, message: expect.any(String) }])
    expect(await count()).toEqual(before)
  })

  it('with an e-mail address is about the domain of that address', async () => {
    const answer = await house.ingest('someone@mail.example', { name: 'Mail' })
    expect(answer.domain).toBe('mail.example')
  })
})
