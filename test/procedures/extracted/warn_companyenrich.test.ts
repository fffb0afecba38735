import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

type Kind = 'text' | 'date' | 'number' | 'integer' | 'url' | 'array' | 'object'

const fields: readonly (readonly [path: string, kind: Kind, column: string | null])[] = [
  ['id', 'text', 'companyenrich_id'],
  ['name', 'text', 'name'],
  ['domain', 'text', null],
  ['type', 'text', 'type'],
  ['website', 'text', 'website'],
  ['revenue', 'text', 'revenue'],
  ['employees', 'text', 'employees'],
  ['industry', 'text', 'industry'],
  ['description', 'text', 'description'],
  ['seo_description', 'text', 'seo_description'],
  ['logo_url', 'text', 'logo_url'],
  ['industries', 'array', 'industries'],
  ['categories', 'array', 'categories'],
  ['keywords', 'array', 'keywords'],
  ['technologies', 'array', 'technologies'],
  ['naics_codes', 'array', 'naics_codes'],
  ['subsidiaries', 'array', null],
  ['founded_year', 'integer', 'founded_year'],
  ['page_rank', 'number', 'page_rank'],
  ['updated_at', 'date', 'companyenrich_updated_at'],
  ['location', 'object', null],
  ['location.address', 'text', 'address'],
  ['location.phone', 'text', 'phone'],
  ['location.postal_code', 'text', 'postal_code'],
  ['location.city', 'object', null],
  ['location.city.name', 'text', 'city'],
  ['location.city.latitude', 'number', 'latitude'],
  ['location.city.longitude', 'number', 'longitude'],
  ['location.state', 'object', null],
  ['location.state.name', 'text', 'state'],
  ['location.state.code', 'text', 'state_code'],
  ['location.country', 'object', null],
  ['location.country.name', 'text', 'country'],
  ['location.country.code', 'text', 'country_code'],
  ['financial', 'object', null],
  ['financial.total_funding', 'integer', 'total_funding'],
  ['financial.funding_stage', 'text', 'funding_stage'],
  ['financial.funding_date', 'date', 'funding_date'],
  ['financial.stock_symbol', 'text', 'stock_symbol'],
  ['financial.stock_exchange', 'text', 'stock_exchange'],
  ['financial.funding', 'array', null],
  ['socials', 'object', null],
  ['socials.linkedin_url', 'url', 'linkedin_url'],
  ['socials.linkedin_id', 'text', 'linkedin_id'],
  ['socials.twitter_url', 'text', 'twitter_url'],
  ['socials.facebook_url', 'text', 'facebook_url'],
  ['socials.github_url', 'text', 'github_url'],
  ['socials.youtube_url', 'text', 'youtube_url'],
  ['socials.instagram_url', 'text', 'instagram_url'],
  ['socials.crunchbase_url', 'text', 'crunchbase_url'],
  ['socials.g2_url', 'text', 'g2_url'],
  ['socials.angellist_url', 'text', 'angellist_url'],
]

/** Values that are of a wrong type for each kind: they are stored as null, with a warning. */
const wrong: Readonly<Record<Kind, readonly unknown[]>> = {
  text: [{ a: 1 }, [1, 'a'], {}, []],
  date: [{ a: 1 }, ['2024-01-01'], true, 'soon', '2024-02-30', -1, 1e300],
  number: [{ a: 1 }, [1], true, 'many', '1,2,3'],
  integer: [{ a: 1 }, [1], false, 'many', 1.5, 1e300, '12345678901234567890'],
  url: [{ a: 1 }, [1], true, 7, 'https://www.linkedin.com/in/somebody', 'text'],
  array: [{ a: 1 }, 7, true, 'text', '{"a": 1}'],
  object: [[1], 7, false, 'text', '[1]'],
}

/** Values that every kind reads as nothing, without a word. */
const nothing = [null, '', '  ', 'null', 'None', 'N/A', 'n/a']

function at(path: string, value: unknown): Record<string, unknown> {
  return path
    .split('.')
    .reverse()
    .reduce<unknown>((inner, name) => ({ [name]: inner }), value) as Record<string, unknown>
}

describe.each(fields)('%s', (path, kind, column) => {
  const domain = `${path.replaceAll(/[._]/g, '-')}.example`

  it('of a wrong type is null, with a warning that names it, and never an error', async () => {
    for (const value of wrong[kind]) {
      const answer = await house.ingest(domain, at(path, value))
      expect(answer, JSON.stringify(value)).toMatchObject({
        success: true,
        warnings: [{ field: path, message: expect.stringContaining('expected') }],
      })
      if (column === null) continue
      const row = await house.row(`select ${column} as value from extracted.companyenrich_company
        where domain = '${domain}'`)
      expect(row, JSON.stringify(value)).toEqual({ value: null })
    }
  })

  it('of a blank or placeholder is null without a word', async () => {
    for (const value of nothing) {
      const answer = await house.ingest(domain, at(path, value))
      expect(answer, JSON.stringify(value)).toMatchObject({ success: true, warnings: [] })
    }
  })
})

describe('warnings', () => {
  const warnings = async (payload: unknown) => (await house.ingest('w.example', payload)).warnings

  it('count items of a wrong type, and items that were cut', async () => {
    const long = 'x'.repeat(501)
    expect(await warnings({ keywords: ['a', {}, [], long], categories: [[1]] })).toEqual([
      { field: 'categories', message: '1 of the items are of a wrong type: left out' },
      { field: 'keywords', message: '1 of the items are over 500 characters: cut' },
      { field: 'keywords', message: '2 of the items are of a wrong type: left out' },
    ])
    expect(await warnings({ financial: { funding: ['Series A', [], {}] } })).toEqual([
      { field: 'financial.funding', message: '2 of the items are of a wrong type: left out' },
    ])
  })

  it('name rounds with a value of a wrong type', async () => {
    const funding = [
      { type: 'Seed', amount: {}, date: '2024-01-01' },
      { type: 'Series A', date: 'some day' },
      { type: 'Series B', date: null, url: '' },
    ]
    expect(await warnings({ financial: { funding } })).toEqual([
      {
        field: 'financial.funding',
        message: '2 of the rounds have a value of a wrong type: stored as null',
      },
    ])
  })

  it('name a name that was cut', async () => {
    expect(await warnings({ name: 'x'.repeat(501), industry: 'y'.repeat(501) })).toEqual([
      { field: 'industry', message: 'over 500 characters: cut' },
      { field: 'name', message: 'over 500 characters: cut' },
    ])
  })

  it('are none for labels that look like JSON', async () => {
    const keywords = ['[beta] tools', '{braces}', 'plain']
    expect(await warnings({ keywords })).toEqual([])
    expect(
      await house.rows(`select keyword from extracted.companyenrich_keywords
        where domain = 'w.example' order by keyword`)
    ).toEqual([{ keyword: '[beta] tools' }, { keyword: 'plain' }, { keyword: '{braces}' }])
  })

  it('look into objects that came as JSON strings', async () => {
    expect(
      await warnings({ location: '{"address": {}}', financial: '{"total_funding": "lots"}' })
    ).toMatchObject([{ field: 'financial.total_funding' }, { field: 'location.address' }])
  })

  it('are none for unknown members', async () => {
    expect(await warnings({ anything: { at: ['all', 1e300] }, 'drop table': true })).toEqual([])
  })
})
