import { describe, expect, it, vi } from 'vitest'
import { contentOf, rowsWritten, versionsOf } from '../support/content.ts'
import { addCustomers, domainOf } from '../support/core-customers.ts'
import { call, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const origin = 'vendor.example'
const ask = (name: string, request: unknown) => call(house.sql, name, JSON.stringify(request))

/** What Claygent says: the vendor has these customers, none of them with a case study. */
const mention = (...names: string[]) =>
  ask('ingest_company_customers_structured', {
    origin_company_domain: origin,
    origin_company_name: 'Vendor',
    customers: names.map((companyName) => ({ companyName, url: '', hasCaseStudy: false })),
  })

const resolve = (name: string, domain: string | null, more = {}) =>
  ask('ingest_orphan_customer_domain', {
    customer_company_name: name,
    origin_company_domain: origin,
    domain,
    success: true,
    ...more,
  })

const infer = (name: string, domain: string, confidence: string) =>
  ask('ingest_gemini_domain_inference', {
    customer_company_name: name,
    origin_company_domain: origin,
    candidates: [{ domain, confidence }],
  })

const stateByHand = (name: string, domain: string) =>
  ask('ingest_manual_comp_customer', {
    origin_company_domain: origin,
    company_customer_name: name,
    company_customer_domain: domain,
    workflow_slug: 'manual-company-customers',
  })

const domain = (name: string) => domainOf(house.sql, origin, name)
const orphans = async () =>
  (
    await house.rows(`select customer_name, inferences, last_inference_at is not null as is_asked
      from ops.orphan_customers where origin_company_domain = '${origin}' order by 1`)
  ).map((row) => [row.customer_name, Number(row.inferences), row.is_asked])

describe('an orphan', () => {
  it('is listed until its domain is found; placeholders and case studies are none', async () => {
    await mention('Lost', 'Found', 'Unknown', 'None found')
    await addCustomers(house.sql, origin, 'Placeholder', 'N/A')
    await house.sql`
      insert into core.company_customers
        (origin_company_domain, customer_name, customer_name_key, case_study_url)
      values (${origin}, 'Studied', 'studied', 'https://vendor.example/studied')`
    expect(await orphans()).toEqual([
      ['Found', 0, false],
      ['Lost', 0, false],
      ['Placeholder', 0, false],
    ])
    expect(await resolve('found', 'found.example')).toMatchObject({ core_updated: 1 })
    await resolve('Lost', null, { confidence: 'none' })
    expect(await orphans()).toEqual([
      ['Lost', 1, true],
      ['Placeholder', 0, false],
    ])
  })

  it('that is named after its domain was found has it at once', async () => {
    expect(await resolve('Later', 'later.example')).toMatchObject({ core_updated: 0 })
    expect(await infer('Later still', 'still.example', 'high')).toMatchObject({ core_updated: 0 })
    await mention('LATER', 'Later  still.')
    expect(await domain('Later')).toEqual({
      domain: 'later.example',
      source: 'gemini-orphan-resolve',
    })
    expect(await domain('Later still')).toEqual({ domain: 'still.example', source: 'gemini-infer' })
  })
})

describe('of several that name a domain', () => {
  it('the first of a rank stays, whichever it is', async () => {
    await mention('Orphan first', 'Inference first')
    await resolve('Orphan first', 'o.example')
    expect(await infer('Orphan first', 'i.example', 'high')).toMatchObject({ core_updated: 0 })
    await infer('Inference first', 'i.example', 'medium')
    expect(await resolve('Inference first', 'o.example')).toMatchObject({ core_updated: 0 })
    await infer('Inference first', 'other.example', 'high')
    expect(await domain('Orphan first')).toMatchObject({ domain: 'o.example' })
    expect(await domain('Inference first')).toMatchObject({ domain: 'i.example' })
  })

  it('a match of the name that comes later wins, and what was said by hand over both', async () => {
    await mention('Precedence')
    await resolve('Precedence', 'guess.example')
    expect(await domain('Precedence')).toMatchObject({ source: 'gemini-orphan-resolve' })
    await house.land('precedence.example', { name: 'Precedence' })
    expect(await domain('Precedence')).toEqual({
      domain: 'precedence.example',
      source: 'name-match',
    })
    expect(await resolve('Precedence', 'other.example')).toMatchObject({ core_updated: 0 })
    await stateByHand('Precedence', 'hand.example')
    expect(await domain('Precedence')).toEqual({ domain: 'hand.example', source: 'manual' })
  })

  it('one that was found gives way when a replay finds that it was none', async () => {
    await mention('Taken back')
    await resolve('Taken back', 'wrong.example')
    expect(await domain('Taken back')).toMatchObject({ domain: 'wrong.example' })
    await house.sql`insert into reference.blocked_domains (domain, reason)
      values ('wrong.example', 'test')`
    await house.sql`call ops.rebuild('orphan_customer_domain')`
    expect(await domain('Taken back')).toEqual({ domain: null, source: null })
  })
})

describe('afterwards', () => {
  it('a rebuild writes nothing, in any order of the sources', async () => {
    const before = await versionsOf(house.sql)
    for (const source of ['gemini_domain_inference', 'orphan_customer_domain']) {
      await house.sql`call ops.rebuild(${source}, 1)`
      await house.sql`call ops.rebuild(${source}, 1000)`
    }
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('rebuilding what was lost gives the same', async () => {
    const landed = await contentOf(house.sql)
    await house.sql`delete from extracted.orphan_customer_domain`
    await house.sql`delete from extracted.gemini_domain_inference`
    await house.sql`update core.company_customers
      set customer_domain = null, customer_domain_source = null, customer_domain_landing_no = null
      where customer_domain_source like 'gemini-%'`
    for (const source of ['orphan_customer_domain', 'gemini_domain_inference']) {
      await house.sql`call ops.rebuild(${source}, 7)`
    }
    expect(await contentOf(house.sql)).toEqual(landed)
  })
})

describe('customers and their domains', () => {
  it.each([
    ['ingest_orphan_customer_domain', { domain: 'waited.example' }],
    [
      'ingest_gemini_domain_inference',
      { candidates: [{ domain: 'waited.example', confidence: 'high' }] },
    ],
  ])('%s waits for customers of the vendor that are not committed yet', async (name, found) => {
    const vendor = `${name.replaceAll('_', '-')}.example`
    const list = { origin_company_domain: vendor, customers: [{ companyName: 'Waited' }] }
    const asked = { customer_company_name: 'Waited', origin_company_domain: vendor, ...found }
    let answer: Promise<{ core_updated: number }> | undefined
    await house.sql.begin(async (sql) => {
      await sql`select api.ingest_company_customers_structured(${JSON.stringify(list)}::text::jsonb)`
      answer = call(house.sql, name, JSON.stringify(asked))
      await vi.waitFor(async () => {
        const waiting = await house.sql`select from pg_stat_activity
          where datname = current_database()
            and wait_event_type = 'Lock' and query like ${`%${name}%`} and pid <> pg_backend_pid()`
        expect(waiting).toHaveLength(1)
      })
    })
    expect(await answer).toMatchObject({ core_updated: 1 })
    expect(await domainOf(house.sql, vendor, 'Waited')).toMatchObject({ domain: 'waited.example' })
  })

  it('landing at once, in any order, end as one after the other', async () => {
    const names = Array.from({ length: 12 }, (_, number) => `Race ${number}`)
    await Promise.all(
      names.flatMap((name, number) => [
        number % 3 === 0 ? mention(...names.slice(number, number + 3).reverse()) : mention(name),
        resolve(name, `orphan-${number}.example`),
        infer(name, `inferred-${number}.example`, 'high'),
        stateByHand(`Hand ${number}`, `hand-${number}.example`),
      ])
    )
    for (const name of names) {
      expect((await domain(name))?.domain).toMatch(/^(orphan|inferred)-\d+\.example$/)
    }
    const landed = await contentOf(house.sql)
    for (const source of [
      'claygent_customers_structured',
      'manual_company_customers',
      'orphan_customer_domain',
      'gemini_domain_inference',
    ]) {
      await house.sql`call ops.rebuild(${source}, 5)`
      expect(await contentOf(house.sql)).toEqual(landed)
    }
  })
})

describe('a statement of 1,000', () => {
  it('fills 1,000 customers of 20 vendors, and none that has a domain', async () => {
    await house.sql`
      insert into core.company_customers (origin_company_domain, customer_name, customer_name_key,
        customer_domain, customer_domain_source)
      select 'bulk-' || n % 20 || '.example', 'Bulk ' || n, 'bulk ' || n,
        case when n % 4 = 0 then 'known.example' end, case when n % 4 = 0 then 'by hand' end
      from generate_series(1, 1000) as n`
    await house.sql`
      insert into raw.orphan_customer_domain_payloads (payload)
      select jsonb_build_object('customer_company_name', 'BULK ' || n, 'origin_company_domain',
        'www.bulk-' || n % 20 || '.example', 'domain', 'found-' || n || '.example')
      from generate_series(1, 1000) as n`
    const rows = await house.rows(`
      select customer_domain_source as source, count(*)::integer as n from core.company_customers
      where origin_company_domain like 'bulk-%' group by 1 order by 1`)
    expect(rows).toEqual([
      { source: 'by hand', n: 250 },
      { source: 'gemini-orphan-resolve', n: 750 },
    ])
  })
})
