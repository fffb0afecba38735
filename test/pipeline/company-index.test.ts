import { describe, expect, it } from 'vitest'
import { random } from '../procedures/reference/urls.ts'
import { type Content, contentOf } from '../support/content.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const next = random(71)
const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T

/** What the index should hold, from the view alone. */
const shown = `
  select
    f.domain,
    left(reference.fold_case(f.name), 500) as name_term,
    reference.search_term_id(f.company_city) as city_id,
    reference.search_term_id(f.company_state) as state_id,
    reference.search_term_id(f.company_country) as country_id,
    reference.search_term_id(f.matched_industry) as industry_id,
    reference.search_term_id(f.employee_range) as employee_range_id,
    reference.search_term_id(f.company_type) as company_type_id
  from core.companies_full as f order by f.domain`

const stored = `
  select domain, name_term, city_id, state_id, country_id, industry_id, employee_range_id,
    company_type_id
  from core.company_index order by domain`

async function expectEqual(): Promise<void> {
  const rows = await house.rows(stored)
  expect(rows).toEqual(await house.rows(shown))
  expect(rows.length).toBeGreaterThan(0)
  // Whatever can be filtered by its part is in the dictionary.
  expect(
    await house.rows(`
      select v.value from core.companies_full as f
      cross join lateral (
        values ('city', f.company_city), ('state', f.company_state), ('country', f.company_country)
      ) as v (kind, value)
      where v.value is not null
        and not reference.search_term_id(v.value)
          = any (reference.find_search_terms(v.kind, v.value))`)
  ).toEqual([])
}

const place = (values: readonly (string | null)[]) => ({ name: pick(values) })

const document = () => ({
  name: pick(['Acme', 'ACME', 'Ünïted', null, 'x'.repeat(700), '100%']),
  industry: pick(['Banking', 'Odd, One', null]),
  employees: pick(['1-10', '51-200', 'many', null]),
  type: pick(['private', 'public', 'odd', null]),
  location: {
    city: place(['Cork', 'CORK', null]),
    state: place(['Munster', null]),
    country: place(['Ireland', 'İstanbul', null]),
  },
  updated_at: pick(['2026-01-01', '2026-02-01', '2026-03-01']),
})

const profile = (number: number) => ({
  url: `https://www.linkedin.com/in/index-${number}`,
  name: `Person ${number}`,
  experience: [
    {
      title: 'Tester',
      company: pick(['Acme', 'Works', null]),
      company_domain: `co-${Math.floor(next() * 12)}.example`,
      start_date: '2024-01-01',
      is_current: true,
    },
  ],
})

describe('core.company_index', () => {
  it('is what core.companies_full shows after one history and after many at once', async () => {
    const domain = () => `co-${Math.floor(next() * 8)}.example`
    for (let step = 0; step < 12; step++) await house.land(domain(), document())
    await expectEqual()

    const landings = Array.from({ length: 60 }, (_, number) => () => {
      if (number % 5 === 0) {
        const set = Array.from({ length: 6 }, () => ({ domain: domain(), payload: document() }))
        return house.landTogether(set)
      }
      if (number % 3 === 0) {
        const { url, ...payload } = profile(number)
        return house.landPerson(url, { url, ...payload })
      }
      return house.land(domain(), document())
    })
    await Promise.all(landings.map((land) => land()))
    expect(await house.rows('select * from ops.failures')).toEqual([])
    await expectEqual()
  })

  it('follows cleaned names, and employers that nobody described', async () => {
    await house.landPerson('https://www.linkedin.com/in/only-employer', {
      name: 'Jo',
      experience: [
        { title: 'x', company: 'Sole', company_domain: 'sole.example', is_current: true },
      ],
    })
    await house.sql`
      insert into raw.clay_cleaned_company_names (domain, payload)
      values ('co-1.example', '{"cleaned_company_name": "Clean One"}')`
    await house.sql`call ops.backfill_cleaned_company_names(p_dry_run => false)`
    expect(
      await house.rows(`select domain, name_term from core.company_index
        where domain in ('sole.example', 'co-1.example') order by domain`)
    ).toEqual([
      { domain: 'co-1.example', name_term: 'clean one' },
      { domain: 'sole.example', name_term: 'sole' },
    ])
    await expectEqual()
  })

  it('is rebuilt with the company, and goes with it', async () => {
    const before: Content = await contentOf(house.sql)
    await house.sql.unsafe('delete from core.company_index')
    await house.sql`call ops.rebuild(p_batch_size => 7)`
    expect(await contentOf(house.sql)).toEqual(before)

    await house.land('gone.example', { name: 'Gone' })
    await house.sql`update raw.companyenrich_payloads set domain = 'localhost'
      where domain = 'gone.example'`
    await house.sql`call ops.rebuild('companyenrich')`
    expect(await house.rows(`select from core.companies where domain = 'gone.example'`)).toEqual([])
    expect(
      await house.rows(`select from core.company_index where domain = 'gone.example'`)
    ).toEqual([])
  })

  it('is not written when nothing changes', async () => {
    await house.land('still.example', { name: 'Still', industry: 'Banking', keywords: ['a'] })
    const version = () =>
      house.row(`select xmin::text as x, ctid::text as c
      from core.company_index where domain = 'still.example'`)
    const before = await version()
    await house.land('still.example', { name: 'Still', industry: 'Banking', keywords: ['b'] })
    expect(await version()).toEqual(before)
  })
})
