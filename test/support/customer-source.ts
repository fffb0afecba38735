import { describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from './content.ts'
import { type CustomerSource, landLists, named } from './customer-landing.ts'
import { describeCustomerOrders } from './customer-orders.ts'
import { countStatements, statementsIn } from './statements.ts'
import type { Warehouse } from './warehouse.ts'

/** What the four sources of lists do with statements of any size, in any order. */
export function describeCustomerSource(house: Warehouse, spec: CustomerSource): void {
  const { source, rawTable, table, name, raw, body, keepsHistory } = spec
  const land = (...payloads: unknown[]) =>
    landLists(house, spec, ...payloads.map((payload) => ({ payload })))
  const of = (origin: string, ...customers: readonly unknown[]) =>
    body(customers, { origin_company_domain: origin })
  const names = async (origin: string) =>
    (
      await house.rows(`select ${name} as name from extracted.${table}
        where origin_company_domain = '${origin}' order by landing_no, customer_name_key`)
    ).map((row) => row.name)
  const open = async () =>
    (
      await house.rows(`select p.landing_no, f.sqlstate from ops.failures as f
        inner join raw.${rawTable} as p on p.id = f.raw_id
        where f.resolved_at is null order by p.landing_no`)
    ).map((failure) => failure.sqlstate)
  const inCore = async (origin: string) =>
    (
      await house.rows(`select customer_name from core.company_customers
        where origin_company_domain = '${origin}' order by customer_name_key`)
    ).map((row) => row.customer_name)
  const replay = async (origin: string) => {
    const [row] = await house.sql`select array_agg(d.raw_id)::text as ids from ops.documents as d
      where d.source = ${source} and d.key = ${origin}`
    await house.sql`call ops.replay(${source}, ${row?.ids}::uuid[])`
  }
  const isLive = spec.written.includes('core.company_customers')

  describe('a statement', () => {
    it('without rows does nothing', async () => {
      await land()
      expect(await house.rows('select * from ops.entities')).toEqual([])
    })

    it('of an analyst needs the payload only', async () => {
      const analyst = await house.sql.reserve()
      try {
        await analyst`set role pipeline_analyst`
        await analyst.unsafe(`insert into raw.${rawTable} (payload) values ($1::text::jsonb)`, [
          JSON.stringify(of('https://www.One.example/', ...named('Acme'))),
        ])
      } finally {
        await analyst`reset role`
        analyst.release()
      }
      expect(await names('one.example')).toEqual(['Acme'])
      expect(await inCore('one.example')).toEqual(isLive ? ['Acme'] : [])
    })

    it('sorts out what cannot be used, each with its reason, and takes the others', async () => {
      await landLists(
        house,
        spec,
        { payload: of('good.example', ...named('Good')) },
        { payload: body(named('A')) },
        { payload: of('N/A', ...named('A')) },
        { payload: of('192.0.2.7', ...named('A')) },
        { payload: of('https://bit.ly/3abc', ...named('A')) },
        { payload: [1], column: 'array.example' },
        { payload: null, column: 'null.example' },
        { payload: body(named('Column')), column: 'www.column.example' },
        // A mended body counts, whatever the request once gave.
        { payload: of('mended.example', ...named('Mended')), column: 'localhost' }
      )
      expect(await open()).toEqual(['WH101', 'WH101', 'WH102', 'WH103', 'WH104', 'WH104'])
      for (const [origin, found] of [
        ['good.example', 'Good'],
        ['column.example', 'Column'],
        ['mended.example', 'Mended'],
      ] as const) {
        expect(await names(origin)).toEqual([found])
      }
      const [failed] = await house.sql`
        select failure_id from ops.failures where sqlstate = 'WH102'`
      const mended = JSON.stringify(of('later.example', ...named('Later')))
      await house.sql`
        select ops.resubmit_failure(${failed?.failure_id}, ${mended}::text::jsonb)`
      expect(await names('later.example')).toEqual(['Later'])
      await house.sql`delete from ops.failures`
    })

    it('of 1,000 with poisoned ones quarantines those alone, until they are replayed', async () => {
      await house.sql.unsafe(`alter table extracted.${table}
        add constraint no_poison check (${name} <> 'poison')`)
      const poisoned = [0, 500, 501, 999]
      await land(
        ...Array.from({ length: 1000 }, (_, number) =>
          of(
            `set-${number}.example`,
            ...named('Good', poisoned.includes(number) ? 'poison' : 'Two')
          )
        )
      )
      expect(await open()).toEqual(poisoned.map(() => '23514'))
      const count = `select count(*)::integer as n from extracted.${table}
        where origin_company_domain like 'set-%'`
      expect(await house.row(count)).toEqual({ n: 1992 })
      await house.sql.unsafe(`alter table extracted.${table} drop constraint no_poison`)
      await house.sql`call ops.replay(${source}, p_failures_only => true, p_batch_size => 3)`
      expect(await open()).toEqual([])
      expect(await house.row(count)).toEqual({ n: 2000 })
    })

    it('of 1,000 payloads takes as many statements as one of two', async () => {
      await countStatements(house.sql)
      const spent = (prefix: string, size: number) =>
        statementsIn(house.sql, () =>
          land(
            ...Array.from({ length: size }, (_, number) =>
              of(
                `${prefix}-${number}.example`,
                ...named(
                  ...Array.from({ length: isLive ? 20 : 3 }, (_, at) => `${prefix} ${number} ${at}`)
                )
              )
            )
          )
        )
      const two = await spent('two', 2)
      expect(two).toBeGreaterThan(3)
      expect(await spent('many', 1000)).toBe(two)
    })

    it('writes the tables of its source only', async () => {
      const versions = Object.entries(await versionsOf(house.sql))
      const written = versions.filter(([, rows]) => rows.length > 0).map(([found]) => found)
      expect(written).toEqual(spec.written)
    })
  })

  describe('a further document', () => {
    it(keepsHistory ? 'stands beside those before' : 'adds to what stands', async () => {
      await land(of('more.example', ...named('Acme', 'Beta')))
      await land(of('more.example', ...named('ACME', 'Gamma')))
      expect(await names('more.example')).toEqual(
        keepsHistory ? ['Acme', 'Beta', 'ACME', 'Gamma'] : ['Beta', 'Acme', 'Gamma']
      )
      expect(await inCore('more.example')).toEqual(isLive ? ['Acme', 'Beta', 'Gamma'] : [])
    })

    it('that repeats what stands writes nothing, replayed or not', async () => {
      const list = of('repeated.example', ...named('Same', 'Other'))
      await land(list)
      const before = await versionsOf(house.sql)
      await land(list)
      await land(list, list)
      await replay('repeated.example')
      expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    })

    it('without customers takes nothing away', async () => {
      await land(of('empty.example', ...named('Acme')))
      const failures = await open()
      await land(of('empty.example'), { origin_company_domain: 'empty.example' })
      expect(await names('empty.example')).toEqual(['Acme'])
      expect(await open()).toEqual(failures)
    })

    it('that is none any more takes its customers with it', async () => {
      await land(of('gone.example', ...named('Stays', 'Shared')))
      const gone = { origin_company_domain: 'gone.example', origin_company_name: 'Gone' }
      await land(body(named('Goes', 'Shared'), gone))
      await house.sql.unsafe(`update raw.${rawTable}
        set payload = jsonb_set(payload, '{origin_company_domain}', '"localhost"')
        where id = (select ${raw} from extracted.${table}
          where origin_company_domain = 'gone.example' and ${name} = 'Goes')`)
      await replay('gone.example')
      expect(await names('gone.example')).toEqual(['Shared', 'Stays'])
      // Nothing of what it said is left either.
      expect(
        await house.rows(`select distinct origin_company_name as name from extracted.${table}
          where origin_company_domain = 'gone.example'`)
      ).toEqual([{ name: null }])
      expect(await inCore('gone.example')).toEqual(isLive ? ['Shared', 'Stays'] : [])
      expect((await open()).at(-1)).toBe('WH102')
    })
  })

  describeCustomerOrders(house, spec)
}
