import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Claim,
  claim,
  customersOf,
  fold,
  forgetCustomers,
  type Mention,
  mention,
  vendor,
} from '../../support/company-customers.ts'
import { contentOf, rowsWritten, versionsOf } from '../../support/content.ts'
import { countStatements, statementsIn } from '../../support/statements.ts'
import { useWarehouse } from '../../support/warehouse.ts'
import { random } from '../reference/urls.ts'

const house = useWarehouse()
const say = (...mentions: Mention[]) => mention(house.sql, ...mentions)
const foldAll = (...names: string[]) => fold(house.sql, names)
const one = async () => (await customersOf(house))[0]
const nothing = { inserted: 0, updated: 0, deleted: 0 }

beforeEach(() => forgetCustomers(house.sql))

describe('a mention', () => {
  it('makes a row, and the same again changes none', async () => {
    await say({ name: 'Globex Inc.', landing: 1, url: 'https://vendor.example/c/globex' })
    expect(await foldAll('Globex Inc.')).toEqual({ ...nothing, inserted: 1 })
    expect(await one()).toEqual({
      customer_name: 'Globex Inc.',
      origin_company_name: null,
      customer_domain: null,
      domain_source: null,
      case_study_url: 'https://vendor.example/c/globex',
      has_case_study: null,
      source: 'claygent_structured',
    })
    const before = await versionsOf(house.sql)
    expect(await foldAll('Globex Inc.', 'GLOBEX INC')).toEqual(nothing)
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('with the home page of the vendor has no case study, so that it may be an orphan', async () => {
    await say(
      { name: 'Globex', landing: 1, url: 'https://vendor.example' },
      { name: 'Initech', landing: 2, url: 'https://vendor.example/?ref=home' }
    )
    await foldAll('Globex', 'Initech')
    expect((await customersOf(house)).map((row) => row.case_study_url)).toEqual([null, null])
    expect(await house.rows('select customer_name from ops.orphan_customers order by 1')).toEqual([
      { customer_name: 'Globex' },
      { customer_name: 'Initech' },
    ])
  })

  it('null, empty and unknown keys do nothing', async () => {
    await say({ name: 'Globex', landing: 1 })
    for (const keys of [
      'null',
      "'{}'",
      'array[row(null, null)::core.company_customer_key]',
      `array[row('${vendor}', null)::core.company_customer_key]`,
      `array[row('${vendor}', 'x''; drop table core.company_customers')
        ::core.company_customer_key]`,
    ]) {
      expect(
        await house.rows(`select r.* from core.coalesce_company_customers(${keys}) as r`)
      ).toEqual([nothing])
    }
    expect(await customersOf(house)).toEqual([])
  })

  it('of any age: the first names the customer, the newest value that is not null wins', async () => {
    const mentions: Mention[] = [
      { name: 'GLOBEX', landing: 2, originName: 'Vendor', url: 'https://vendor.example/c/2' },
      { name: 'Globex.', landing: 1, originName: 'Old', url: 'https://vendor.example/c/1' },
      { name: 'globex', landing: 3, has: true, at: '2026-02-01T00:00:00Z' },
      { name: 'globex', landing: 4, has: false, at: '2020-01-01T00:00:00Z', originName: 'Past' },
    ]
    const expected = {
      customer_name: 'Globex.',
      origin_company_name: 'Vendor',
      customer_domain: null,
      domain_source: null,
      case_study_url: 'https://vendor.example/c/2',
      has_case_study: true,
      source: 'claygent_structured',
    }
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
    ]) {
      await forgetCustomers(house.sql)
      for (const at of order) {
        await say(mentions[at] as Mention)
        await foldAll('globex')
      }
      expect(await one()).toEqual(expected)
      expect(
        await house.row(`select source_id::text, landing_no from core.company_customers`)
      ).toEqual({
        source_id: (await house.row(`select md5('3 globex')::uuid::text as id`))?.id,
        landing_no: '1',
      })
    }
  })

  it('says that there is a case study, denies it, or says nothing', async () => {
    const cases: [(boolean | null)[], boolean | null][] = [
      [[null], null],
      [[false], false],
      [[true], true],
      [[null, null], null],
      [[null, false], false],
      [[false, null], false],
      [[true, false], true],
      [[false, true], true],
      [[true, null], true],
      [[null, true], true],
    ]
    for (const [at, [values]] of cases.entries()) {
      for (const [place, has] of values.entries()) {
        await say({ name: `case ${at}`, landing: 2 * at + place, has })
        await foldAll(`case ${at}`)
      }
    }
    const found = await house.rows(
      `select customer_name, has_case_study from core.company_customers`
    )
    expect(Object.fromEntries(found.map((row) => [row.customer_name, row.has_case_study]))).toEqual(
      Object.fromEntries(cases.map(([, expected], at) => [`case ${at}`, expected]))
    )
  })

  it('that is gone takes its values with it, and the last one the row', async () => {
    await say(
      { name: 'Globex', landing: 1, originName: 'Vendor' },
      { name: 'Globex', landing: 2, originName: 'Other', matched: 'globex.example' }
    )
    await foldAll('Globex')
    expect(await one()).toMatchObject({ customer_domain: 'globex.example' })
    await house.sql`delete from extracted.claygent_customers_structured where landing_no = 2`
    expect(await foldAll('Globex')).toEqual({ ...nothing, updated: 1 })
    expect(await one()).toMatchObject({ origin_company_name: 'Vendor', customer_domain: null })
    await house.sql`delete from extracted.claygent_customers_structured`
    expect(await foldAll('Globex')).toEqual({ ...nothing, deleted: 1 })
    expect(await customersOf(house)).toEqual([])
  })

  it('of a source that is not live waits for its consolidation', async () => {
    const sources = ['claygent_v2', 'claygent', 'claygent_all_customers'] as const
    for (const [at, source] of sources.entries()) {
      await say({ name: source, source, landing: at + 1, matched: 'x.example' })
    }
    await say({ name: 'Entered', source: 'manual', landing: 9 })
    expect(await foldAll(...sources, 'Entered')).toEqual({ ...nothing, inserted: 1 })
    // What lands after a consolidation waits for the next one.
    await say({ name: 'claygent_v2', source: 'claygent_v2', landing: 20, originName: 'Later' })
    await house.sql`insert into core.company_customer_consolidations
        (origin_company_domain, customer_name_key, source, landing_no, domain_landing_no)
      values (${vendor}, 'claygent_v2', 'claygent_v2', 1, null),
        (${vendor}, 'claygent', 'claygent', 1, null),
        (${vendor}, 'claygent_all_customers', 'claygent_all_customers', 3, null)`
    await foldAll(...sources)
    const found = (await customersOf(house)).map((row) => [
      row.customer_name,
      row.source,
      row.origin_company_name,
    ])
    expect(found).toEqual([
      ['claygent_all_customers', 'claygent_all_customers', null],
      ['claygent_v2', 'claygent_v2', null],
      ['Entered', 'manual', null],
    ])
  })

  it('that was consolidated for its domain only gives nothing else', async () => {
    const url = 'https://vendor.example/c/globex'
    await say(
      { name: 'Globex', landing: 1 },
      { name: 'Globex', source: 'claygent', landing: 2, url, matched: 'globex.example' }
    )
    await house.sql`insert into core.company_customer_consolidations
        (origin_company_domain, customer_name_key, source, landing_no, domain_landing_no)
      values (${vendor}, 'globex', 'claygent', null, 2)`
    await foldAll('Globex')
    expect(await one()).toMatchObject({
      customer_domain: 'globex.example',
      domain_source: 'name-match',
      case_study_url: null,
      source: 'claygent_structured',
    })
  })
})

describe('many mentions and claims', () => {
  const next = random(71)
  const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T
  const names = ['Globex', 'GLOBEX.', 'globex', 'Initech', 'initech ', 'Vendor']
  const origins = ['a.example', 'b.example', vendor]
  const url = (origin: string) => `https://${origin}/customers/${pick(['x', 'y', 'z'])}`

  type Fact = Readonly<{ mention?: Mention; claim?: Claim }>

  function fact(landing: number): Fact {
    const [origin, name] = [pick(origins), pick(names)]
    const base = { origin, name, landing }
    if (next() < 0.6) {
      const mention = {
        ...base,
        source: pick(['claygent_structured', 'claygent_structured', 'claygent_v2'] as const),
        at: new Date(Date.UTC(2026, 0, 1 + Math.floor(next() * 9))).toISOString(),
        originName: pick([null, 'Vendor', 'Other']),
        url: pick([null, url(origin)]),
        has: pick([null, true, false]),
        matched: pick([null, null, 'm1.example', 'm2.example']),
      }
      return { mention }
    }
    const evidence = pick(['case_study_details', 'orphan'] as const)
    return {
      claim: {
        ...base,
        evidence,
        domain: pick(['d1.example', 'd2.example']),
        url: `${url(origin)}/${evidence === 'orphan' ? 0 : landing}`,
      },
    }
  }

  const write = async (one: Fact) => {
    if (one.mention) await say(one.mention)
    if (one.claim) await claim(house.sql, one.claim)
  }
  const keysOf = (facts: readonly Fact[], origin: string) =>
    facts
      .map((one) => one.mention ?? one.claim)
      .filter((one) => one?.origin === origin)
      .map((one) => one?.name ?? '')

  it('leave the same in any order, folded one by one, all at once and again', async () => {
    const facts = Array.from({ length: 120 }, (_, at) => fact(at + 1))
    const contents: unknown[] = []
    const orders = [facts, facts.toReversed(), facts.toSorted(() => next() - 0.5)]
    for (const [at, order] of [...orders, facts].entries()) {
      await forgetCustomers(house.sql)
      await house.sql`insert into core.company_customer_consolidations
          (origin_company_domain, customer_name_key, source, landing_no)
        values ('a.example', 'globex', 'claygent_v2', 60)`
      for (const one of order) {
        await write(one)
        const { origin = vendor, name = '' } = one.mention ?? one.claim ?? {}
        if (at < 3) await fold(house.sql, [name], origin)
      }
      for (const origin of origins) await fold(house.sql, keysOf(facts, origin), origin)
      contents.push((await contentOf(house.sql))['core.company_customers'])
    }
    expect((contents[0] as string[]).length).toBeGreaterThan(6)
    for (const content of contents.slice(1)) expect(content).toEqual(contents[0])
  })

  it('of one vendor folded by two at once leave one row each', async () => {
    const all = Array.from({ length: 40 }, (_, at) => `Customer ${at}`)
    await say(...all.map((name, at) => ({ name, landing: at + 1, has: true })))
    await Promise.all(
      [all, all.toReversed(), all.slice(10)].map((some) =>
        house.sql.begin(async (sql) => {
          await sql`select ops.lock_entities('company', array[${vendor}])`
          await fold(sql as never, some)
        })
      )
    )
    expect(await customersOf(house)).toHaveLength(40)
  })

  it('of 1,000 customers take as many statements as those of one', async () => {
    await say(
      ...Array.from({ length: 1000 }, (_, at) => ({
        origin: `v${at % 300}.example`,
        name: `Customer ${at}`,
        landing: at + 1,
        url: at % 2 ? `https://v${at % 300}.example/customers/${at}` : null,
      }))
    )
    await countStatements(house.sql)
    const foldSome = (condition: string) => async () => {
      await house.sql.unsafe(`select core.coalesce_company_customers(array(
        select row(m.origin_company_domain, m.customer_name_key)::core.company_customer_key
        from extracted.claygent_customers_structured as m where ${condition}))`)
    }
    const forOne = await statementsIn(house.sql, foldSome('landing_no = 1'))
    expect(await statementsIn(house.sql, foldSome('true'))).toBe(forOne)
    expect(await house.row('select count(*)::integer as n from core.company_customers')).toEqual({
      n: 1000,
    })
    await house.sql`truncate extracted.claygent_customers_structured`
    const [gone] = await house.sql`select r.* from core.coalesce_company_customers(array(
      select row(c.origin_company_domain, c.customer_name_key)::core.company_customer_key
      from core.company_customers as c)) as r`
    expect(gone).toEqual({ ...nothing, deleted: 1000 })
  })
})
