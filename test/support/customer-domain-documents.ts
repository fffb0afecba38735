import { beforeAll, describe, expect, it } from 'vitest'
import { random } from '../procedures/reference/urls.ts'
import { contentOf, rowsWritten, versionsOf } from './content.ts'
import {
  type DomainLanding,
  type DomainSource,
  landDomains,
  openFailures,
} from './customer-domains.ts'
import type { Row, Warehouse } from './warehouse.ts'

const origin = 'vendor.example'

/** What both sources do with the documents of a customer, in any order. */
export function describeDomainDocuments(house: Warehouse, spec: DomainSource): void {
  const { source, rawTable, table, say } = spec
  const land = (...landings: DomainLanding[]) => landDomains(house, spec, landings)
  const next = random(31)
  const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T
  const more = () =>
    say(
      pick(['a.example', 'www.B.example', null, 'bit.ly', 'no domain']),
      pick(['high', 'Medium', 'low', ''])
    )
  const customerOf = (number: number) => pick([`Customer ${number}`, ` customer  ${number},`])

  describe('the documents of customers', () => {
    beforeAll(async () => {
      await house.sql.unsafe(
        `truncate raw.${rawTable}, extracted.${table}, ops.documents, ops.failures`
      )
    })

    const sequences = Array.from({ length: 40 }, (_, number) =>
      Array.from({ length: 1 + Math.floor(next() * 5) }, () => ({
        customer: customerOf(number),
        more: more(),
      }))
    )
    const values = async (vendor: string): Promise<Row[]> => {
      const rows = await house.rows(
        `select * from extracted.${table} where origin_company_domain = '${vendor}'
        order by customer_name_key, ${table === 'orphan_customer_domain' ? 'landing_no' : '1'}`
      )
      const own = ['id', 'raw_payload_id', 'landing_no', 'document_at', 'claimed_landing_no']
      const plain = rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !own.includes(name)))
      )
      return plain.map(({ origin_company_domain: _, ...rest }) => rest)
    }

    it('leave the same one by one and together', async () => {
      for (const one of sequences.flat()) await land({ ...one, origin: 'single.example' })
      await land(...sequences.flat().map((one) => ({ ...one, origin: 'together.example' })))
      const oneByOne = await values('single.example')
      expect(oneByOne.length).toBeGreaterThanOrEqual(40)
      expect(await values('together.example')).toEqual(oneByOne)
    })

    it('leave the same concurrently as rebuilt, in batches of 1, 7 and 1,000', async () => {
      const landings = Array.from({ length: 120 }, () => ({
        customer: customerOf(Math.floor(next() * 5)),
        origin: `race-${Math.floor(next() * 3)}.example`,
        more: more(),
      }))
      // Sets of many customers in any order beside single ones.
      await Promise.all(
        landings.map((landing, number) =>
          number % 10 === 0 ? land(...landings.slice(number, number + 10).reverse()) : land(landing)
        )
      )
      expect(await openFailures(house, spec)).toEqual([])
      const landed = await contentOf(house.sql)
      for (const size of [1, 7, 1000]) {
        await house.sql`call ops.rebuild(${source}, ${size})`
        expect(await contentOf(house.sql)).toEqual(landed)
      }
      await house.sql.unsafe(`delete from extracted.${table}`)
      await house.sql`call ops.rebuild(${source}, 7)`
      expect(await contentOf(house.sql)).toEqual(landed)
    })

    it('that are replayed write nothing', async () => {
      const before = await versionsOf(house.sql)
      await house.sql`call ops.replay(${source})`
      expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    })

    it('that are none any more, or another customer’s, take their rows with them', async () => {
      await land({ customer: 'Gone', origin, more: say('gone.example') })
      await land({ customer: 'Moved', origin, more: say('moved.example') })
      const rows = `select customer_name_key from extracted.${table}
        where origin_company_domain = '${origin}' and customer_name_key in ('gone', 'moved', 'new')`
      expect(await house.rows(rows)).toHaveLength(2)
      await house.sql.unsafe(`update raw.${rawTable}
        set payload = jsonb_set(payload, '{customer_company_name}', case
          when payload ->> 'customer_company_name' = 'Gone' then '"..."'::jsonb else '"New"' end)
        where payload ->> 'customer_company_name' in ('Gone', 'Moved')`)
      await house.sql`call ops.rebuild(${source})`
      expect(await house.rows(rows)).toEqual([{ customer_name_key: 'new' }])
      expect((await openFailures(house, spec)).at(-1)).toEqual(['...', 'WH102'])
    })
  })
}
