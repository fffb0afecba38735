import { beforeAll, describe, expect, it } from 'vitest'
import { type Content, contentOf, differencesOf } from '../support/content.ts'
import { createRandom } from '../support/payloads.ts'
import { shuffled } from '../support/varied.ts'
import { landPeople, landTogether, type Row, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

type Named = Readonly<{ domain: string; name: string | null; page: string | null }>

/** What is landed: a document of a company, or a profile that names employers. */
type Document = Readonly<{ company?: Named; person?: string; jobs?: readonly Named[] }>

function createDocuments(count: number, seed: number): Document[] {
  const random = createRandom(seed)
  const named = (by: string): Named => {
    const number = Math.floor(random() * 15)
    const domain = `mutual-${number}.example`
    return {
      domain,
      name: random() < 0.6 ? `${number} by ${by}` : null,
      page: random() < 0.4 ? `https://www.linkedin.com/company/${number}-by-${by}` : null,
    }
  }
  return Array.from({ length: count }, (_, index) =>
    random() < 0.4
      ? { company: named(`vendor-${index}`) }
      : {
          person: `https://www.linkedin.com/in/mutual-${Math.floor(random() * 10)}`,
          jobs: [1, 2, 3].map((place) => named(`person-${index}-${place}`)),
        }
  )
}

async function land(document: Document): Promise<void> {
  if (document.company !== undefined) {
    const { domain, name, page } = document.company
    await landTogether(house.sql, [{ domain, payload: { name, socials: { linkedin_url: page } } }])
    return
  }
  const experience = document.jobs?.map(({ domain, name, page }) => ({
    title: 'A',
    company: name,
    company_domain: `https://www.${domain}/`,
    url: page,
    is_current: true,
  }))
  await landPeople(house.sql, [{ linkedin_url: document.person ?? null, payload: { experience } }])
}

/** First to name wins, first to link wins, whoever it is. */
function expected(documents: readonly Document[]): Row[] {
  const rows = new Map<string, { domain: string; name: string | null; page: string | null }>()
  for (const { company, jobs } of documents) {
    for (const named of company === undefined ? (jobs ?? []) : [company]) {
      const row = rows.get(named.domain) ?? { domain: named.domain, name: null, page: null }
      row.name ??= named.name
      row.page ??= named.page
      rows.set(named.domain, row)
    }
  }
  return [...rows.values()].toSorted((a, b) => (a.domain < b.domain ? -1 : 1))
}

const companies = () =>
  house.rows(`select domain, name, linkedin_url as page from core.companies order by domain`)

async function empty(): Promise<void> {
  const tables = Object.keys(await contentOf(house.sql)).join(', ')
  await house.sql.unsafe(`truncate ${tables}, raw.person_payloads, raw.companyenrich_payloads,
    ops.documents, ops.failures`)
}

describe.each([1, 2, 3, 4, 5])('companies that profiles and the vendor name, seed %i', (seed) => {
  const documents = createDocuments(60, seed)
  let landed: Content

  beforeAll(async () => {
    await empty()
    for (const document of documents) await land(document)
    landed = await contentOf(house.sql)
  })

  it('have the first name and page, by the number of landing', async () => {
    expect(await companies()).toEqual(expected(documents))
  })

  it('are the same after any rebuild and replay, of either source first', async () => {
    const { sql } = house
    const ids = async (table: string) => {
      const rows = await sql.unsafe(`select id from raw.${table}`)
      return shuffled(
        rows.map((row) => row.id as string),
        seed
      ).join(',')
    }
    const people = await ids('person_payloads')
    const vendors = await ids('companyenrich_payloads')
    const acts = [
      () => sql`call ops.rebuild('person_profile', 3)`,
      () => sql`call ops.rebuild('companyenrich', 4)`,
      () => sql`call ops.rebuild(null, 1)`,
      () => sql`call ops.replay('person_profile', string_to_array(${people}, ',')::uuid[])`,
      () => sql`call ops.replay('companyenrich', string_to_array(${vendors}, ',')::uuid[])`,
    ]
    for (const act of shuffled(acts, seed)) {
      await act()
      expect(differencesOf(await contentOf(sql), landed)).toEqual({})
    }
  })

  it.each([
    ['person_profile', 'companyenrich'],
    ['companyenrich', 'person_profile'],
  ])('come back when everything was emptied, %s first', async (...sources) => {
    const { sql } = house
    for (const table of Object.keys(landed)) await sql.unsafe(`delete from ${table}`)
    for (const source of sources) await sql`call ops.rebuild(${source}, 7)`
    expect(await companies()).toEqual(expected(documents))
    expect(differencesOf(await contentOf(sql), landed)).toEqual({})
  })
})
