import { beforeEach, describe, expect, it } from 'vitest'
import { contentOf, rowsWritten, versionsOf } from '../support/content.ts'
import {
  employ,
  enrich,
  find,
  matchesOf,
  mention,
  mentionIn,
  page,
  sources,
  uncarried,
  unsettled,
} from '../support/customer-names.ts'
import { countStatements, statementsIn } from '../support/statements.ts'
import { type Row, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const origin = 'vendor.example'
const name = 'Brelmoth'

const match = async (customer = name) => (await matchesOf(house))[`${origin}: ${customer}`]
const customer = (): Promise<Row | undefined> =>
  house.row(`select customer_domain, customer_domain_source from core.company_customers
    where origin_company_domain = '${origin}' and customer_name_key = 'brelmoth'`)
const resolved = (domain: string) => ({
  customer_domain: domain,
  customer_domain_source: 'name-match',
})
const unresolved = { customer_domain: null, customer_domain_source: null }

async function expectSettled(): Promise<void> {
  expect(await house.rows('select source, message from ops.failures')).toEqual([])
  expect(await unsettled(house)).toEqual([])
  expect(await uncarried(house)).toEqual([])
}

beforeEach(async () => {
  const tables = Object.keys(await contentOf(house.sql)).join(', ')
  await house.sql.unsafe(`truncate ${tables}, ops.documents, ops.failures, ops.entities,
    raw.companyenrich_payloads, raw.company_discovery_payloads, raw.person_payloads,
    raw.claygent_customers_structured_raw, raw.claygent_customers_v2_raw,
    raw.claygent_customers_raw, raw.company_customer_claygent_payloads,
    raw.manual_company_customers`)
})

describe('a name that waits', () => {
  const methods = { enrich: 'core', find: 'discovery', employ: 'core' }

  it.each(Object.entries(sources))(
    'matches at once when the company comes: %s',
    async (by, land) => {
      await mention(house, { origin, names: [name, 'Brelmoth GmbH', 'Quorvane'] })
      expect(await match()).toEqual([])
      await land(house, { domain: 'b.example', name: 'BRELMOTH', page: page('b') })
      const table = methods[by as keyof typeof methods]
      expect(await matchesOf(house)).toEqual({
        [`${origin}: Brelmoth`]: ['b.example', `${table}-exact`, page('b')],
        [`${origin}: Brelmoth GmbH`]: ['b.example', `${table}-suffix`, page('b')],
        [`${origin}: Quorvane`]: [],
      })
      expect(await customer()).toEqual(resolved('b.example'))
      await expectSettled()
    }
  )

  it.each(Object.entries(sources))('matches when several come together: %s', async (_, land) => {
    await mention(house, { origin, names: [name, 'Quorvane'] })
    await land(
      house,
      { domain: 'q.example', name: 'Quorvane' },
      { domain: 'x.example', name: 'Somebody Else' },
      { domain: 'b.example', name }
    )
    expect((await match())?.[0]).toBe('b.example')
    expect((await match('Quorvane'))?.[0]).toBe('q.example')
    await expectSettled()
  })

  it.each(Object.entries(sources))('no longer matches once two have it: %s', async (_, land) => {
    await mention(house, { origin, names: [name] })
    await land(house, { domain: 'b.example', name })
    expect(await customer()).toEqual(resolved('b.example'))
    await land(house, { domain: 'twin.example', name })
    expect(await match()).toEqual([])
    expect(await customer()).toEqual(unresolved)
    await expectSettled()
  })

  it.each(Object.entries(sources))('never matches two that come together: %s', async (_, land) => {
    await mention(house, { origin, names: [name] })
    await land(house, { domain: 'b.example', name }, { domain: 'twin.example', name })
    expect(await match()).toEqual([])
    await expectSettled()
  })

  it('matches an equal name that is written otherwise, as a form or as a word', async () => {
    await mention(house, { origin, names: ['Brel Spa', 'Quor S.p.A.'] })
    await enrich(house, { domain: 'b.example', name: 'Brel S.p.A.' })
    await find(house, { domain: 'q.example', name: 'Quor Spa' })
    expect(await match('Brel Spa')).toEqual(['b.example', 'core-exact'])
    expect(await match('Quor S.p.A.')).toEqual(['q.example', 'discovery-exact'])
    await expectSettled()
  })

  it('never matches its origin', async () => {
    await mention(house, { origin, names: [name] }, { origin: 'other.example', names: [name] })
    await enrich(house, { domain: origin, name })
    expect(await matchesOf(house)).toEqual({
      'other.example: Brelmoth': [origin, 'core-exact'],
      'vendor.example: Brelmoth': [],
    })
    await expectSettled()
  })

  it('matches in every table of mentions, and in core as far as these count there', async () => {
    const bodies: [string, Row][] = [
      ['claygent_customers_v2_raw', { claygent_output: { customers: [{ companyName: name }] } }],
      ['claygent_customers_raw', { claygent_output: { result: name } }],
      [
        'company_customer_claygent_payloads',
        { raw_payload: { customers: [{ companyName: name }] } },
      ],
      ['manual_company_customers', { company_customer_name: name }],
    ]
    for (const [table, body] of bodies) {
      await house.sql`insert into raw.${house.sql(table)} (payload)
        values (${JSON.stringify({ origin_company_domain: origin, ...body })}::text::jsonb)`
    }
    await mention(house, { origin, names: [name] }, { origin, names: [name, 'Other'] })
    await enrich(house, { domain: 'b.example', name, page: page('b') })
    const rows = await house.rows(`select source, matched_domain, matched_linkedin_url
      from extracted.customer_mentions where customer_name_key = 'brelmoth' order by source`)
    const expected = { matched_domain: 'b.example', matched_linkedin_url: page('b') }
    expect(rows).toEqual(
      [
        'claygent',
        'claygent_all_customers',
        ...['claygent_structured', 'claygent_structured', 'claygent_v2', 'manual'],
      ].map((source) => ({ source, ...expected }))
    )
    expect(
      await house.rows(`select domain_match_source as m, company_customer_domain as d
        from extracted.company_customer_claygent
        union all select match_method, matched_domain from extracted.claygent_customers
        union all select match_method, matched_domain from extracted.claygent_customers_v2`)
    ).toEqual(Array(3).fill({ m: 'core-exact', d: 'b.example' }))
    expect(await customer()).toEqual(resolved('b.example'))
    await expectSettled()
  })

  it('is matched when it comes after the company, and looked up again when it comes again', async () => {
    await find(house, { domain: 'b.example', name })
    await mention(house, { origin, names: [name] })
    expect(await match()).toEqual(['b.example', 'discovery-exact'])
    // As if another transaction had not seen it.
    await house.sql`update extracted.customer_names
      set matched_domain = null, match_method = null, matched_at = null`
    await mention(house, { origin, names: [name, 'Other'] })
    expect(await match()).toEqual(['b.example', 'discovery-exact'])
    await expectSettled()
  })
})

describe('a company', () => {
  beforeEach(() => mention(house, { origin, names: [name, 'Quorvane'] }))

  it('that was found gives its names back when it is found under another one', async () => {
    await find(house, { domain: 'b.example', name })
    await find(house, { domain: 'twin.example', name })
    expect(await match()).toEqual([])
    await find(house, { domain: 'b.example', name: 'Quorvane' })
    expect(await match()).toEqual(['twin.example', 'discovery-exact'])
    expect(await match('Quorvane')).toEqual(['b.example', 'discovery-exact'])
    await find(house, { domain: 'twin.example', name: 'Nobody' })
    expect(await match()).toEqual([])
    expect(await customer()).toEqual(unresolved)
    await expectSettled()
  })

  it('of core takes a name over from what was found', async () => {
    await find(house, { domain: 'found.example', name })
    await enrich(house, { domain: 'b.example', name: 'Brelmoth' })
    expect(await match()).toEqual(['b.example', 'core-exact'])
    expect(await customer()).toEqual(resolved('b.example'))
    await expectSettled()
  })

  it('gives its page later on, from either table', async () => {
    await enrich(house, { domain: 'b.example', name })
    await find(house, { domain: 'q.example', name: 'Quorvane' })
    await find(house, { domain: 'b.example', page: page('found') })
    await employ(house, { domain: 'q.example', name: 'Quite Another', page: page('q') })
    expect(await match()).toEqual(['b.example', 'core-exact', page('found')])
    expect(await match('Quorvane')).toEqual(['q.example', 'discovery-exact', page('q')])
    await enrich(house, { domain: 'b.example', page: page('own') })
    expect(await match()).toEqual(['b.example', 'core-exact', page('own')])
    await expectSettled()
  })

  it('gets its name later on', async () => {
    await enrich(house, { domain: 'b.example' })
    expect(await match()).toEqual([])
    await enrich(house, { domain: 'b.example', name })
    expect(await match()).toEqual(['b.example', 'core-exact'])
    await expectSettled()
  })

  it('whose first document is taken late has the name of that one', async () => {
    await house.sql`alter table core.companies
      add constraint no_poison check (name <> 'Quorvane')`
    await enrich(house, { domain: 'b.example', name: 'Quorvane' })
    await enrich(house, { domain: 'b.example', name })
    expect(await match()).toEqual(['b.example', 'core-exact'])
    await house.sql`alter table core.companies drop constraint no_poison`
    await house.sql`call ops.replay('companyenrich', p_failures_only => true)`
    expect(await match()).toEqual([])
    expect(await match('Quorvane')).toEqual(['b.example', 'core-exact'])
    await house.sql`delete from ops.failures`
    await expectSettled()
  })

  it.each([
    ['companyenrich', 'companyenrich_payloads', enrich],
    ['company_discovery', 'company_discovery_payloads', find],
  ] as const)('of %s without documents takes its matches along', async (source, table, land) => {
    await land(house, { domain: 'b.example', name }, { domain: 'twin.example', name })
    await house.sql`update raw.${house.sql(table)} set domain = 'localhost'
      where domain = 'twin.example'`
    await house.sql`call ops.rebuild(${source})`
    expect((await match())?.[0]).toBe('b.example')
    await house.sql`update raw.${house.sql(table)} set domain = 'localhost'
      where domain = 'b.example'`
    await house.sql`call ops.rebuild(${source})`
    expect(await match()).toEqual([])
    await house.sql`delete from ops.failures`
    await expectSettled()
  })

  it('whose row goes with a source that did not name it comes back with the one that did', async () => {
    await enrich(house, { domain: 'b.example' })
    await employ(house, { domain: 'b.example', name })
    expect(await match()).toEqual(['b.example', 'core-exact'])
    await house.sql`update raw.companyenrich_payloads set domain = 'localhost'`
    await house.sql`call ops.rebuild('companyenrich')`
    expect(await match()).toEqual([])
    await house.sql`call ops.rebuild('person_profile')`
    expect(await match()).toEqual(['b.example', 'core-exact'])
    await house.sql`delete from ops.failures`
    await expectSettled()
  })

  it('that says nothing new leaves every name alone', async () => {
    await enrich(house, { domain: 'b.example', name, page: page('b') })
    await find(house, { domain: 'b.example', name, page: page('b') })
    await house.sql`update extracted.customer_names set matched_linkedin_url = null`
    const before = await versionsOf(house.sql)
    await enrich(house, { domain: 'b.example', name: 'Newer', page: page('newer') })
    await find(house, { domain: 'b.example', name })
    await employ(house, { domain: 'b.example', name })
    const written = rowsWritten(before, await versionsOf(house.sql))
    expect(Object.keys(written).filter((table) => table.includes('customer'))).toEqual([])
  })

  it('that a poisoned payload is about matches nothing, and its neighbours do', async () => {
    await house.sql`alter table core.company_names
      add constraint no_poison check (raw_name <> 'Quorvane')`
    await enrich(house, { domain: 'q.example', name: 'Quorvane' }, { domain: 'b.example', name })
    await house.sql`alter table core.company_names drop constraint no_poison`
    expect(await match()).toEqual(['b.example', 'core-exact'])
    expect(await match('Quorvane')).toEqual([])
    await house.sql`call ops.replay('companyenrich', p_failures_only => true)`
    expect(await match('Quorvane')).toEqual(['q.example', 'core-exact'])
    await house.sql`delete from ops.failures`
    await expectSettled()
  })
})

describe('a statement of 1,000 companies', () => {
  it('for which 1,000 names wait takes as many statements as one of two', async () => {
    await countStatements(house.sql)
    const spent = async (prefix: string, size: number, land: typeof enrich) => {
      const numbers = Array.from({ length: size }, (_, number) => number)
      await mentionIn(
        house.sql,
        'claygent_customers_structured_raw',
        numbers.map((n) => ({ origin: `o-${n % 50}.example`, names: [`${prefix} ${n} Ltd`] }))
      )
      const companies = numbers.map((n) => ({
        domain: `${prefix}-${n}.example`,
        name: `${prefix} ${n}`,
      }))
      const statements = await statementsIn(house.sql, () => land(house, ...companies))
      expect(
        await house.row(`select count(*)::integer as n from extracted.customer_names
          where matched_domain like '${prefix}-%' and matched_linkedin_url is null`)
      ).toEqual({ n: size })
      return statements
    }
    for (const [by, land] of Object.entries(sources)) {
      const two = await spent(`two${by}`, 2, land)
      expect(await spent(`many${by}`, 1000, land)).toBe(two)
    }
    await expectSettled()
  })
})
