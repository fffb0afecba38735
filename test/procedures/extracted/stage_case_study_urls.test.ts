import { beforeEach, describe, expect, it } from 'vitest'
import { claim, forgetCustomers, vendor } from '../../support/company-customers.ts'
import { versionsOf } from '../../support/content.ts'
import { countStatements, statementsIn } from '../../support/statements.ts'
import { type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

type Customer = Readonly<{ companyName: string; url?: unknown; hasCaseStudy?: unknown }>

const body = (customers: readonly Customer[], more: Row = {}, domain = vendor) => ({
  origin_company_domain: domain,
  customers,
  ...more,
})

/** Lands bodies of customers-of-3 in one statement. */
async function land(...bodies: unknown[]): Promise<void> {
  await house.sql`insert into raw.claygent_customers_structured_raw (payload)
    select b.item from jsonb_array_elements(${JSON.stringify(bodies)}::text::jsonb)
      with ordinality as b (item, place) order by b.place`
}

const at = (path: string, domain = vendor) => `https://${domain}/customers/${path}`
const about = (name: string, more: Partial<Customer> = {}): Customer => ({
  companyName: name,
  url: at(name.toLowerCase()),
  hasCaseStudy: true,
  ...more,
})

const staged = () =>
  house.rows(`select origin_company_name as origin, origin_company_domain as domain,
      customer_company_name as customer, case_study_url as url, processed, sent_to_clay as sent,
      batch_id as batch
    from raw.staging_case_study_urls order by case_study_url collate "C"`)
const urls = async () => (await staged()).map((row) => row.url)
const fill = async (...domains: string[]) =>
  (await house.row(`select extracted.fill_staging_origin_names('{${domains}}') as n`))?.n
const mark = async (...marked: string[]) =>
  (await house.row(`select extracted.mark_case_study_urls_processed('{${marked}}') as n`))?.n

beforeEach(async () => {
  await forgetCustomers(house.sql)
  await house.sql`truncate raw.claygent_customers_structured_raw, ops.documents, ops.failures`
})

describe('a case study', () => {
  it('is staged where it is a page of its own and nobody denies it', async () => {
    await land(
      body(
        [
          about('Yes'),
          about('Unsaid', { hasCaseStudy: undefined }),
          about('Spelled', { url: `HTTPS://Vendor.example/customers/spelled/?utm_source=x#top` }),
          about('Denied', { hasCaseStudy: false }),
          about('Home', { url: 'https://vendor.example/' }),
          about('HomeBare', { url: 'https://vendor.example' }),
          about('HomeQuery', { url: 'https://vendor.example/?page=2' }),
          about('Prose', { url: 'see the page of the vendor' }),
          about('Script', { url: 'javascript:alert(1)' }),
          about('Empty', { url: '' }),
          about('Number', { url: 7 }),
          about('None found'),
        ],
        { origin_company_name: 'Vendor' }
      )
    )
    expect(await staged()).toEqual(
      ['Spelled', 'Unsaid', 'Yes'].map((customer) => ({
        origin: 'Vendor',
        domain: vendor,
        customer,
        url: at(customer.toLowerCase()),
        processed: false,
        sent: false,
        batch: null,
      }))
    )
  })

  it('of nobody, or of an unknown payload, is none', async () => {
    await land(body([]))
    for (const ids of ['null', "'{}'", 'array[gen_random_uuid()]']) {
      expect(await house.row(`select extracted.stage_case_study_urls(${ids}) as n`)).toEqual({
        n: 0,
      })
    }
    expect(await staged()).toEqual([])
    expect(
      await house.row(`select extracted.fill_staging_origin_names(null) as f,
        extracted.mark_case_study_urls_processed(null) as m`)
    ).toEqual({ f: 0, m: 0 })
  })

  it('keeps publisher and customer of the first, and what became of it', async () => {
    await land(body([about('Globex')], { origin_company_name: 'Vendor' }))
    await house.sql`update raw.staging_case_study_urls set sent_to_clay = true, sent_at = now()`
    expect(await mark(at('globex'))).toBe(1)
    const before = await house.rows('select *, ctid::text from raw.staging_case_study_urls')
    await land(
      body([about('Globex Corporation', { url: at('globex') })], { origin_company_name: null })
    )
    await land(
      body([about('Somebody', { url: at('globex') })], { origin_company_name: 'X' }, 'x.example')
    )
    expect(await house.rows('select *, ctid::text from raw.staging_case_study_urls')).toEqual(
      before
    )
    expect(before).toMatchObject([
      { customer_company_name: 'Globex', processed: true, sent_to_clay: true },
    ])
  })

  it('of another publisher never gives the row a name, in one statement or two', async () => {
    const thief = (more: Row = {}) =>
      body([about('Globex')], { origin_company_name: 'Thief', ...more }, 'x.example')
    await land(body([about('Globex')]), thief())
    const row = () => house.rows('select ctid::text, * from raw.staging_case_study_urls')
    const before = await row()
    expect(before).toMatchObject([{ origin_company_name: null, origin_company_domain: vendor }])
    await land(thief({ reasoning: 'another document' }))
    expect(await row()).toEqual(before)
    await land(thief({ batch_id: 'b1' }))
    expect(await staged()).toMatchObject([{ origin: null, domain: vendor, batch: 'b1' }])
    // The name arrives, the batch stays.
    const named = { origin_company_name: 'Vendor', batch_id: 'b2' }
    await land(body([about('Globex')], named))
    expect(await staged()).toMatchObject([{ origin: 'Vendor', domain: vendor, batch: 'b1' }])
  })

  it('gets a batch where it has none, by either word', async () => {
    await land(body([about('A'), about('B')], { batch_name: 'first' }))
    await land(body([about('A'), about('C')], { batch_id: 'second' }), body([about('C')]))
    expect((await staged()).map((row) => row.batch)).toEqual(['first', 'first', 'second'])
    await land(body([about('D')]))
    await land(body([about('D')], { batch_id: 'third' }))
    expect((await staged()).map((row) => row.batch)).toEqual(['first', 'first', 'second', 'third'])
  })

  it('that was read before it was staged is processed', async () => {
    await claim(house.sql, {
      evidence: 'case_study_details',
      name: 'Globex',
      domain: 'globex.example',
      landing: 1,
      url: at('globex'),
    })
    await claim(house.sql, {
      evidence: 'case_study_buyers',
      name: 'Initech',
      domain: 'initech.example',
      landing: 2,
      url: at('initech'),
    })
    await land(body([about('Globex'), about('Initech'), about('Hooli')]))
    expect((await staged()).map((row) => [row.customer, row.processed])).toEqual([
      ['Globex', true],
      ['Hooli', false],
      ['Initech', true],
    ])
    expect(
      await house.row(`select count(*)::integer as n from raw.staging_case_study_urls
        where processed and processed_at is not null`)
    ).toEqual({ n: 2 })
  })

  it('is marked once, with its time, whether it was sent or not', async () => {
    await land(body([about('Globex'), about('Initech')]))
    expect(await mark(at('globex'), at('globex'), 'https://other.example/x')).toBe(1)
    expect(await mark(at('globex'))).toBe(0)
    expect((await staged()).map((row) => [row.processed, row.sent])).toEqual([
      [true, false],
      [false, false],
    ])
  })

  it('of a quarantined payload is not staged before that is mended', async () => {
    await house.sql`alter table extracted.claygent_customers_structured
      add constraint no_poison check (customer_name <> 'poison')`
    await land(
      body([about('Globex')]),
      body([about('poison')], {}, 'bad.example'),
      body([about('Initech', { url: at('i', 'b.example') })], {}, 'b.example')
    )
    expect(await urls()).toEqual([at('i', 'b.example'), at('globex')])
    await house.sql`alter table extracted.claygent_customers_structured
      drop constraint no_poison`
    await house.sql`call ops.replay('claygent_customers_structured', p_failures_only => true)`
    expect(await urls()).toHaveLength(3)
  })

  it('is staged again by a rebuild, which takes nothing back', async () => {
    await land(body([about('Globex'), about('Initech')], { origin_company_name: 'Vendor' }))
    await house.sql`update raw.staging_case_study_urls set sent_to_clay = true, processed = true
      where customer_company_name = 'Globex'`
    const before = await staged()
    const versions = await versionsOf(house.sql)
    await house.sql`call ops.rebuild('claygent_customers_structured')`
    expect(await staged()).toEqual(before)
    expect(await versionsOf(house.sql)).toEqual(versions)
    await house.sql`delete from raw.staging_case_study_urls where customer_company_name = 'Initech'`
    await house.sql`call ops.replay('claygent_customers_structured')`
    expect(await staged()).toEqual(before)
  })
})

describe('the name of the publisher', () => {
  it('comes from the payload, else from what core was told, else from the company', async () => {
    await house.sql`insert into core.companies (id, domain, source, landing_no, name)
      values (gen_random_uuid(), 'c.example', 'test', 1, 'Company C'),
        (gen_random_uuid(), 'd.example', 'test', 1, null),
        (gen_random_uuid(), 'a.example', 'test', 1, 'Company A')`
    await house.sql`insert into core.company_names (domain, source, raw_name, cleaned_name,
        landing_no)
      values ('d.example', 'x', 'D LLC', null, 1), ('d.example', 'y', 'D GmbH', 'D', 2)`
    const one = (domain: string, more: Row = {}) =>
      body([about('Globex', { url: at('g', domain) })], more, domain)
    await land(
      one('a.example', { origin_company_name: 'Payload A' }),
      one('b.example', { origin_company_name: 'Payload B' })
    )
    await land(
      ...['a', 'b', 'c', 'd', 'e'].map((name) =>
        body([about('Initech', { url: at('i', `${name}.example`) })], {}, `${name}.example`)
      )
    )
    const names = Object.fromEntries((await staged()).map((row) => [row.url, row.origin]))
    expect(names).toEqual({
      [at('g', 'a.example')]: 'Payload A',
      [at('g', 'b.example')]: 'Payload B',
      [at('i', 'a.example')]: 'Payload A',
      [at('i', 'b.example')]: 'Payload B',
      [at('i', 'c.example')]: 'Company C',
      [at('i', 'd.example')]: 'D',
      [at('i', 'e.example')]: null,
    })
  })

  it('that a later payload brings fills what waits, of this publisher only', async () => {
    await land(body([about('Globex')]), body([about('X', { url: at('x') })], {}, 'x.example'))
    await land(body([about('Initech')], { origin_company_name: ' Vendor ' }))
    expect((await staged()).map((row) => [row.customer, row.origin])).toEqual([
      ['Globex', 'Vendor'],
      ['Initech', 'Vendor'],
      ['X', null],
    ])
  })

  it('that core learns fills what waits, and a blank one does not', async () => {
    await land(body([about('Globex')]))
    expect(await fill(vendor)).toBe(0)
    await house.sql`insert into core.companies (id, domain, source, landing_no, name)
      values (gen_random_uuid(), ${vendor}, 'test', 1, ' ')`
    expect(await fill(vendor)).toBe(0)
    await house.sql`update core.companies set name = 'Vendor'`
    expect(await fill(vendor, vendor, 'other.example')).toBe(1)
    expect(await fill(vendor)).toBe(0)
    expect((await staged())[0]).toMatchObject({ origin: 'Vendor' })
  })

  it('arrives by itself when a payload of CompanyEnrich names the company', async () => {
    await land(body([about('Globex')]))
    await house.land(vendor, { name: 'Vendor of CompanyEnrich' })
    expect((await staged())[0]).toMatchObject({ origin: 'Vendor of CompanyEnrich' })
  })
})

describe('a statement', () => {
  it('of 1,000 payloads stages as one by one, in as many statements as one of 100', async () => {
    const bodies = Array.from({ length: 1000 }, (_, n) =>
      body(
        [0, 1, 2].map((k) => about(`C${k}`, { url: at(`${(n * 7 + k) % 900}`, 'shared.example') })),
        { batch_id: n % 3 ? null : `b${n}`, origin_company_name: n % 2 ? `V ${n % 50}` : null },
        `v${n % 50}.example`
      )
    )
    await countStatements(house.sql)
    const bulk = await statementsIn(house.sql, () => land(...bodies))
    const found = await staged()
    expect(found).toHaveLength(900)
    await forgetCustomers(house.sql)
    await house.sql`truncate raw.claygent_customers_structured_raw, ops.documents`
    expect(await statementsIn(house.sql, () => land(...bodies.slice(0, 100)))).toBe(bulk)
    await forgetCustomers(house.sql)
    await house.sql`truncate raw.claygent_customers_structured_raw, ops.documents`
    for (const one of bodies) await land(one)
    const oneByOne = await staged()
    const plain = (rows: Row[]) =>
      rows.map(({ url, domain, customer, batch }) => [url, domain, customer, batch])
    expect(plain(oneByOne)).toEqual(plain(found))
  })

  it('beside others of the same URLs leaves one row each', async () => {
    const some = (n: number) =>
      Array.from({ length: 20 }, (_, k) => about(`C${k}`, { url: at(`${(n + k * 3) % 25}`) }))
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => land(body(some(n), {}, `v${n % 2}.example`)))
    )
    expect(new Set(await urls()).size).toBe((await urls()).length)
    expect(await house.rows('select * from ops.failures')).toEqual([])
  })
})
