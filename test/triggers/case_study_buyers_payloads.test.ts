import { describe, expect, it } from 'vitest'
import { buyersOf, extractionOf, landCaseStudies, pipelinesOf } from '../support/case-studies.ts'
import { rowsWritten, versionsOf } from '../support/content.ts'
import { countStatements, statementsIn } from '../support/statements.ts'
import { failure, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const { extract, buyers, champions } = pipelinesOf(house)
const land = (...payloads: unknown[]) =>
  landCaseStudies(
    house,
    'case_study_buyers',
    payloads.map((payload) => ({ payload }))
  )

const url = (name: string) => `https://vendor.example/${name}`
const page = (key: string) =>
  house.row(`select * from extracted.case_study_buyer_pages where case_study_key = '${key}'`)
const people = (key: string) =>
  house.rows(`select origin_company_domain, case_study_url, customer_company_name,
      customer_company_domain, buyer_full_name, buyer_job_title
    from extracted.case_study_buyers where case_study_key = '${key}'
    order by buyer_full_name_key`)
const open = async () =>
  (
    await house.rows(`select f.sqlstate, f.message from ops.failures as f
      inner join raw.case_study_buyers_payloads as p on p.id = f.raw_id
      where f.resolved_at is null order by p.landing_no`)
  ).map((failure) => [failure.sqlstate, failure.message])

describe('a statement', () => {
  it('without rows does nothing', async () => {
    await land()
    expect(await house.rows('select * from ops.entities')).toEqual([])
  })

  it('of an analyst needs the payload only', async () => {
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      await analyst`insert into raw.case_study_buyers_payloads (payload)
        values (${JSON.stringify(buyersOf(url('one'), ['Jo Doe']))}::text::jsonb)`
      await analyst`insert into raw.case_study_buyers_payloads
          (case_study_url, origin_company_domain, customer_company_name, payload)
        values (${`${url('two')}#x`}, 'Vendor.example.', 'Acme', '{"people": ["Al Bee"]}')`
    } finally {
      await analyst`reset role`
      analyst.release()
    }
    expect(await champions('vendor.example', 'full_name, case_study_url, company_name')).toEqual([
      { full_name: 'Al Bee', case_study_url: url('two'), company_name: 'Acme' },
      { full_name: 'Jo Doe', case_study_url: url('one'), company_name: 'Acme' },
    ])
  })

  it('sorts out what cannot be used, each with its reason, and takes the others', async () => {
    const good = buyersOf(url('good'), ['Jo Doe'])
    await land(
      { ...good, origin_company_domain: null },
      { ...good, origin_company_domain: '192.0.2.7' },
      { ...good, origin_company_domain: 'bit.ly' },
      [],
      { ...good, people: ['Nobody'], success: 'false' },
      good
    )
    expect(await open()).toEqual([
      ['WH101', 'the origin_company_domain is missing or blank'],
      ['WH102', 'the origin_company_domain cannot be normalised'],
      ['WH103', 'the origin_company_domain is a shared host, not a company'],
      ['WH101', 'the origin_company_domain is missing or blank'],
    ])
    expect(await people(url('good'))).toMatchObject([{ buyer_full_name: 'Jo Doe' }])
    await house.sql`delete from ops.failures`
  })

  it('of 1,000 with poisoned ones quarantines those alone, until they are replayed', async () => {
    await house.sql`alter table extracted.case_study_buyers
      add constraint no_poison check (buyer_job_title <> 'poison')`
    const poisoned = [0, 500, 501, 999]
    await land(
      ...Array.from({ length: 1000 }, (_, number) =>
        buyersOf(
          number % 4 === 0 ? null : url(`set-${number}`),
          [{ fullName: 'Jo Doe', jobTitle: poisoned.includes(number) ? 'poison' : 'good' }],
          {
            origin_company_domain: `set-${number % 7}.example`,
            customer_company_name: `Customer ${number}`,
          }
        )
      )
    )
    expect((await open()).map(([code]) => code)).toEqual(['23514', '23514', '23514', '23514'])
    const count = `select count(*)::integer as n from extracted.case_study_buyers
      where origin_company_domain like 'set-%'`
    expect(await house.row(count)).toEqual({ n: 996 })
    await house.sql`alter table extracted.case_study_buyers drop constraint no_poison`
    await house.sql`call ops.replay('case_study_buyers', p_failures_only => true)`
    expect(await open()).toEqual([])
    expect(await house.row(count)).toEqual({ n: 1000 })
  })

  it('of 1,000 takes as many statements as one of two', async () => {
    await countStatements(house.sql)
    const spent = (prefix: string, size: number, names: string[]) =>
      statementsIn(house.sql, () =>
        land(
          ...Array.from({ length: size }, (_, number) =>
            buyersOf(url(`${prefix}-${number}`), names)
          )
        )
      )
    const two = await spent('two', 2, ['Jo Doe'])
    expect(two).toBeGreaterThan(5)
    expect(await spent('many', 1000, ['Jo Doe', 'Al Bee', 'Cy Dee'])).toBe(two)
    expect(await spent('many', 1000, ['Al Bee'])).toBe(await spent('two', 2, ['Al Bee']))
  })
})

describe('a document', () => {
  it('is read in either order of names, and in every form of its list', async () => {
    const read = async (more: object) => {
      const { customer_company_name: _, ...base } = buyersOf(url('form'), [])
      await buyers({ ...base, ...more })
      return people(url('form'))
    }
    const found = (buyer_full_name: string, buyer_job_title: string | null = null) => ({
      origin_company_domain: 'vendor.example',
      case_study_url: url('form'),
      customer_company_name: 'Form',
      customer_company_domain: 'form.example',
      buyer_full_name,
      buyer_job_title,
    })
    expect(
      await read({
        company_customer_name: 'Form',
        company_customer_domain: 'https://www.form.example',
        people: [
          { full_name: '  Al \n Bee ', job_title: '' },
          { fullName: 'AL BEE', jobTitle: 'CFO' },
        ],
      })
    ).toEqual([found('Al Bee', 'CFO')])
    expect(await read({ people: '[{"fullName": "Cy Dee", "jobTitle": "n/a"}, "Ed Eff"]' })).toEqual(
      [found('Cy Dee'), found('Ed Eff')]
    )
    expect(await read({ people: [{}, null, 7, [], '', '--', 'n/a', 'Unknown'] })).toEqual([])
    await read({ people: ['Gi Aitch'] })
    // What is no list says nothing; left out, it is an empty one.
    expect(await read({ people: 'nobody' })).toEqual([found('Gi Aitch')])
    expect(await read({ people: null })).toEqual([])
    expect(await page(url('form'))).toMatchObject({ customer_company_domain: 'form.example' })
  })

  it('without a case study is that of its customer', async () => {
    const of = (customer: string | null, ...names: string[]) =>
      buyersOf(null, names, {
        origin_company_domain: 'bare.example',
        customer_company_name: customer,
      })
    await buyers(of('Acme', 'Jo Doe', 'Al Bee'), of('Globex', 'Cy Dee'), of(null, 'Ed Eff'))
    await buyers(of('ACME.', 'Jo Doe'))
    const names = async (key: string) => (await people(key)).map((row) => row.buyer_full_name)
    expect(await names('bare.example acme')).toEqual(['Jo Doe'])
    expect(await names('bare.example globex')).toEqual(['Cy Dee'])
    expect(await names('bare.example ')).toEqual(['Ed Eff'])
    expect(await champions('bare.example', 'full_name, case_study_url')).toEqual([
      { full_name: 'Cy Dee', case_study_url: null },
      { full_name: 'Ed Eff', case_study_url: null },
      { full_name: 'Jo Doe', case_study_url: null },
    ])
  })

  it('that repeats what stands writes nothing, replayed or not', async () => {
    const one = buyersOf(url('repeated'), [{ fullName: 'Jo Doe', jobTitle: 'CFO' }])
    await buyers(one)
    const before = await versionsOf(house.sql)
    await buyers(one)
    await house.sql`call ops.replay('case_study_buyers')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('that comes late gives only what no newer one gives', async () => {
    await landCaseStudies(house, 'case_study_buyers', [
      {
        payload: buyersOf(url('repeated'), ['Late Person', 'Jo Doe'], {
          customer_company_name: 'Other',
          customer_company_domain: 'other.example',
        }),
        receivedAt: '2020-01-01T00:00:00Z',
      },
    ])
    expect(await people(url('repeated'))).toMatchObject([
      { buyer_full_name: 'Jo Doe', buyer_job_title: 'CFO', customer_company_domain: null },
    ])
  })

  it('with null in it keeps what stands, about another customer begins anew', async () => {
    const of = (customer: string | null, domain: string | null) =>
      buyersOf(url('null'), [], {
        customer_company_name: customer,
        customer_company_domain: domain,
      })
    await buyers(of('Acme', 'acme.example'), of(null, null))
    expect(await page(url('null'))).toMatchObject({
      customer_company_name: 'Acme',
      customer_company_domain: 'acme.example',
    })
    await buyers(of(null, 'acme.test.example'), of('Globex', null))
    expect(await page(url('null'))).toMatchObject({
      customer_company_name: 'Globex',
      customer_company_domain: null,
    })
    const before = await versionsOf(house.sql)
    await house.sql`call ops.rebuild('case_study_buyers')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })
})

describe('rows that were copied in by hand', () => {
  it.each([
    ['vendor.example', url('x'), url('y')],
    ['vendor.example', 'acme', null],
    ['vendor.example', 'other.example acme', null],
    ['www.Vendor.example', 'www.Vendor.example acme', null],
    ['vendor.example', `${url('x')}/`, `${url('x')}/`],
  ])('are refused with the key %s, %s of %s', async (origin, key, page) => {
    const insert = house.sql`insert into extracted.case_study_buyers (origin_company_domain,
        buyer_full_name_key, case_study_key, case_study_url, buyer_full_name)
      values (${origin}, 'jo doe', ${key}, ${page}, 'Jo Doe')`
    expect(await failure(insert)).toMatchObject({ code: '23514' })
  })

  it('give way to the first document of their case study, whoever their vendor was', async () => {
    await house.sql`insert into extracted.case_study_buyers (origin_company_domain,
        buyer_full_name_key, case_study_key, case_study_url, buyer_full_name)
      values ('former.example', 'old one', ${url('legacy')}, ${url('legacy')}, 'Old One')`
    await house.sql`call ops.promote_case_study_people(p_dry_run => false)`
    expect(await champions('former.example', 'full_name, landing_no::integer')).toEqual([
      { full_name: 'Old One', landing_no: 0 },
    ])
    await buyers(buyersOf(url('legacy'), ['Jo Doe']))
    expect(await champions('former.example')).toEqual([])
    expect(await people(url('legacy'))).toMatchObject([{ buyer_full_name: 'Jo Doe' }])
    const before = await versionsOf(house.sql)
    await house.sql`call ops.rebuild('case_study_buyers')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })
})

it('a case study that has no document any more is gone, and leaves what others say', async () => {
  const more = { origin_company_domain: 'gone.example' }
  await buyers(buyersOf(url('gone'), ['Jo Doe', 'Al Bee'], more))
  await extract(extractionOf(url('gone'), ['Jo Doe'], more))
  await house.sql`update raw.case_study_buyers_payloads
    set payload = payload || '{"origin_company_domain": "localhost"}'
    where payload ->> 'case_study_url' = ${url('gone')}`
  await house.sql`call ops.rebuild('case_study_buyers')`
  expect(await page(url('gone'))).toBeUndefined()
  expect(await champions('gone.example', 'full_name, sources')).toEqual([
    { full_name: 'Jo Doe', sources: ['case_study_champions'] },
  ])
})
