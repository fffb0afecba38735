import { beforeAll, describe, expect, it } from 'vitest'
import { random } from '../procedures/reference/urls.ts'
import { contentOf, rowsWritten, versionsOf } from '../support/content.ts'
import { landLists } from '../support/customer-landing.ts'
import { countStatements, statementsIn } from '../support/statements.ts'
import { type Row, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const rawTable = 'manual_company_customers'
const land = (...payloads: unknown[]) =>
  landLists(house, { rawTable }, ...payloads.map((payload) => ({ payload })))
const of = (origin: string, customer: string, rest: Row = {}) => ({
  origin_company_domain: origin,
  company_customer_name: customer,
  ...rest,
})
const rows = (origin: string) =>
  house.rows(`select customer_name, customer_domain, case_study_url, has_case_study, source_notes
    from extracted.manual_company_customers where origin_company_domain = '${origin}'
    order by customer_name_key`)
const inCore = (origin: string) =>
  house.rows(`select customer_name, customer_domain, customer_domain_source, source
    from core.company_customers where origin_company_domain = '${origin}'
    order by customer_name_key`)
const open = async () =>
  (
    await house.rows(`select f.sqlstate, f.message from ops.failures as f
      inner join raw.${rawTable} as p on p.id = f.raw_id
      where f.resolved_at is null order by p.landing_no`)
  ).map((failure) => failure.sqlstate)

describe('a statement of manual customers', () => {
  it('without rows does nothing', async () => {
    await land()
    expect(await house.rows('select * from ops.entities')).toEqual([])
  })

  it('takes the customer to core, the origin locked with it', async () => {
    await land(
      of('WWW.One.example', ' Acme  Ltd ', { company_customer_domain: 'http://acme.example/x' })
    )
    expect(await rows('one.example')).toMatchObject([
      { customer_name: 'Acme Ltd', customer_domain: 'acme.example' },
    ])
    expect(await inCore('one.example')).toEqual([
      {
        customer_name: 'Acme Ltd',
        customer_domain: 'acme.example',
        customer_domain_source: 'manual',
        source: 'manual',
      },
    ])
    expect(await house.rows('select kind, key from ops.entities order by kind')).toEqual([
      { kind: 'company', key: 'one.example' },
      { kind: 'customer', key: 'one.example acme ltd' },
    ])
  })

  it('sorts out what cannot be used, each with its reason, and takes the others', async () => {
    await land(
      of('good.example', 'Good'),
      of('', 'A'),
      of('x.example', 'N/A'),
      of('x.example', 'No customers found'),
      { origin_company_domain: 'x.example' },
      of('192.0.2.7', 'A'),
      of('x.example', '---'),
      of('bit.ly', 'A'),
      of('x.example', 'A', { workflow_slug: 'nobody-knows-it' }),
      [1]
    )
    expect(await open()).toEqual([
      'WH101',
      'WH101',
      'WH101',
      'WH101',
      'WH102',
      'WH101',
      'WH103',
      'WH202',
      'WH101',
    ])
    expect(await rows('good.example')).toHaveLength(1)
    expect(await rows('x.example')).toEqual([])
    await house.sql`delete from ops.failures`
  })

  it('of 1,000 with poisoned ones quarantines those alone, until they are replayed', async () => {
    await house.sql`alter table extracted.manual_company_customers
      add constraint no_poison check (source_notes <> 'poison')`
    await land(
      ...Array.from({ length: 1000 }, (_, number) =>
        of(`set-${number % 40}.example`, `Customer ${number}`, {
          source_notes: [0, 500, 501, 999].includes(number) ? 'poison' : 'good',
        })
      )
    )
    expect(await open()).toEqual(['23514', '23514', '23514', '23514'])
    const count = `select count(*)::integer as n from core.company_customers
      where origin_company_domain like 'set-%'`
    expect(await house.row(count)).toEqual({ n: 996 })
    await house.sql`alter table extracted.manual_company_customers drop constraint no_poison`
    await house.sql`call ops.replay('manual_company_customers', p_failures_only => true)`
    expect(await open()).toEqual([])
    expect(await house.row(count)).toEqual({ n: 1000 })
  })

  it('of 1,000 takes as many statements as one of two', async () => {
    await countStatements(house.sql)
    const spent = (prefix: string, size: number) =>
      statementsIn(house.sql, () =>
        land(...Array.from({ length: size }, (_, at) => of(`${prefix}-${at}.example`, `C ${at}`)))
      )
    const two = await spent('two', 2)
    expect(two).toBeGreaterThan(3)
    expect(await spent('many', 1000)).toBe(two)
  })
})

describe('a further document', () => {
  it('replaces what it has, and null replaces nothing; the name keeps its first spelling', async () => {
    const url = 'https://vendor.example/customers/acme'
    await land(
      of('v.example', 'Acme', { case_study_url: `${url}/?utm_source=x`, source_notes: 'A' })
    )
    await land(of('v.example', 'ACME', { has_case_study: 'yes', source_notes: 'B' }))
    await land(
      of('v.example', 'acme.', { case_study_url: 'no url', company_customer_domain: 'bit.ly' })
    )
    expect(await rows('v.example')).toEqual([
      {
        customer_name: 'Acme',
        customer_domain: null,
        case_study_url: url,
        has_case_study: true,
        source_notes: 'B',
      },
    ])
  })

  it('that repeats what stands writes nothing, replayed or not', async () => {
    await land(of('same.example', 'Same'))
    const before = await versionsOf(house.sql)
    await land(of('same.example', 'Same'))
    await house.sql`call ops.replay('manual_company_customers')`
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('of another vendor than before takes along what it said, in core too', async () => {
    await land(of('old.example', 'Stays', { source_notes: 'Kept' }))
    await land(of('old.example', 'Stays', { company_customer_domain: 'stays.example' }))
    await land(of('old.example', 'Moves', { company_customer_domain: 'moves.example' }))
    await house.sql`update raw.manual_company_customers
      set payload = jsonb_set(payload, '{origin_company_domain}', '"new.example"')
      where payload ->> 'origin_company_domain' = 'old.example'
        and payload ? 'company_customer_domain'`
    await house.sql`call ops.replay('manual_company_customers')`
    expect(await rows('old.example')).toMatchObject([
      { customer_name: 'Stays', customer_domain: null, source_notes: 'Kept' },
    ])
    expect(await inCore('old.example')).toMatchObject([
      { customer_name: 'Stays', customer_domain: null },
    ])
    expect(await inCore('new.example')).toMatchObject([
      { customer_name: 'Moves', customer_domain: 'moves.example' },
      { customer_name: 'Stays', customer_domain: 'stays.example' },
    ])
  })
})

describe('the documents of a customer', () => {
  beforeAll(async () => {
    await house.sql`truncate raw.manual_company_customers, extracted.manual_company_customers,
      extracted.customer_names, core.company_customers, ops.documents, ops.failures`
  })

  it('leave the same concurrently as rebuilt, in batches of 1, 7 and 1,000', async () => {
    const next = random(37)
    const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T
    const lists = Array.from({ length: 120 }, () =>
      of(`race-${Math.floor(next() * 3)}.example`, pick(['Acme', 'ACME', 'Beta', 'Gamma Ltd']), {
        company_customer_domain: pick(['a.example', 'b.example', null, 'x', 'race-1.example']),
        has_case_study: pick([true, false, null, {}]),
        case_study_url: pick([null, 'https://x.example/a', 'https://x.example/b']),
      })
    )
    await Promise.all(
      lists.map((one, number) =>
        number % 10 === 0 ? land(...lists.slice(number, number + 10).reverse()) : land(one)
      )
    )
    expect(await house.rows('select * from ops.failures')).toEqual([])
    const landed = await contentOf(house.sql)
    for (const size of [1, 7, 1000]) {
      await house.sql`call ops.rebuild('manual_company_customers', ${size})`
      expect(await contentOf(house.sql)).toEqual(landed)
    }
    await house.sql`delete from extracted.manual_company_customers`
    await house.sql`delete from core.company_customers`
    await house.sql`call ops.rebuild('manual_company_customers', 7)`
    expect(await contentOf(house.sql)).toEqual(landed)
  })
})
