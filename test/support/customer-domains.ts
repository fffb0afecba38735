import { describe, expect, it } from 'vitest'
import { versionsOf } from './content.ts'
import { countStatements, statementsIn } from './statements.ts'
import type { Warehouse } from './warehouse.ts'

/** A source whose request says which domain a customer has. */
export type DomainSource = Readonly<{
  source: string
  rawTable: string
  table: string
  /** The members of a document that name a domain, or none. */
  say(domain: string | null, confidence?: string): Record<string, unknown>
}>

/** A document about a customer; `receivedAt` makes it a late one. */
export type DomainLanding = Readonly<{
  customer?: unknown
  origin?: unknown
  more?: Record<string, unknown>
  receivedAt?: string
}>

/** Lands documents in one statement, in the order of the array. */
export async function landDomains(
  { sql }: Pick<Warehouse, 'sql'>,
  { rawTable }: Pick<DomainSource, 'rawTable'>,
  landings: readonly DomainLanding[]
): Promise<void> {
  const items = landings.map(({ customer, origin, more, receivedAt }) => ({
    payload: { customer_company_name: customer, origin_company_domain: origin, ...more },
    receivedAt,
  }))
  await sql.unsafe(
    `insert into raw.${rawTable} (payload, received_at)
    select l.item -> 'payload',
      coalesce((l.item ->> 'receivedAt')::timestamptz, clock_timestamp())
    from jsonb_array_elements($1::text::jsonb) with ordinality as l (item, place)
    order by l.place`,
    [JSON.stringify(items)]
  )
}

/** The failures that are open, by what was sent. */
export async function openFailures(
  house: Warehouse,
  { rawTable }: DomainSource
): Promise<unknown[]> {
  const rows = await house.rows(`
    select p.payload ->> 'customer_company_name' as customer, f.sqlstate from ops.failures as f
    inner join raw.${rawTable} as p on p.id = f.raw_id
    where f.resolved_at is null order by p.landing_no`)
  return rows.map((row) => [row.customer, row.sqlstate])
}

const origin = 'vendor.example'

/** What both sources do with statements of any size. */
export function describeDomainStatements(house: Warehouse, spec: DomainSource): void {
  const { source, rawTable, table, say } = spec
  const land = (...landings: DomainLanding[]) => landDomains(house, spec, landings)
  const many = (prefix: string, size: number, domain: string) =>
    Array.from({ length: size }, (_, number) => ({
      customer: `${prefix} ${number}`,
      origin: `${prefix}-${number % 20}.example`,
      more: say(domain),
    }))

  describe('a statement', () => {
    it('without rows does nothing', async () => {
      await land()
      expect(await house.rows('select * from ops.entities')).toEqual([])
    })

    it('of an analyst needs the payload only, or the keys beside it', async () => {
      const analyst = await house.sql.reserve()
      const body = JSON.stringify(say('found.example')).slice(1)
      try {
        await analyst`set role pipeline_analyst`
        await analyst.unsafe(`insert into raw.${rawTable} (payload) values
          ('{"customer_company_name": "One", "origin_company_domain": "WWW.A.example", ${body}')`)
        await analyst.unsafe(`insert into raw.${rawTable}
          (customer_company_name, origin_company_domain, payload)
          values (' Two, ', 'https://a.example/x', '{${body}')`)
      } finally {
        await analyst`reset role`
        analyst.release()
      }
      const rows = await house.rows(`select customer_name_key, inferred_domain
        from extracted.${table} where origin_company_domain = 'a.example' order by 1`)
      expect(rows).toEqual([
        { customer_name_key: 'one', inferred_domain: 'found.example' },
        { customer_name_key: 'two', inferred_domain: 'found.example' },
      ])
    })

    it('sorts out what cannot be used, each with its reason, and takes the others', async () => {
      await land(
        { origin },
        { customer: ' n/a ', origin },
        { customer: { name: 'Object' }, origin },
        { customer: '---', origin },
        { customer: 'Local', origin: 'localhost' },
        { customer: 'Short', origin: 'https://bit.ly/3abc' },
        { customer: 'Good', origin: 'good@vendor.example', more: say('good.example') }
      )
      await house.sql.unsafe(`insert into raw.${rawTable}
        (customer_company_name, origin_company_domain, payload)
        values ('Array', '${origin}', '[]'), ('Nothing', '${origin}', null)`)
      expect(await openFailures(house, spec)).toEqual([
        [null, 'WH101'],
        [' n/a ', 'WH101'],
        ['{"name": "Object"}', 'WH101'],
        ['---', 'WH102'],
        ['Local', 'WH102'],
        ['Short', 'WH103'],
        [null, 'WH104'],
        [null, 'WH104'],
      ])
      const rows = await house.rows(`select customer_name_key, inferred_domain
        from extracted.${table} where origin_company_domain = '${origin}'`)
      expect(rows).toEqual([{ customer_name_key: 'good', inferred_domain: 'good.example' }])
      await house.sql`delete from ops.failures`
    })

    it('of 1,000 with poisoned ones quarantines those alone, until they are replayed', async () => {
      await house.sql.unsafe(`alter table extracted.${table}
        add constraint no_poison check (inferred_domain <> 'poison.example')`)
      const poisoned = [0, 500, 501, 999]
      const landings = many('Set', 1000, 'ok.example').map((one, number) =>
        poisoned.includes(number) ? { ...one, more: say('poison.example') } : one
      )
      await land(...landings)
      const expected = poisoned.map((number) => [`Set ${number}`, '23514'])
      expect(await openFailures(house, spec)).toEqual(expected)
      const count = `select count(*)::integer as n from extracted.${table}
        where customer_name_key like 'set %'`
      expect(await house.row(count)).toEqual({ n: 996 })
      await house.sql.unsafe(`alter table extracted.${table} drop constraint no_poison`)
      await house.sql`call ops.replay(${source}, p_failures_only => true, p_batch_size => 3)`
      expect(await openFailures(house, spec)).toEqual([])
      expect(await house.row(count)).toEqual({ n: 1000 })
    })

    it('of 1,000 takes as many statements as one of two', async () => {
      await countStatements(house.sql)
      const spent = (prefix: string, size: number, domain: string) =>
        statementsIn(house.sql, () => land(...many(prefix, size, domain)))
      const two = await spent('two', 2, 'a.example')
      expect(two).toBeGreaterThan(3)
      expect(await spent('many', 1000, 'a.example')).toBe(two)
      expect(await spent('many', 1000, 'b.example')).toBe(await spent('two', 2, 'b.example'))
    })

    it('creates no customers: it writes extracted only', async () => {
      const versions = Object.entries(await versionsOf(house.sql))
      const written = versions.filter(([, rows]) => rows.length > 0).map(([name]) => name)
      expect(written).toEqual([`extracted.${table}`])
    })
  })
}
