import { describe, expect, it } from 'vitest'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)
const manual = '/run/companies/manual/customers/ingest'

const inCore = (origin: string) =>
  served.database.sql`
    select customer_domain, customer_domain_source, source from core.company_customers
    where origin_company_domain = ${origin} order by customer_name_key`

describe('a manual customer', () => {
  const body = {
    origin_company_domain: 'https://www.Hand.example/',
    company_customer_name: 'Acme',
    workflow_slug: 'manual-company-customers',
  }

  it('lands under both paths, and its domain goes before every other', async () => {
    const answer = await send(manual, {
      body: { ...body, company_customer_domain: 'http://www.acme.example/x', source_notes: 'Fair' },
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toEqual({
      success: true,
      raw_id: expect.any(String),
      id: expect.any(String),
      origin_company_domain: 'hand.example',
      company_customer_name: 'Acme',
      company_customer_domain: 'acme.example',
      case_study_url: null,
      has_case_study: null,
      unchanged: false,
      written: { 'extracted.manual_company_customers': 1, 'core.company_customers': 1 },
      warnings: [],
    })
    expect(await inCore('hand.example')).toMatchObject([
      { customer_domain: 'acme.example', customer_domain_source: 'manual', source: 'manual' },
    ])
    const again = await send('/ingest_manual_comp_customer', { body })
    expect(again.body).toMatchObject({ success: true, id: answer.body.id, unchanged: false })
    expect(again.headers.get('deprecation')).toBeNull()
    expect(await inCore('hand.example')).toMatchObject([{ customer_domain: 'acme.example' }])
  })

  it('brings the name that staged case studies of the vendor wait for', async () => {
    const vendor = { origin_company_domain: 'waiting.example' }
    const case_study_url = 'https://waiting.example/customers/acme'
    await send('/run/companies/claygent/customers-of-3/ingest', {
      body: { ...vendor, customers: [{ companyName: 'Acme', url: case_study_url }] },
    })
    await send(manual, { body: { ...body, ...vendor, origin_company_name: 'Waiting Ltd' } })
    const staged = await served.database.sql`
      select origin_company_name from raw.staging_case_study_urls
      where case_study_url = ${case_study_url}`
    expect(staged).toEqual([{ origin_company_name: 'Waiting Ltd' }])
  })

  it('names what it could not read', async () => {
    const answer = await send(manual, {
      body: {
        ...body,
        company_customer_domain: 'bit.ly',
        case_study_url: 'ftp://x.example/y',
        has_case_study: 'maybe',
        origin_company_linkedin_url: 'https://www.linkedin.com/in/somebody',
      },
    })
    expect(answer.body.warnings.map((warning: { field: string }) => warning.field)).toEqual([
      'case_study_url',
      'company_customer_domain',
      'has_case_study',
      'origin_company_linkedin_url',
    ])
  })

  it.each([
    [{ company_customer_name: ' ' }, 'WH101', 'company_customer_name'],
    [{ company_customer_name: 'none found' }, 'WH101', 'company_customer_name'],
    [{ company_customer_name: '---' }, 'WH102', 'company_customer_name'],
    [{ company_customer_name: {} }, 'WH104', 'company_customer_name'],
    [{ origin_company_domain: null }, 'WH101', 'origin_company_domain'],
    [{ origin_company_domain: 'x' }, 'WH102', 'origin_company_domain'],
    [{ workflow_slug: '' }, 'WH101', 'workflow_slug'],
  ])('%j is a 422 that names the field', async (wrong, code, field) => {
    const answer = await send(manual, { body: { ...body, ...wrong } })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({
      success: false,
      rejected_id: expect.any(String),
      error: { code, issues: [{ path: field }] },
    })
  })
})
