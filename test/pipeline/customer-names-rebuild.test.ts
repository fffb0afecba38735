import { beforeAll, describe, expect, it } from 'vitest'
import { type Content, contentOf, differencesOf } from '../support/content.ts'
import { type enrich, mention, sources, uncarried, unsettled } from '../support/customer-names.ts'
import { createRandom } from '../support/payloads.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const stems = ['Brelmoth', 'Quorvane', 'Ostrelle Nord', 'Tazwick & Sons']
const forms = ['', ' GmbH', ' Ltd', ' Group', ' Holding AG', ', S.p.A.', ' Spa']
const rawTables = `raw.companyenrich_payloads, raw.company_discovery_payloads, raw.person_payloads,
  raw.claygent_customers_structured_raw`

type Act = () => Promise<void>

/** Documents of companies and lists of customers that share a few names, in any order. */
function createActs(count: number, seed: number): Act[] {
  const random = createRandom(seed)
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T
  const name = () => `${pick(stems)}${pick(forms)}`
  const domain = () => `c-${Math.floor(random() * 8)}.example`
  const company = () => ({
    domain: domain(),
    name: random() < 0.8 ? name() : null,
    page: random() < 0.5 ? `https://www.linkedin.com/company/p-${Math.floor(random() * 9)}` : null,
  })
  return Array.from({ length: count }, () => {
    const several = Array.from({ length: random() < 0.2 ? 3 : 1 }, company)
    const lists = several.map((one) => ({
      origin: one.domain,
      names: [name(), name(), name()],
    }))
    const land = pick(Object.values(sources)) as typeof enrich
    return random() < 0.4 ? () => mention(house, ...lists) : () => land(house, ...several)
  })
}

/** Without when a match was made, which is a clock. */
async function content(): Promise<Content> {
  const tables = Object.entries(await contentOf(house.sql))
  return Object.fromEntries(
    tables.map(([table, rows]) => [
      table,
      rows.map((row) => row.replace(/"matched_at": [^,}]*/, '')),
    ])
  )
}

async function expectSettled(): Promise<void> {
  expect(await unsettled(house)).toEqual([])
  expect(await uncarried(house)).toEqual([])
}

describe.each([1, 2, 3, 4])('names and companies that land in any order, seed %i', (seed) => {
  let landed: Content

  beforeAll(async () => {
    const tables = Object.keys(await contentOf(house.sql)).join(', ')
    await house.sql.unsafe(`truncate ${tables}, ${rawTables}, ops.documents, ops.failures`)
    for (const [number, act] of createActs(90, seed).entries()) {
      await act()
      if (number % 10 === 9) await expectSettled()
    }
    landed = await content()
  })

  it('match as the companies of the end say, and never fail', async () => {
    expect(await house.rows('select message from ops.failures')).toEqual([])
    const found = await house.row(`select
        count(*) filter (where matched_domain is not null) > 0 as has_matches,
        count(*) filter (where matched_domain is null) > 0 as has_others
      from extracted.customer_names`)
    expect(found).toEqual({ has_matches: true, has_others: true })
    await expectSettled()
  })

  it.each([1, 7, 1000])('match the same rebuilt, %i at a time', async (size) => {
    await house.sql`call ops.rebuild(null, ${size})`
    expect(differencesOf(await content(), landed)).toEqual({})
  })

  it.each([
    ['claygent_customers_structured', 'person_profile', 'company_discovery', 'companyenrich'],
    ['companyenrich', 'company_discovery', 'person_profile', 'claygent_customers_structured'],
    ['company_discovery', 'claygent_customers_structured', 'companyenrich', 'person_profile'],
  ])('match the same when everything was emptied, rebuilt from %s on', async (...order) => {
    for (const table of Object.keys(landed)) await house.sql.unsafe(`delete from ${table}`)
    for (const source of order) await house.sql`call ops.rebuild(${source}, 7)`
    expect(differencesOf(await content(), landed)).toEqual({})
    await expectSettled()
  })
})
