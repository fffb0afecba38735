import { describe, expect, it } from 'vitest'
import { coalesceClaim } from '../support/claims.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const full = (domain: string, columns: string) =>
  house.row(`select ${columns} from core.companies_full where domain = '${domain}'`)

describe('core.companies_full', () => {
  it('has one row per company, whatever is known about it', async () => {
    await house.land('bare.example', {})
    await house.land('rich.example', {
      name: 'Rich',
      employees: '1-10',
      revenue: 'under-1m',
      type: 'private',
      industry: 'Banking',
      description: 'words',
      seo_description: 'line',
      location: { city: { name: 'Cork' }, state: { name: 'Cork' }, country: { name: 'Ireland' } },
      financial: { funding: [{ type: 'Seed', from: 'Alpha Fund, Beta Fund' }] },
      socials: { linkedin_url: 'https://www.linkedin.com/company/rich' },
    })
    await coalesceClaim(house.sql, {
      domain: 'rich.example',
      raw_revenue_range: 'x',
      raw_type: 'y',
    })
    expect(
      await house.rows('select domain, name from core.companies_full order by domain')
    ).toEqual([
      { domain: 'bare.example', name: null },
      { domain: 'rich.example', name: 'Rich' },
    ])
    expect(await full('rich.example', '*')).toEqual({
      id: expect.any(String),
      domain: 'rich.example',
      name: 'Rich',
      linkedin_url: 'https://www.linkedin.com/company/rich',
      company_city: 'Cork',
      company_state: 'Cork',
      company_country: 'Ireland',
      matched_industry: 'Banking',
      employee_range: '1-10',
      revenue_range: '< $1M',
      company_type: 'Private Company',
      funding_range: null,
      description: 'words',
      tagline: 'line',
      vc_count: 2,
    })
  })

  it('prefers a cleaned name: of the company, then of crunchbase, clay, apollo, companyenrich', async () => {
    const domain = 'named.example'
    await house.land(domain, {})
    const name = async () => (await full(domain, 'name'))?.name
    const steps: [source: string, raw: string, cleaned: string | null][] = [
      ['zoo', 'raw zoo', null],
      ['companyenrich', 'raw companyenrich', null],
      ['apollo', 'raw apollo', null],
      ['clay', 'raw clay', null],
      ['crunchbase', 'raw crunchbase', null],
    ]
    for (const [source, raw] of steps) {
      await house.sql`insert into core.company_names (domain, source, raw_name, landing_no)
        values (${domain}, ${source}, ${raw}, 1)`
      expect(await name()).toBe(raw)
    }
    await house.sql`update core.companies set name = 'own' where domain = ${domain}`
    expect(await name()).toBe('own')
    for (const [source] of steps) {
      await house.sql`update core.company_names set cleaned_name = ${`clean ${source}`}
        where domain = ${domain} and source = ${source}`
      expect(await name()).toBe(`clean ${source}`)
    }
    await house.sql`update core.companies set cleaned_name = 'clean own' where domain = ${domain}`
    expect(await name()).toBe('clean own')
  })

  it('takes the LinkedIn page of the company, else of its profiles, else of a name', async () => {
    const domain = 'linked.example'
    await house.land(domain, {})
    const page = async () => (await full(domain, 'linkedin_url'))?.linkedin_url
    const url = (slug: string) => `https://www.linkedin.com/company/${slug}`
    await house.sql`insert into core.company_names (domain, source, raw_name, landing_no, linkedin_url)
      values (${domain}, 'clay', 'x', 1, ${url('name')})`
    expect(await page()).toBe(url('name'))
    await house.sql`insert into core.company_social_urls
      (domain, source, first_landing_no, linkedin_url) values (${domain}, 'clay', 1, ${url('social')})`
    expect(await page()).toBe(url('social'))
    await house.sql`update core.companies set linkedin_url = ${url('own')} where domain = ${domain}`
    expect(await page()).toBe(url('own'))
  })

  it('skips a source that is preferred but has no match', async () => {
    const domain = 'matched.example'
    await house.land(domain, { revenue: 'under-1m', type: 'private' })
    await coalesceClaim(house.sql, { domain, raw_revenue_range: 'odd', raw_type: 'odd' })
    expect(await full(domain, 'revenue_range, company_type')).toEqual({
      revenue_range: '< $1M',
      company_type: 'Private Company',
    })
  })
})

describe('ops.priority_companies_to_enrich', () => {
  it('lists the work list without what CompanyEnrich has given, by normalised domain', async () => {
    await house.land('done.example', { name: 'Done' })
    await house.sql`insert into public.top_priority_companies (company_name, domain) values
      ('Done', 'https://www.Done.example/'), ('Open', 'WWW.open.example'), ('None', null),
      ('Bad', 'localhost')`
    expect(
      await house.rows('select company_name, domain from ops.priority_companies_to_enrich')
    ).toEqual([{ company_name: 'Open', domain: 'open.example' }])
  })
})
