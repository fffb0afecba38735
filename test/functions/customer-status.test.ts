import { beforeAll, describe, expect, it } from 'vitest'
import { addKey } from '../support/functions.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const lookup = '/run/companies/db/company-customers/lookup'
const api = '/api/companies'
const utc = /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/

/** Questions with the domain in the body, and what they answer about a company without anything. */
const questions: [string, Record<string, unknown>][] = [
  [lookup, { customer_count: 0, customers: [] }],
  [`${api}/check-has-customers`, { has_customers: false, count: 0 }],
  [`${api}/check-has-case-studies`, { has_case_studies: false, count: 0, last_extracted_at: null }],
  [
    `${api}/customers-status`,
    { found: false, customer_count: 0, case_study_url_count: 0, case_study_urls: [] },
  ],
  [`${api}/case-studies-status`, { found: false, case_study_count: 0, case_study_urls: [] }],
  [
    `${api}/has-customers-of`,
    {
      has_customers: false,
      total_customers: 0,
      customers_with_domain: 0,
      customers_without_domain: 0,
      domain_coverage_pct: 0,
      sample_customers: [],
    },
  ],
]

beforeAll(async () => {
  const { sql } = served.database
  await addKey(sql, 'reader', ['read'])
  await addKey(sql, 'writer', ['ingest'])
  await sql.unsafe(`
    insert into raw.companyenrich_payloads (domain, payload) values
      ('acme.example', '{"name": "Acme", "industry": "Software Development", "employees": "51-200",
        "socials": {"linkedin_url": "https://www.linkedin.com/company/acme-example"}}');
    insert into core.company_customers (origin_company_domain, origin_company_name, customer_name,
      customer_name_key, customer_domain, customer_domain_source, case_study_url)
    values
      ('one.example', 'One', 'Acme', 'acme', 'acme.example', 'by hand', null),
      ('three.example', 'Three', 'Zeta', 'zeta', null, null, 'https://three.example/b'),
      ('three.example', 'Three', 'beta', 'beta', 'beta.example', 'by hand', 'https://three.example/b'),
      ('three.example', null, 'Acme', 'acme', 'acme.example', 'by hand', 'https://three.example/a');
    insert into core.company_customers (origin_company_domain, customer_name, customer_name_key,
      customer_domain, customer_domain_source)
    select 'many.example', 'Customer ' || n, 'customer ' || n,
      case when n % 8 = 0 then 'customer-' || n || '.example' end,
      case when n % 8 = 0 then 'by hand' end
    from generate_series(1, 2500) as n;
    insert into extracted.case_study_details (case_study_url, origin_company_domain,
      company_customer_name, customer_name_key, updated_at)
    values
      ('https://one.example/x', 'one.example', 'Acme', 'acme', '2026-01-02 03:04:05+00'),
      ('https://three.example/b', 'three.example', 'Beta', 'beta', '2026-01-01 00:00:00+00'),
      ('https://three.example/a', 'three.example', 'Acme', 'acme', '2026-03-01 12:00:00+00'),
      ('https://three.example/c', 'three.example', 'Gamma', 'gamma', '2026-02-01 00:00:00+00')`)
})

const ask = async (path: string, domain: unknown) => {
  const answer = await send(path, { body: { domain } })
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

describe('the customers of a company', () => {
  it('are listed by name, with what core knows of them as companies', async () => {
    const body = await ask(lookup, 'https://www.Three.example/about')
    const shared = { origin_company_domain: 'three.example', origin_company_name: 'Three' }
    expect(body).toEqual({
      success: true,
      domain: 'three.example',
      customer_count: 3,
      customers: [
        {
          ...shared,
          origin_company_name: null,
          customer_name: 'Acme',
          customer_domain: 'acme.example',
          customer_linkedin_url: 'https://www.linkedin.com/company/acme-example',
          customer_industry: 'Software Development',
          customer_employee_range: '51-200',
        },
        {
          ...shared,
          customer_name: 'beta',
          customer_domain: 'beta.example',
          customer_linkedin_url: null,
          customer_industry: null,
          customer_employee_range: null,
        },
        {
          ...shared,
          customer_name: 'Zeta',
          customer_domain: null,
          customer_linkedin_url: null,
          customer_industry: null,
          customer_employee_range: null,
        },
      ],
    })
    expect(
      (await send('/lookup_company_customers', { body: { domain: 'three.example' } })).body
    ).toEqual(body)
  })

  it('are all there, one as well as 2,500', async () => {
    expect(await ask(lookup, 'one.example')).toMatchObject({ customer_count: 1 })
    const many = await ask(lookup, 'many.example')
    expect(many.customer_count).toBe(2500)
    expect(many.customers).toHaveLength(2500)
  })

  it('are counted, with their case studies each once', async () => {
    expect(await ask(`${api}/customers-status`, 'WWW.three.example')).toEqual({
      success: true,
      domain: 'three.example',
      found: true,
      customer_count: 3,
      case_study_url_count: 2,
      case_study_urls: ['https://three.example/a', 'https://three.example/b'],
    })
    expect(await ask(`${api}/customers-status`, 'one.example')).toMatchObject({
      found: true,
      customer_count: 1,
      case_study_url_count: 0,
      case_study_urls: [],
    })
  })

  it('are sampled, those with a domain first', async () => {
    expect(await ask(`${api}/has-customers-of`, 'three.example')).toEqual({
      success: true,
      domain: 'three.example',
      has_customers: true,
      total_customers: 3,
      customers_with_domain: 2,
      customers_without_domain: 1,
      domain_coverage_pct: 66.7,
      sample_customers: [
        { name: 'Acme', domain: 'acme.example' },
        { name: 'beta', domain: 'beta.example' },
        { name: 'Zeta', domain: null },
      ],
    })
    const many = await ask('/get_company_customers_status', 'many.example')
    expect(many).toMatchObject({
      total_customers: 2500,
      customers_with_domain: 312,
      customers_without_domain: 2188,
      domain_coverage_pct: 12.5,
    })
    expect(many.sample_customers).toHaveLength(10)
    expect(many.sample_customers.every((one: { domain: unknown }) => one.domain !== null)).toBe(
      true
    )
    expect(await ask(`${api}/has-customers-of`, 'one.example')).toMatchObject({
      domain_coverage_pct: 100,
    })
  })
})

describe('the case studies of a company', () => {
  it('are named in order', async () => {
    expect(await ask(`${api}/case-studies-status`, 'three.example')).toEqual({
      success: true,
      domain: 'three.example',
      found: true,
      case_study_count: 3,
      case_study_urls: ['a', 'b', 'c'].map((name) => `https://three.example/${name}`),
    })
  })
})

describe.each([
  ['has-customers', 'check-has-customers', { one: 1, three: 3, many: 2500 }],
  ['has-case-studies', 'check-has-case-studies', { one: 1, three: 3, many: 0 }],
])('%s', (last, post, counts) => {
  const flag = last.replaceAll('-', '_')

  it.each(Object.entries(counts))(
    'of %s counts %i, in the path and in the body',
    async (name, count) => {
      const body = await ask(`${api}/${post}`, `${name}.example`)
      expect(body).toMatchObject({ domain: `${name}.example`, [flag]: count > 0, count })
      const spellings = [`${name}.example`, `WWW.${name}.example`, `https://${name}.example/x?y=z`]
      for (const spelling of spellings) {
        const got = await send(`${api}/${encodeURIComponent(spelling)}/${last}`)
        expect(got.status, got.text).toBe(200)
        expect(got.body).toEqual(body)
      }
    }
  )

  it.each([
    ['%20', 'WH101'],
    ['null', 'WH101'],
    ['localhost', 'WH102'],
    ['192.0.2.7', 'WH102'],
    ['bit.ly', 'WH103'],
  ])('of %s in the path is refused, and says no', async (domain, code) => {
    const answer = await send(`${api}/${domain}/${last}`)
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({
      success: false,
      [flag]: false,
      count: 0,
      error: { code, issues: [{ path: 'domain' }] },
    })
  })

  it('takes the domain of the path, and none of the query', async () => {
    const answer = await send(`${api}/three.example/${last}?domain=one.example&domain=x`)
    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({ code: 'WH107', issues: [{ path: 'domain' }] })
    expect((await send(`${api}/three.example/${last}`)).body.count).toBe(counts.three)
  })

  it('has no other method', async () => {
    const answer = await send(`${api}/three.example/${last}`, { method: 'POST', body: {} })
    expect(answer.status).toBe(405)
  })
})

it('the last extraction of a company is that of the youngest of its case studies', async () => {
  const body = await ask(`${api}/check-has-case-studies`, 'three.example')
  expect(body.last_extracted_at).toMatch(utc)
  expect(body.last_extracted_at).toBe('2026-03-01T12:00:00+00:00')
})

describe.each(questions)('%s', (path, nothing) => {
  it('about a company that nothing is known of answers so', async () => {
    expect(await ask(path, 'unknown.example')).toEqual({
      success: true,
      domain: 'unknown.example',
      ...nothing,
    })
  })

  it.each([
    ['nothing', {}, 'WH101'],
    ['null', { domain: null }, 'WH101'],
    ['a blank', { domain: ' ' }, 'WH101'],
    ['N/A', { domain: 'N/A' }, 'WH101'],
    ['a number', { domain: 42 }, 'WH104'],
    ['a list', { domain: ['one.example'] }, 'WH104'],
    ['an object', { domain: {} }, 'WH104'],
    ['an address', { domain: '192.0.2.7' }, 'WH102'],
    ['hostile text', { domain: `x'; drop table core.company_customers; --` }, 'WH102'],
    ['a shortener', { domain: 'bit.ly' }, 'WH103'],
  ])('%s: 422 with field and remedy, and its flag says no', async (_what, body, code) => {
    const answer = await send(path, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({
      success: false,
      error: { code, issues: [{ path: 'domain' }] },
    })
    expect(answer.body.error.hint).toMatch(/^send /)
    const [name, value] = Object.entries(nothing)[0] as [string, unknown]
    expect(answer.body[name]).toBe(value)
  })

  it('needs the scope read, and no more', async () => {
    const body = { domain: 'one.example' }
    expect((await send(path, { body, key: 'reader' })).status).toBe(200)
    expect((await send(path, { body, key: 'writer' })).status).toBe(403)
    expect((await send(path, { body, key: null })).status).toBe(401)
  })
})
