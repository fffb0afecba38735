import { describe, expect, it } from 'vitest'
import { coalesceClaim } from '../../support/claims.ts'
import { contentOf } from '../../support/content.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const claim = (domain: string, members: Record<string, unknown>) =>
  coalesceClaim(house.sql, { domain, ...members })
const one = (table: string, columns: string, domain: string) =>
  house.row(`select ${columns} from core.${table} where domain = '${domain}'`)

describe('between two sources', () => {
  it('the one that landed first gives name and LinkedIn page, each its own name row', async () => {
    await house.land('two.example', { name: 'Given first' })
    await claim('two.example', {
      name: 'Given second',
      linkedin_url: 'https://www.linkedin.com/company/two',
    })
    expect(await one('companies', 'name, linkedin_url, source', 'two.example')).toEqual({
      name: 'Given first',
      linkedin_url: 'https://www.linkedin.com/company/two',
      source: 'companyenrich',
    })
    expect(
      await house.rows(`select source, raw_name from core.company_names
        where domain = 'two.example' order by source`)
    ).toEqual([
      { source: 'companyenrich', raw_name: 'Given first' },
      { source: 'crunchbase', raw_name: 'Given second' },
    ])
  })

  it('one that landed earlier but is taken later still gives the name', async () => {
    const [early] = await house.sql<{ landing_no: string }[]>`
      select nextval('raw.landing_no_seq')::text as landing_no`
    await house.land('early.example', { name: 'Landed second', industry: 'Banking' })
    await claim('early.example', {
      name: 'Landed first',
      industry: 'Retail',
      landing_no: early?.landing_no,
    })
    expect(await one('companies', 'name, name_source', 'early.example')).toEqual({
      name: 'Landed first',
      name_source: 'crunchbase',
    })
    expect(await one('company_industries', 'matched_industry', 'early.example')).toEqual({
      matched_industry: 'Retail',
    })
  })

  it('the newest range of employees wins, whichever source gives it', async () => {
    await house.land('size.example', { employees: '1-10', updated_at: '2025-05-01' })
    await claim('size.example', { employee_range: '11-50', document_at: '2025-06-01T00:00:00Z' })
    expect(await one('company_employee_range', 'employee_range, source', 'size.example')).toEqual({
      employee_range: '11-50',
      source: 'crunchbase',
    })
    await house.land('size.example', { employees: '51-200', updated_at: '2025-05-15' })
    expect(await one('company_employee_range', 'employee_range', 'size.example')).toEqual({
      employee_range: '11-50',
    })
    await house.land('size.example', { employees: '51-200', updated_at: '2025-07-01' })
    expect(await one('company_employee_range', 'employee_range', 'size.example')).toEqual({
      employee_range: '51-200',
    })
  })

  it('revenue and type have a row each', async () => {
    await house.land('rows.example', { revenue: '1m-10m', type: 'private' })
    await claim('rows.example', { raw_revenue_range: 'big', raw_type: 'odd' })
    for (const table of ['company_revenue', 'company_types']) {
      expect(
        await house.rows(`select source from core.${table}
          where domain = 'rows.example' order by source`)
      ).toEqual([{ source: 'companyenrich' }, { source: 'crunchbase' }])
    }
  })

  it('the more complete place wins, and of two that are as complete the first', async () => {
    await house.land('place.example', {
      location: { city: { name: 'Graz' }, country: { name: 'Austria' } },
    })
    await claim('place.example', { city: 'Linz', country: 'Austria' })
    expect(await one('company_locations', 'city, source', 'place.example')).toEqual({
      city: 'Graz',
      source: 'companyenrich',
    })
    await claim('place.example', { city: 'Linz', state: 'Upper Austria', country: 'Austria' })
    expect(await one('company_locations', 'city, source', 'place.example')).toEqual({
      city: 'Linz',
      source: 'crunchbase',
    })
  })

  it('the first that describes or links the company holds the row', async () => {
    await house.land('held.example', {
      description: 'one',
      socials: { twitter_url: 'https://x/1' },
    })
    await claim('held.example', { description: 'two', tagline: 'two', twitter_url: 'https://x/2' })
    expect(await one('company_descriptions', 'description, tagline', 'held.example')).toEqual({
      description: 'one',
      tagline: null,
    })
    expect(await one('company_social_urls', 'twitter_url', 'held.example')).toEqual({
      twitter_url: 'https://x/1',
    })
  })

  it('a value in both lists is one row, of the source that gave it first', async () => {
    await house.land('lists.example', { keywords: ['shared', 'mine'], updated_at: '2025-01-01' })
    await claim('lists.example', { keywords: ['Shared', 'yours'] })
    await claim('lists.example', { keywords: ['yours'], has_previous: true })
    expect(
      await house.rows(`select keyword, source, last_seen_at from core.company_keywords
        where domain = 'lists.example' order by keyword`)
    ).toEqual([
      { keyword: 'Shared', source: 'companyenrich', last_seen_at: null },
      { keyword: 'mine', source: 'companyenrich', last_seen_at: null },
      { keyword: 'yours', source: 'crunchbase', last_seen_at: null },
    ])
  })

  it('investors are counted over both, whatever the case of their names', async () => {
    const from = 'Alpha Fund, Beta Fund'
    await house.land('backed.example', { financial: { funding: [{ type: 'Seed', from }] } })
    await claim('backed.example', { investors: [{ vc_name: 'BETA fund' }, { vc_name: 'Gamma' }] })
    expect(
      await house.rows(`select vc_name, source from core.company_vc_investors
        where company_domain = 'backed.example' order by vc_name`)
    ).toEqual([
      { vc_name: 'Alpha Fund', source: 'companyenrich' },
      { vc_name: 'BETA fund', source: 'companyenrich' },
      { vc_name: 'Gamma', source: 'crunchbase' },
    ])
    expect(await one('company_vc_backed', 'vc_count', 'backed.example')).toEqual({ vc_count: 3 })
  })

  it('a rebuild of one leaves what the other claimed', async () => {
    const domain = 'rebuilt.example'
    await house.land(domain, { name: 'Own', keywords: ['a', 'b'], description: 'own' })
    await house.land(domain, { name: 'Own', keywords: ['b'], employees: '1-10' })
    const members = { name: 'Other', keywords: ['b', 'c'], description: 'other', raw_type: 'x' }
    await claim(domain, { ...members, investors: [{ vc_name: 'Gamma' }], city: 'Graz' })
    const before = await contentOf(house.sql)
    await house.sql`select ops.take_documents('companyenrich', array(
      select p.id from raw.companyenrich_payloads as p where p.domain = ${domain}))`
    expect(await contentOf(house.sql)).toEqual(before)
  })
})

describe('a claim', () => {
  it('of a value that is not canonical is refused by the foreign key', async () => {
    await expect(claim('odd.example', { employee_range: 'a few' })).rejects.toMatchObject({
      code: '23503',
    })
  })

  it('that repeats what stands writes nothing', async () => {
    const members = { name: 'Same', keywords: ['a'], description: 'b', landing_no: 1 }
    await claim('same.example', members)
    const written = await claim('same.example', { ...members, has_previous: true })
    expect(Object.values(written).every((rows) => rows === 0)).toBe(true)
  })

  it('of no company does nothing', async () => {
    const [row] = await house.sql`select core.coalesce_company('{}') as written`
    expect(Object.values(row?.written).every((rows) => rows === 0)).toBe(true)
    await house.sql`select core.coalesce_company(null)`
  })
})
