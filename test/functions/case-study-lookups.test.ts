import { beforeAll, describe, expect, it } from 'vitest'
import { buyersOf, extractionOf } from '../support/case-studies.ts'
import { addKey } from '../support/functions.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const details = '/run/companies/case-study-details/lookup'
const champions = '/run/companies/db/case-study-champions/lookup'
const detailed = '/run/companies/db/case-study-champions-detailed/lookup'
const url = (name: string) => `https://vendor.example/${name}`

beforeAll(async () => {
  const { sql } = served.database
  await sql`insert into raw.companyenrich_payloads (domain, payload)
    values ('acme.example',
      '{"name": "Acme", "socials": {"linkedin_url": "linkedin.com/company/acme-example"}}')`
  const land = (table: string, payload: object) =>
    sql.unsafe(`insert into raw.${table} (payload) values ($1::text::jsonb)`, [
      JSON.stringify(payload),
    ])
  await land(
    'gemini_case_study_payloads',
    extractionOf(
      url('a'),
      ['Zoe Last', { full_name: 'Al Bee', company_name: 'Globex' }],
      {},
      { customer_company_domain: 'acme.example' }
    )
  )
  await land('case_study_buyers_payloads', buyersOf(url('b'), [{ fullName: 'Al Bee' }]))
  await land('case_study_buyers_payloads', buyersOf(null, ['Zoe Last']))
})

describe(`POST ${details}`, () => {
  it.each([
    [url('a'), { exists: true, in_buyers: false }],
    [' HTTPS://Vendor.example/a/?utm_source=x#top ', { exists: true, in_buyers: false }],
    [url('b/'), { exists: false, in_buyers: true }],
    [url('A'), { exists: false, in_buyers: false }],
    ['http://vendor.example/a', { exists: false, in_buyers: false }],
  ])('says of %s what was read', async (given, expected) => {
    for (const path of [details, '/lookup_case_study_details']) {
      const answer = await send(path, { body: { case_study_url: given } })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({ success: true, ...expected })
    }
  })

  it.each([
    [{}, 'WH101'],
    [{ case_study_url: ' ' }, 'WH101'],
    [{ case_study_url: 7 }, 'WH104'],
    [{ case_study_url: 'vendor.example/a' }, 'WH102'],
  ])('refuses %j, without saying that it does not exist', async (body, code) => {
    const answer = await send(details, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({ success: false, error: { code } })
    expect(answer.body.exists).toBeUndefined()
  })
})

describe.each([
  [champions, '/lookup_case_study_champions', {}],
  [detailed, '/lookup_champions_detailed', { testimonial: null }],
])('POST %s', (path, alias, more) => {
  it('lists the people of a vendor, in any spelling, by name and case study', async () => {
    const person = {
      job_title: null,
      company_name: 'Acme',
      company_domain: null,
      company_linkedin_url: null,
      ...more,
    }
    for (const [one, domain] of [
      [path, 'vendor.example'],
      [alias, ' HTTPS://www.Vendor.example/x '],
    ] as const) {
      const answer = await send(one, { body: { domain } })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toEqual({
        success: true,
        domain: 'vendor.example',
        champion_count: 4,
        champions: [
          {
            ...person,
            full_name: 'Al Bee',
            company_name: 'Globex',
            case_study_url: url('a'),
            source: 'case_study_champions',
            sources: ['case_study_champions'],
          },
          {
            ...person,
            full_name: 'Al Bee',
            case_study_url: url('b'),
            source: 'case_study_buyers',
            sources: ['case_study_buyers'],
          },
          {
            ...person,
            full_name: 'Zoe Last',
            company_domain: 'acme.example',
            company_linkedin_url: 'https://www.linkedin.com/company/acme-example',
            case_study_url: url('a'),
            source: 'case_study_champions',
            sources: ['case_study_champions'],
          },
          {
            ...person,
            full_name: 'Zoe Last',
            case_study_url: null,
            source: 'case_study_buyers',
            sources: ['case_study_buyers'],
          },
        ],
      })
    }
  })

  it('lists nobody of a company that nothing is known of', async () => {
    const answer = await send(path, { body: { domain: 'nobody.example' } })
    expect(answer.body).toEqual({
      success: true,
      domain: 'nobody.example',
      champion_count: 0,
      champions: [],
    })
  })

  it.each([
    [{}, 'WH101'],
    [{ domain: 'localhost' }, 'WH102'],
    [{ domain: 'bit.ly' }, 'WH103'],
    [{ domain: [] }, 'WH104'],
  ])('refuses %j', async (body, code) => {
    const answer = await send(path, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({ success: false, error: { code } })
    expect(answer.body.champion_count).toBeUndefined()
  })

  it('needs a key of scope read', async () => {
    await addKey(served.database.sql, `ingest only ${path}`, ['ingest'])
    const body = { domain: 'vendor.example' }
    expect((await send(path, { body, key: `ingest only ${path}` })).status).toBe(403)
  })
})
