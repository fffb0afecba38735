import { beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

/** Industries with commas in their names, of the vocabulary and not. */
const media = 'Technology, Information and Media'
const odd = 'Jam, Honey & "Cake" 100%_pure'

type Company = Readonly<{
  slug: string
  name?: string
  industry?: string
  employees?: string
  type?: string
  city?: string
  state?: string
  country?: string
}>

const companies: Company[] = [
  { slug: 'acme', name: 'Acme', industry: media, employees: '11-50', country: 'Ireland' },
  { slug: 'acme-labs', name: 'Acme Labs', industry: 'Banking', employees: '11-50', city: 'Cork' },
  { slug: 'beta', name: '100% Beta', industry: odd, employees: '51-200', type: 'private' },
  { slug: 'beta-x', name: '100x Beta', industry: odd, employees: 'over-10K', type: 'public' },
  { slug: 'under', name: 'a_b', industry: 'Banking', country: 'Ireland', state: 'Munster' },
  { slug: 'over', name: 'aXb', industry: media, country: 'Iceland', state: 'Münster' },
  { slug: 'umlaut', name: 'MÜLLER', city: "King's \\ Cross", country: 'Ireland' },
  { slug: 'bare' },
  { slug: 'none', name: 'None Only' },
]

const domainOf = ({ slug }: Company) => `${slug}.example`
const all = companies.map(domainOf).toSorted()

beforeAll(async () => {
  const documents = companies.map((company) => ({
    domain: domainOf(company),
    payload: {
      name: company.name,
      industry: company.industry,
      employees: company.employees,
      type: company.type,
      description: `About ${company.slug}`,
      seo_description: `Tag of ${company.slug}`,
      location: {
        city: { name: company.city },
        state: { name: company.state },
        country: { name: company.country },
      },
      socials: { linkedin_url: `https://www.linkedin.com/company/${company.slug}` },
    },
  }))
  const { sql } = served.database
  await sql`
    insert into raw.companyenrich_payloads (domain, payload)
    select l.item ->> 'domain', l.item -> 'payload'
    from jsonb_array_elements(${JSON.stringify(documents)}::text::jsonb) as l (item)`
  await sql`
    insert into core.people (id, linkedin_url, linkedin_slug, linkedin_url_type, core_company_id,
      source, landing_no)
    select md5(n::text)::uuid, 'https://www.linkedin.com/in/p-' || n, 'p-' || n, 'real',
      reference.entity_id('company', 'acme.example'), 'test', n
    from generate_series(1, 3) as n`
  await sql.unsafe(`
    insert into core.company_customers (origin_company_domain, customer_name, customer_name_key,
      customer_domain, customer_domain_source)
    values ('vendor.example', 'Acme', 'acme', 'acme.example', 'by hand'),
      ('vendor.example', 'ACME Inc', 'acme inc', 'acme.example', 'by hand'),
      ('vendor.example', 'Nobody', 'nobody', null, null),
      ('vendor.example', 'Zeta', 'zeta', 'zeta.example', 'by hand'),
      ('vendor.example', 'Labs', 'labs', 'acme-labs.example', 'by hand');
    insert into core.case_study_champions (origin_company_domain, full_name_key, full_name,
      job_title, company_name, source)
    values ('vendor.example', 'zelda', 'Zelda', 'VP Jam', 'Acme', 'by hand'),
      ('vendor.example', 'adam', 'Adam', null, null, 'by hand')`)
})

/** Query text; a list is a parameter given several times. */
function query(parameters: Record<string, unknown>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, String(one)] as [string, string])
  )
  return new URLSearchParams(pairs).toString()
}

async function list(parameters: Record<string, unknown> = {}, path = '/api/companies') {
  const answer = await send(`${path}?${query(parameters)}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

const domains = async (parameters: Record<string, unknown>) => {
  const body = await list(parameters)
  expect(body.meta.total).toBe(body.data.length)
  return body.data.map((company: { domain: string }) => company.domain)
}

const refused = async (path: string, code: string, field?: string) => {
  const answer = await send(path)
  expect(answer.status, answer.text).toBe(422)
  expect(answer.body).toMatchObject({ success: false, error: { code } })
  if (field !== undefined) expect(answer.body.error.issues[0].path).toBe(field)
  expect(answer.text).not.toMatch(/select|company_index|plpgsql/i)
}

describe('the list of companies', () => {
  it('has every company once, by domain, as lists show them', async () => {
    const body = await list()
    expect(body.meta).toEqual({
      total: 9,
      limit: 50,
      offset: 0,
      count: 'exact',
      next_cursor: null,
    })
    expect(body.data.map((company: { domain: string }) => company.domain)).toEqual(all)
    expect(body.data[0]).toEqual({
      id: expect.any(String),
      domain: 'acme-labs.example',
      name: 'Acme Labs',
      linkedin_url: 'https://www.linkedin.com/company/acme-labs',
      company_city: 'Cork',
      company_state: null,
      company_country: null,
      matched_industry: 'Banking',
      employee_range: '11-50',
      company_type: null,
      description: null,
      tagline: null,
      lead_count: null,
    })
  })

  it.each([
    [{ industry: 'banking' }, ['acme-labs', 'under']],
    [{ industry: media }, ['acme', 'over']],
    [{ industry: `Banking,${media}` }, ['acme', 'acme-labs', 'over', 'under']],
    [{ industry: [media, 'Banking'] }, ['acme', 'acme-labs', 'over', 'under']],
    [{ industry: ` ${odd} , Banking,, ` }, ['acme-labs', 'beta', 'beta-x', 'under']],
    [{ industry: media.toUpperCase() }, ['acme', 'over']],
    [{ industry: `banking,${media.toLowerCase()},x` }, ['acme', 'acme-labs', 'over', 'under']],
    [{ industry: 'Bank' }, []],
    // A plus sign that is not encoded arrives as a space.
    [{ employee_range: '51-200,10001 ' }, ['beta', 'beta-x']],
    [{ employee_range: ['10001 ', '1'] }, ['beta-x']],
    [{ employee_range: '51-200,10001+' }, ['beta', 'beta-x']],
    [{ company_type: 'Public Company' }, ['beta-x']],
    [{ company_type: ['Public Company', 'private company'] }, ['beta', 'beta-x']],
    [{ country: 'IREL' }, ['acme', 'umlaut', 'under']],
    [{ country: 'land' }, ['acme', 'over', 'umlaut', 'under']],
    [{ state: 'MÜNST' }, ['over']],
    [{ state: 'unst' }, ['under']],
    [{ city: "ng's \\ c" }, ['umlaut']],
    [{ city: '%' }, []],
    [{ name: '100%' }, ['beta']],
    [{ name: 'A_B' }, ['under']],
    [{ name: 'müll' }, ['umlaut']],
    [{ name: 'b' }, ['acme-labs', 'beta', 'beta-x', 'over', 'under']],
    [{ domain: 'https://www.ACME.example/about' }, ['acme']],
    [{ domain: 'unknown.example' }, []],
    [{ industry: 'Banking', country: 'ireland', state: 'munster', name: 'a_' }, ['under']],
    [{ industry: 'Banking', country: 'iceland' }, []],
    [{ industry: ' ', name: '', country: ' ' }, all.map((domain) => domain.slice(0, -8))],
  ])('with %j', async (parameters, slugs) => {
    expect(await domains(parameters)).toEqual(slugs.map((slug) => `${slug}.example`).toSorted())
  })

  it.each([2, 3, 7])('comes whole in pages of %i, by offset and by cursor', async (limit) => {
    for (const filters of [{}, { name: 'a' }]) {
      const whole = await domains(filters)
      const byOffset: string[] = []
      for (let offset = 0; offset < whole.length + limit; offset += limit) {
        const { data } = await list({ ...filters, limit, offset })
        byOffset.push(...data.map((company: { domain: string }) => company.domain))
      }
      const byCursor: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page = await list({ ...filters, limit, ...(cursor === '' ? {} : { cursor }) })
        expect(page.meta.total).toBe(whole.length)
        byCursor.push(...page.data.map((company: { domain: string }) => company.domain))
        cursor = page.meta.next_cursor
      }
      expect([byOffset, byCursor]).toEqual([whole, whole])
    }
  })

  it('is counted, estimated, or not counted', async () => {
    expect((await list({ count: 'none' })).meta.total).toBeNull()
    expect((await list({ count: 'estimated', name: 'a' })).meta).toMatchObject({
      total: 6,
      count: 'estimated',
    })
  })

  it.each([
    ['limit=0', 'WH104', 'limit'],
    ['limit=101', 'WH104', 'limit'],
    ['offset=-1', 'WH104', 'offset'],
    ['offset=99999999999999999999', 'WH104', 'offset'],
    ['limit=ten', 'WH104', 'limit'],
    ['count=some', 'WH104', 'count'],
    ['domain=localhost', 'WH102', 'domain'],
    ['domain=bit.ly', 'WH103', 'domain'],
    // No list of all companies for a domain that was not filled in.
    ['domain=N/A', 'WH102', 'domain'],
    ['cursor=rubbish', 'WH108', 'cursor'],
    ['city=a&city=b', 'WH104', 'city'],
    ['colour=red', 'WH107', 'colour'],
  ])('refuses %s', async (text, code, field) => {
    await refused(`/api/companies?${text}`, code, field)
  })

  it('takes a list in the time that its length asks for, not its square', async () => {
    const first = media.split(',')[0]
    const [counted] = await served.database.sql`
      select api.list_companies(jsonb_build_object(
          'industry', repeat('a,', 100000) || ${media}::text)) -> 'meta' ->> 'total' as industry,
        api.list_companies(jsonb_build_object(
          'industry', repeat(${`${first},`}::text, 10000))) -> 'meta' ->> 'total' as starts,
        api.list_companies(jsonb_build_object(
          'employee_range', repeat('11-50,', 100000))) -> 'meta' ->> 'total' as sizes`
    expect(counted).toEqual({ industry: '2', starts: '0', sizes: '2' })
  })

  it('refuses the cursor of other filters, and one beside an offset', async () => {
    const { meta } = await list({ limit: 2, name: 'a' })
    const cursor = meta.next_cursor
    await refused(`/api/companies?${query({ limit: 2, name: 'b', cursor })}`, 'WH108', 'cursor')
    await refused(`/api/companies?${query({ name: 'a', cursor, offset: 0 })}`, 'WH104', 'offset')
  })

  it.each([
    ["x' or '1'='1"],
    ['%_\\'],
    ['\u0000'],
    ['𝕬𝖈𝖒𝖊'],
    ['x'.repeat(7000)],
    ['"),("'],
    ['a,b,c,'.repeat(300)],
  ])('finds nothing by hostile text %#', async (text) => {
    for (const name of ['industry', 'employee_range', 'company_type', 'city', 'country', 'name']) {
      expect(await domains({ [name]: text })).toEqual([])
    }
  })
})

describe('the search', () => {
  const search = async (parameters: Record<string, unknown>) => {
    const { data, meta } = await list(parameters, '/api/companies/search')
    expect(meta.total).toBe(data.length)
    return data.map((company: { domain: string }) => company.domain)
  }

  it.each([
    ['acme', ['acme.example', 'acme-labs.example']],
    ['ACME L', ['acme-labs.example']],
    ['beta', ['beta.example', 'beta-x.example']],
    ['labs.ex', ['acme-labs.example']],
    ['a_b', ['under.example']],
    ['zz', []],
    ['https://www.Acme.example/about?x=1', ['acme.example']],
    ['sales@acme-labs.example', ['acme-labs.example']],
    ['None', ['none.example']],
  ])('for %s gives the best first', async (q, expected) => {
    expect(await search({ q })).toEqual(expected)
  })

  it('gives as many as asked for', async () => {
    expect(await search({ q: 'example', limit: 3 })).toHaveLength(3)
    await refused('/api/companies/search?q=a', 'WH104', 'q')
    await refused('/api/companies/search?q=acme&q=beta', 'WH104', 'q')
    await refused('/api/companies/search', 'WH101', 'q')
    await refused('/api/companies/search?q=acme&limit=51', 'WH104', 'limit')
  })
})

describe('the look-up by name', () => {
  it('takes an equal name before a longer one, and says what else there is', async () => {
    expect(await list({ name: 'ACME' }, '/api/companies/lookup')).toEqual({
      success: true,
      found: true,
      domain: 'acme.example',
      name: 'Acme',
      match_type: 'exact',
      candidates: [
        { domain: 'acme.example', name: 'Acme', match_type: 'exact' },
        { domain: 'acme-labs.example', name: 'Acme Labs', match_type: 'partial' },
      ],
    })
    expect(await list({ name: 'labs' }, '/api/companies/lookup')).toMatchObject({
      domain: 'acme-labs.example',
      match_type: 'partial',
    })
  })

  it('takes no name for a missing one', async () => {
    const found = await list({ name: 'none' }, '/api/companies/lookup')
    expect(found).toMatchObject({ domain: 'none.example', match_type: 'partial' })
    await refused('/api/companies/lookup?name=%20', 'WH101', 'name')
    await refused('/api/companies/lookup', 'WH101', 'name')
  })

  it('finds nothing where there is nothing', async () => {
    expect(await list({ name: 'umlaut.example' }, '/api/companies/lookup')).toMatchObject({
      found: false,
      domain: null,
      match_type: null,
      candidates: [],
    })
    await refused('/api/companies/lookup?name=x', 'WH104', 'name')
  })
})

describe('one company', () => {
  it('comes with its description and the number of its people', async () => {
    const body = await list({}, '/api/companies/www.Acme.example')
    expect(body).toMatchObject({
      success: true,
      domain: 'acme.example',
      description: 'About acme',
      tagline: 'Tag of acme',
      lead_count: 3,
      vc_count: null,
    })
  })

  it('is a 404 when nothing is known of it', async () => {
    const answer = await send('/api/companies/unknown.example')
    expect(answer.status).toBe(404)
    expect(answer.body.error).toMatchObject({ code: 'WH507', issues: [{ path: 'domain' }] })
    await refused('/api/companies/localhost', 'WH102', 'domain')
    await refused('/api/companies/acme.example?x=1', 'WH107', 'x')
  })
})

describe('the customers of a company', () => {
  const path = '/api/companies/WWW.vendor.example/customers'

  it('are companies, each domain once, known to core or not', async () => {
    const body = await list({}, path)
    expect(body.meta).toMatchObject({ total: 3, limit: 100, origin_domain: 'vendor.example' })
    expect(body.data).toEqual([
      {
        name: 'Acme Labs',
        domain: 'acme-labs.example',
        matched_industry: 'Banking',
        employee_range: '11-50',
        company_country: null,
      },
      {
        name: 'Acme',
        domain: 'acme.example',
        matched_industry: media,
        employee_range: '11-50',
        company_country: 'Ireland',
      },
      {
        name: 'Zeta',
        domain: 'zeta.example',
        matched_industry: null,
        employee_range: null,
        company_country: null,
      },
    ])
  })

  it('come in pages', async () => {
    const first = await list({ limit: 2 }, path)
    const second = await list({ limit: 2, cursor: first.meta.next_cursor }, path)
    expect(second.data.map((one: { domain: string }) => one.domain)).toEqual(['zeta.example'])
    expect(second.meta.next_cursor).toBeNull()
    const other = '/api/companies/other.example/customers'
    await refused(`${other}?${query({ limit: 2, cursor: first.meta.next_cursor })}`, 'WH108')
    await refused(`${path}?limit=501`, 'WH104', 'limit')
  })

  it('have industries, and champions in case studies', async () => {
    expect(await list({}, '/api/companies/vendor.example/customer-insights')).toEqual({
      success: true,
      origin_domain: 'vendor.example',
      customer_count: 3,
      customer_industries: ['Banking', media],
      case_study_job_titles: ['VP Jam'],
      case_study_champions: [
        { full_name: 'Adam', job_title: null, company_name: null },
        { full_name: 'Zelda', job_title: 'VP Jam', company_name: 'Acme' },
      ],
    })
    expect(await list({}, '/api/companies/nobody.example/customer-insights')).toMatchObject({
      customer_count: 0,
      customer_industries: [],
      case_study_champions: [],
    })
  })
})

describe('questions about one company', () => {
  const ask = async (path: string, body: unknown) => (await send(path, { body })).body

  it('say what CompanyEnrich has given, and other workflows', async () => {
    expect(await ask('/api/companies/companyenrich-status', { domain: 'acme.example' })).toEqual({
      success: true,
      domain: 'acme.example',
      enriched: true,
      extracted_id: expect.any(String),
      enriched_at: expect.stringMatching(/\+00:00$/),
    })
    expect(
      await ask('/api/companies/companyenrich-status', { domain: 'zeta.example' })
    ).toMatchObject({ success: true, enriched: false, extracted_id: null, enriched_at: null })
    const workflow_slug = 'companyenrich'
    const status = '/api/companies/enrichment-status'
    expect(await ask(status, { domain: 'acme.example', workflow_slug })).toMatchObject({
      core_table: 'core.companies',
      enriched: true,
      count: 1,
    })
    expect(await ask(status, { domain: 'zeta.example', workflow_slug })).toMatchObject({
      enriched: false,
      count: 0,
      last_enriched_at: null,
    })
    expect(await ask(status, { domain: 'a.example', workflow_slug: `x'; drop` })).toMatchObject({
      success: false,
      enriched: false,
      error: { code: 'WH505' },
    })
    expect(
      await ask(status, { domain: 'a.example', workflow_slug: 'clay-person-profile' })
    ).toMatchObject({ error: { code: 'WH506' } })
  })

  it('give pages, names and descriptions', async () => {
    const domain = 'acme.example'
    const linkedin_url = 'https://www.linkedin.com/company/acme'
    expect(await ask('/api/companies/social-urls', { domain })).toMatchObject({
      found: true,
      linkedin_url,
      g2_url: null,
    })
    expect(await ask('/api/companies/linkedin-url/lookup', { domain })).toEqual({
      success: true,
      exists: true,
      domain,
      company_name: 'Acme',
      linkedin_url,
    })
    const lookups = '/run/companies/db'
    expect(await ask(`${lookups}/company-name/lookup`, { domain })).toMatchObject({
      found: true,
      company_name: 'Acme',
    })
    expect(await ask(`${lookups}/company-description/lookup`, { domain })).toMatchObject({
      found: true,
      description: 'About acme',
      tagline: 'Tag of acme',
    })
    expect(await ask(`${lookups}/company-business-model/lookup`, { domain })).toMatchObject({
      found: false,
      business_model: null,
    })
    expect(await ask(`${lookups}/has-raised-vc-status/check`, { domain })).toEqual({
      success: true,
      domain,
      has_raised_vc: false,
      vc_count: 0,
      vc_names: [],
    })
  })
})
