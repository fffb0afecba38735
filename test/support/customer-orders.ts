import { beforeAll, describe, expect, it } from 'vitest'
import { random } from '../procedures/reference/urls.ts'
import { contentOf } from './content.ts'
import { type CustomerSource, landLists } from './customer-landing.ts'
import type { Warehouse } from './warehouse.ts'

/** Documents of a vendor one by one, together, concurrently and rebuilt: the same. */
export function describeCustomerOrders(house: Warehouse, spec: CustomerSource): void {
  const { source, table, body } = spec
  const next = random(31)
  const pick = <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T
  const customer = () => ({
    companyName: pick(['Acme', 'ACME ', 'acme', 'Beta Ltd', 'none found', '---', 'Gamma', 7, null]),
    url: pick(['', 'https://x.example/a', 'https://x.example/b/', 'x', null, {}]),
    hasCaseStudy: pick([true, false, null, 'yes', 'maybe']),
  })
  const list = (origin: string) => ({
    payload: body(
      Array.from({ length: Math.floor(next() * 5) }, customer),
      pick([
        { origin_company_domain: origin, origin_company_name: pick(['One', 'Two', null, '']) },
        { origin_company_domain: `www.${origin}` },
      ])
    ),
    // Every third comes late.
    ...pick([{}, {}, { at: `2020-01-0${1 + Math.floor(next() * 9)}T00:00:00Z` }]),
  })
  const land = (...items: readonly ReturnType<typeof list>[]) => landLists(house, spec, ...items)

  describe('the documents of a vendor', () => {
    beforeAll(async () => {
      await house.sql.unsafe(`truncate raw.${spec.rawTable}, extracted.${table},
        extracted.customer_names, core.company_customers, ops.documents, ops.failures`)
    })

    const sequences = Array.from({ length: 30 }, (_, number) =>
      Array.from({ length: 1 + Math.floor(next() * 4) }, () => list(`seq-${number}.example`))
    )
    const values = async (content: string, prefix: string) =>
      (
        await house.rows(`select to_jsonb(t) - array['id', '${spec.raw}', 'source_id', 'landing_no',
            'first_landing_no', 'document_at', 'created_at', 'updated_at'] as row
          from ${content} as t where origin_company_domain like '${prefix}-%'`)
      )
        .map(({ row }) => JSON.stringify(row).replaceAll(`${prefix}-`, ''))
        .toSorted()

    it('leave the same one by one and together', async () => {
      for (const one of sequences.flat()) await land(one)
      await land(...JSON.parse(JSON.stringify(sequences.flat()).replaceAll('seq-', 'all-')))
      for (const content of [`extracted.${table}`, 'core.company_customers']) {
        expect(await values(content, 'all')).toEqual(await values(content, 'seq'))
      }
      expect((await values(`extracted.${table}`, 'seq')).length).toBeGreaterThan(20)
    })

    it('leave the same concurrently as rebuilt, in batches of 1, 7 and 1,000', async () => {
      const lists = Array.from({ length: 120 }, () =>
        list(`race-${Math.floor(next() * 4)}.example`)
      )
      // Sets of many vendors in any order beside single ones.
      await Promise.all(
        lists.map((one, number) =>
          number % 10 === 0 ? land(...lists.slice(number, number + 10).reverse()) : land(one)
        )
      )
      expect(await house.rows('select * from ops.failures')).toEqual([])
      const landed = await contentOf(house.sql)
      for (const size of [1, 7, 1000]) {
        await house.sql`call ops.rebuild(${source}, ${size})`
        expect(await contentOf(house.sql)).toEqual(landed)
      }
      await house.sql.unsafe(`delete from extracted.${table}`)
      await house.sql`delete from core.company_customers`
      await house.sql`call ops.rebuild(${source}, 7)`
      expect(await contentOf(house.sql)).toEqual(landed)
    })
  })
}
