import { beforeEach, describe, expect, it } from 'vitest'
import {
  claim,
  customersOf,
  fold,
  forgetCustomers,
  mention,
  vendor,
} from '../../support/company-customers.ts'
import { contentOf, rowsWritten, versionsOf } from '../../support/content.ts'
import { failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
/** The counts of the sources that have candidates; all four are there. */
const consolidate = async (options = 'p_dry_run => false') => {
  const [row] = await house.rows(`call ops.consolidate_claygent_customers(${options})`)
  const all = row?.p_counts as Record<string, { candidates: number }>
  expect(Object.keys(all)).toHaveLength(4)
  return Object.fromEntries(Object.entries(all).filter(([, { candidates }]) => candidates > 0))
}
const counts = (inserted: number, domains_filled: number, conflicts_skipped: number) => ({
  candidates: inserted + domains_filled + conflicts_skipped,
  inserted,
  domains_filled,
  conflicts_skipped,
})
const names = async () =>
  (await customersOf(house)).map((row) => [row.customer_name, row.customer_domain, row.source])

beforeEach(() => forgetCustomers(house.sql))

describe('the consolidation of customers', () => {
  it('brings in what has a domain, the newest value of each field, and nothing in a dry run', async () => {
    await mention(
      house.sql,
      {
        source: 'claygent_v2',
        name: 'Globex',
        landing: 1,
        originName: 'Vendor',
        url: 'https://vendor.example/c/1',
        matched: 'globex.example',
      },
      { source: 'claygent_v2', name: 'GLOBEX', landing: 2, originName: null, has: true },
      { source: 'claygent_v2', name: 'globex', landing: 3, originName: 'Vendor Inc' },
      { source: 'claygent_v2', name: 'Orphan', landing: 4 },
      { source: 'claygent', name: 'Initech', landing: 5, matched: 'initech.example' },
      {
        source: 'claygent_all_customers',
        name: 'Hooli',
        landing: 6,
        matched: 'hooli.example',
        origin: 'other.example',
      }
    )
    const expected = {
      claygent_v2: counts(1, 0, 0),
      claygent: counts(1, 0, 0),
      claygent_all_customers: counts(1, 0, 0),
    }
    const before = await contentOf(house.sql)
    expect(await consolidate('')).toEqual(expected)
    expect(await contentOf(house.sql)).toEqual(before)
    expect(await consolidate('p_dry_run => false, p_batch_size => 1')).toEqual(expected)
    expect(await customersOf(house)).toMatchObject([
      {
        customer_name: 'Globex',
        origin_company_name: 'Vendor Inc',
        customer_domain: 'globex.example',
        domain_source: 'name-match',
        case_study_url: 'https://vendor.example/c/1',
        has_case_study: true,
        source: 'claygent_v2',
      },
      { customer_name: 'Initech', source: 'claygent' },
    ])
    expect(await customersOf(house, 'other.example')).toMatchObject([{ customer_name: 'Hooli' }])
    const versions = await versionsOf(house.sql)
    expect(await consolidate()).toEqual({
      claygent_v2: counts(0, 0, 1),
      claygent: counts(0, 0, 1),
      claygent_all_customers: counts(0, 0, 1),
    })
    expect(rowsWritten(versions, await versionsOf(house.sql))).toEqual({})
    expect(
      await house.rows(`select records_processed as n from ops.enrichment_runs order by started_at`)
    ).toEqual([{ n: 3 }, { n: 0 }])
  })

  it('brings in orphans, too, where no domain is required', async () => {
    await mention(
      house.sql,
      { source: 'claygent_v2', name: 'Orphan', landing: 1 },
      { source: 'claygent', name: 'orphan', landing: 2 },
      { source: 'claygent', name: 'Other', landing: 2 }
    )
    expect(await consolidate()).toEqual({})
    expect(await consolidate('p_require_domain => false, p_dry_run => false')).toEqual({
      claygent_v2: counts(1, 0, 0),
      claygent: counts(1, 0, 1),
    })
    expect(await names()).toEqual([
      ['Orphan', null, 'claygent_v2'],
      ['Other', null, 'claygent'],
    ])
  })

  it('fills the domain of a customer that core has, and nothing else of it', async () => {
    await mention(
      house.sql,
      { name: 'Globex', landing: 1 },
      { name: 'Known', landing: 1, matched: 'known.example' },
      {
        source: 'claygent_v2',
        name: 'GLOBEX',
        landing: 2,
        url: 'https://vendor.example/c/1',
        originName: 'Vendor',
        has: true,
        matched: 'globex.example',
      },
      { source: 'claygent', name: 'globex', landing: 3, matched: 'globex.example' },
      { source: 'claygent', name: 'known', landing: 3, matched: 'other.example' }
    )
    await fold(house.sql, ['Globex', 'Known'])
    const expected = {
      claygent_structured: counts(0, 0, 1),
      claygent_v2: counts(0, 1, 0),
      claygent: counts(0, 0, 2),
    }
    expect(await consolidate('')).toEqual(expected)
    expect(await consolidate()).toEqual(expected)
    expect(await customersOf(house)).toMatchObject([
      {
        customer_name: 'Globex',
        customer_domain: 'globex.example',
        domain_source: 'name-match',
        case_study_url: null,
        origin_company_name: null,
        has_case_study: null,
        source: 'claygent_structured',
      },
      { customer_name: 'Known', customer_domain: 'known.example' },
    ])
    // Withdrawn with the match.
    await house.sql`update extracted.claygent_customers_v2 set matched_domain = null`
    await fold(house.sql, ['Globex'])
    expect((await names())[0]).toEqual(['Globex', null, 'claygent_structured'])
  })

  it('restores what core lacks of customers-of-3, and leaves what has a better domain', async () => {
    await mention(
      house.sql,
      { name: 'Lost', landing: 1, matched: 'lost.example' },
      { source: 'claygent_v2', name: 'Read', landing: 2 },
      { source: 'claygent', name: 'Read', landing: 3, matched: 'match.example' }
    )
    await claim(house.sql, {
      evidence: 'case_study_details',
      name: 'Read',
      domain: 'read.example',
      landing: 4,
    })
    expect(await consolidate('p_require_domain => false, p_dry_run => false')).toEqual({
      claygent_structured: counts(1, 0, 0),
      claygent_v2: counts(1, 0, 0),
      claygent: counts(0, 0, 1),
    })
    expect(await names()).toEqual([
      ['Lost', 'lost.example', 'claygent_structured'],
      ['Read', 'read.example', 'claygent_v2'],
    ])
  })

  it('takes 200 and 845 missing customers at once, page by page, and goes on after a stop', async () => {
    await mention(
      house.sql,
      ...Array.from({ length: 200 }, (_, n) => ({
        source: 'claygent' as const,
        origin: `v${n % 30}.example`,
        name: `A ${n}`,
        landing: n + 1,
      })),
      ...Array.from({ length: 845 }, (_, n) => ({
        origin: `v${n % 40}.example`,
        name: `B ${n}`,
        landing: 1000 + n,
      }))
    )
    const options = 'p_require_domain => false, p_dry_run => false, p_batch_size => 7'
    expect(await consolidate(options)).toEqual({
      claygent: counts(200, 0, 0),
      claygent_structured: counts(845, 0, 0),
    })
    expect(await house.row('select count(*)::integer as n from ops.merges')).toEqual({ n: 1045 })
    expect(await consolidate(`${options}, p_after => 'v9.example'`)).toEqual({})
    expect((await failure(consolidate('p_batch_size => 0'))).code).toBe('WH903')
  })

  it('beside landings leaves what it would alone, by analysts too', async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({
      source: 'claygent_v2' as const,
      origin: `v${n % 5}.example`,
      name: `C ${n}`,
      landing: n + 1,
      matched: `c${n}.example`,
    }))
    await mention(house.sql, ...many)
    const analyst = await house.sql.reserve()
    try {
      await analyst`set role pipeline_analyst`
      await Promise.all([
        analyst`call ops.consolidate_claygent_customers(p_dry_run => false, p_batch_size => 1)`,
        consolidate('p_dry_run => false, p_batch_size => 2'),
        ...many.slice(0, 20).map(
          ({
            origin,
            name,
          }) => house.sql`insert into raw.claygent_customers_structured_raw (payload)
            values (${JSON.stringify({ origin_company_domain: origin, customers: [name] })}::text::jsonb)`
        ),
      ])
    } finally {
      await analyst`reset role`
      analyst.release()
    }
    const rows = await house.rows('select customer_domain as d from core.company_customers')
    expect(rows).toHaveLength(60)
    expect(rows.every((row) => row.d !== null)).toBe(true)
    expect(await customersOf(house, vendor)).toEqual([])
  })
})
