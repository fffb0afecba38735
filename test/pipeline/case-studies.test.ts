import { describe, expect, it } from 'vitest'
import { random } from '../procedures/reference/urls.ts'
import {
  buyersOf,
  type CaseStudySource,
  extractionOf,
  landCaseStudies,
  pipelinesOf,
  sources,
} from '../support/case-studies.ts'
import { type Content, contentOf, differencesOf, versionsOf } from '../support/content.ts'
import { variedCaseStudies } from '../support/varied-case-studies.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const { extract, buyers, champions } = pipelinesOf(house)
const both = Object.keys(sources) as CaseStudySource[]

const rebuild = async (size: number) => {
  for (const source of both) await house.sql`call ops.rebuild(${source}, ${size})`
}

/** Tables about case studies, without what differs by landing. */
async function valuesOf(prefix: string): Promise<Record<string, string[]>> {
  const values: Record<string, string[]> = {}
  for (const table of [
    'extracted.case_study_details',
    'extracted.case_study_champions',
    'extracted.case_study_buyer_pages',
    'extracted.case_study_buyers',
    'core.case_study_champions',
  ]) {
    const rows = await house.sql.unsafe(
      `select replace((to_jsonb(t) - array['created_at', 'updated_at', 'raw_payload_id', 'id',
        'case_study_id', 'landing_no', 'company_customer_domain_landing_no',
        'customer_company_domain_landing_no'])::text, $1, 'x') as row
      from ${table} as t where t.origin_company_domain like $1 || '-%'
        or coalesce(t.case_study_url, '') like 'https://' || $1 || '.%'`.replaceAll(
        't.origin_company_domain',
        table.endsWith('extracted.case_study_champions') ? `''` : 't.origin_company_domain'
      ),
      [prefix]
    )
    values[table] = rows.map((row) => String(row.row)).sort()
  }
  return values
}

const failures = () => house.rows('select message from ops.failures where resolved_at is null')

describe('the documents of case studies', () => {
  it('leave the same one by one and together', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const one = variedCaseStudies(seed, `one${seed}`)
      const all = variedCaseStudies(seed, `all${seed}`)
      const together: Record<CaseStudySource, { payload: unknown }[]> = {
        gemini_case_study: [],
        case_study_buyers: [],
      }
      // Of each source in order; the first source first, so that landing numbers compare alike.
      const singles = Array.from({ length: 24 }, () => one())
      for (let count = 0; count < 24; count++) {
        const { source, payload } = all()
        together[source].push({ payload })
      }
      for (const source of both) {
        for (const { payload } of singles.filter((single) => single.source === source)) {
          await landCaseStudies(house, source, [{ payload }])
        }
        await landCaseStudies(house, source, together[source])
      }
      const found = await valuesOf(`all${seed}`)
      expect(found).toEqual(await valuesOf(`one${seed}`))
      expect(found['core.case_study_champions']?.length).toBeGreaterThan(1)
    }
    expect(await failures()).toEqual([])
  })

  it('leave the same in any order of arrival', async () => {
    const next = variedCaseStudies(99, 'order')
    const documents = Array.from({ length: 30 }, (_, place) => ({
      ...next(),
      receivedAt: new Date(Date.UTC(2026, 0, 1, 0, place)).toISOString(),
    }))
    const shuffled = random(5)
    const outcomes: Record<string, string[]>[] = []
    for (let round = 0; round < 4; round++) {
      await house.sql.unsafe(`truncate raw.gemini_case_study_payloads,
        raw.case_study_buyers_payloads, extracted.case_study_details,
        extracted.case_study_champions, extracted.case_study_buyer_pages,
        extracted.case_study_buyers, core.case_study_champions, ops.documents`)
      // The first to land decides between the sources: each of them as a whole.
      const order = documents
        .map((one) => ({ one, at: round === 0 ? 0 : shuffled() }))
        .toSorted((a, b) => a.at - b.at)
      for (const source of both) {
        for (const { one } of order.filter(({ one: { source: own } }) => own === source)) {
          await landCaseStudies(house, source, [one])
        }
      }
      outcomes.push(await valuesOf('order'))
    }
    // First wins, between documents that agree on a domain and between customers without a case
    // study, is a matter of landing, not of time.
    const comparable = outcomes.map((outcome) => ({
      ...outcome,
      'extracted.case_study_details': outcome['extracted.case_study_details']?.map((row) =>
        row.replace(/"company_customer_domain_source": "[^"]*"/, '')
      ),
      'core.case_study_champions': outcome['core.case_study_champions']?.filter(
        (row) => !row.includes('"case_study_url": null')
      ),
    }))
    for (const outcome of comparable.slice(1)) expect(outcome).toEqual(comparable[0])
  })

  it('leave the same concurrently as rebuilt, in batches of 1, 7 and 1,000', async () => {
    const next = variedCaseStudies(7, 'race')
    const documents = Array.from({ length: 160 }, () => next())
    await Promise.all(
      documents.map(({ source, payload }, number) =>
        number % 10 === 0
          ? landCaseStudies(
              house,
              source,
              documents
                .slice(number, number + 10)
                .filter((one) => one.source === source)
                .reverse()
            )
          : landCaseStudies(house, source, [{ payload }])
      )
    )
    expect(await failures()).toEqual([])
    const landed: Content = await contentOf(house.sql)
    for (const size of [1, 7, 1000]) {
      const before = await versionsOf(house.sql)
      await rebuild(size)
      expect(differencesOf(await contentOf(house.sql), landed)).toEqual({})
      expect(await versionsOf(house.sql)).toEqual(before)
    }
    await house.sql`delete from extracted.case_study_champions`
    await house.sql`delete from extracted.case_study_buyers`
    await house.sql`delete from core.case_study_champions`
    await rebuild(7)
    expect(differencesOf(await contentOf(house.sql), landed)).toEqual({})
  })
})

it('case studies land beside customers and promotion without waiting in circles', async () => {
  const next = variedCaseStudies(17, 'mixed')
  const customers = (number: number) => house.sql`
    insert into raw.claygent_customers_structured_raw (payload)
    select jsonb_build_object('origin_company_domain', v.vendor, 'customers', ${JSON.stringify([
      { companyName: 'Acme', url: `https://mixed.example/customers/${number % 4}` },
      { companyName: 'Globex' },
    ])}::text::jsonb)
    from unnest(array['mixed-b.example', 'mixed-a.example']) as v (vendor)`
  await Promise.all(
    Array.from({ length: 60 }, (_, number) => {
      if (number % 12 === 5) return house.sql`call ops.promote_case_study_people(null, false, 1)`
      if (number % 3 === 0) return customers(number)
      const documents = Array.from({ length: 1 + (number % 6) }, () => next())
      const [first] = documents
      return landCaseStudies(
        house,
        first?.source ?? 'gemini_case_study',
        documents.filter(({ source }) => source === first?.source)
      )
    })
  )
  expect(await failures()).toEqual([])
  const landed = await contentOf(house.sql)
  await rebuild(3)
  await house.sql`call ops.promote_case_study_people(null, false)`
  expect(differencesOf(await contentOf(house.sql), landed)).toEqual({})
})

describe('the domain of a customer', () => {
  const mention = (customers: unknown[]) => house.sql`
    insert into raw.claygent_customers_structured_raw (payload)
    values (${JSON.stringify({ origin_company_domain: 'vendor.example', customers })}::text::jsonb)`
  const customer = (name: string) =>
    house.row(`select customer_domain, customer_domain_source from core.company_customers
      where origin_company_domain = 'vendor.example' and customer_name = '${name}'`)
  const url = 'https://vendor.example/customers/northwind'

  it('reaches core by name and by URL, with its source, and staging is processed', async () => {
    await mention([
      { companyName: 'Northwind', url, hasCaseStudy: true },
      { companyName: 'Contoso', url: '', hasCaseStudy: false },
    ])
    const staged = () =>
      house.row(`select processed, processed_at is not null as is_timed, sent_to_clay
        from raw.staging_case_study_urls where case_study_url = '${url}'`)
    expect(await staged()).toEqual({ processed: false, is_timed: false, sent_to_clay: false })
    await buyers(buyersOf(`${url}/?utm_source=x`, [], { success: false }))
    expect(await staged()).toMatchObject({ processed: false })
    await extract(
      extractionOf(
        `${url}/`,
        [],
        { company_customer_name: 'Northwind Traders', model: 'gemini-9' },
        { customer_company_domain: 'northwind.example' }
      )
    )
    expect(await customer('Northwind')).toEqual({
      customer_domain: 'northwind.example',
      customer_domain_source: 'gemini-9',
    })
    expect(await staged()).toEqual({ processed: true, is_timed: true, sent_to_clay: false })
    await buyers(
      buyersOf('https://vendor.example/customers/contoso', ['Jo Doe'], {
        customer_company_name: 'CONTOSO',
        customer_company_domain: 'contoso.example',
      })
    )
    expect(await customer('Contoso')).toEqual({
      customer_domain: 'contoso.example',
      customer_domain_source: 'gemini-case-study-buyer',
    })
  })

  it('stays that of the first to land when it is read again', async () => {
    await mention([{ companyName: 'Tailspin' }])
    const more = { company_customer_name: 'Tailspin' }
    const page = 'https://vendor.example/customers/tailspin'
    const domain = { customer_company_domain: 'tailspin.example' }
    await extract(extractionOf(page, [], { ...more, model: 'first' }, domain))
    await buyers(
      buyersOf(page, [], {
        customer_company_name: 'Tailspin',
        customer_company_domain: 'toys.example',
      })
    )
    await extract(extractionOf(page, [], { ...more, model: 'second' }, domain))
    const stands = { customer_domain: 'tailspin.example', customer_domain_source: 'first' }
    expect(await customer('Tailspin')).toEqual(stands)
    await extract(extractionOf(page, [], more, { customer_company_domain: 'third.example' }))
    expect(await customer('Tailspin')).toEqual({
      customer_domain: 'toys.example',
      customer_domain_source: 'gemini-case-study-buyer',
    })
  })

  it('is taken back with the document that named it, and found again by a rebuild', async () => {
    const before = await contentOf(house.sql)
    await rebuild(7)
    expect(differencesOf(await contentOf(house.sql), before)).toEqual({})
    await extract(
      extractionOf(
        url,
        [],
        { company_customer_name: 'Other' },
        { customer_company_domain: 'other.example' }
      )
    )
    expect(await customer('Northwind')).toEqual({
      customer_domain: 'other.example',
      customer_domain_source: 'gemini-3-flash-preview',
    })
    await extract(extractionOf(url, [], { origin_company_domain: 'second.example' }))
    expect(await customer('Northwind')).toEqual({
      customer_domain: null,
      customer_domain_source: null,
    })
  })

  it('is not marked as processed again by a replay of what came before', async () => {
    await house.sql`update raw.staging_case_study_urls set processed = false, processed_at = null`
    await rebuild(1000)
    expect(
      await house.rows('select processed from raw.staging_case_study_urls where processed')
    ).toEqual([])
    await buyers(buyersOf(url, []))
    expect(
      await house.rows('select case_study_url from raw.staging_case_study_urls where processed')
    ).toEqual([{ case_study_url: url }])
  })
})

it('the people of a case study are those of its newest document', async () => {
  const url = 'https://mirror.example/x'
  const more = { origin_company_domain: 'mirror.example' }
  await extract(extractionOf(url, ['Jo Doe', 'Al Bee', ' ', 'JO DOE'], more))
  expect(await champions('mirror.example', 'full_name')).toHaveLength(2)
  await extract(extractionOf(url, ['Al Bee'], more))
  expect(await champions('mirror.example', 'full_name')).toEqual([{ full_name: 'Al Bee' }])
  await extract(extractionOf(url, [], more))
  expect(await champions('mirror.example')).toEqual([])
})
