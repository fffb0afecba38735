import { beforeAll, describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from '../../support/content.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const gaps = () =>
  house.rows(`select dimension, raw_value, occurrences::integer as occurrences
    from ops.reference_gaps order by dimension, raw_value`)

const fill = () => house.row('select * from ops.fill_reference_gaps()')

const unknown = { employees: '7-9 people', revenue: 'plenty', type: 'cooperative' }

beforeAll(async () => {
  await house.land('a.example', { name: 'A', ...unknown, industry: 'Space Mining' })
  await house.land('b.example', { name: 'B', employees: '7-9 people', industry: 'Banking' })
})

describe('a value that no look-up knows', () => {
  it('is a gap with its occurrences and its first raw row', async () => {
    expect(await gaps()).toEqual([
      { dimension: 'company_type', raw_value: 'cooperative', occurrences: 1 },
      { dimension: 'employee_range', raw_value: '7-9 people', occurrences: 2 },
      { dimension: 'industry', raw_value: 'Space Mining', occurrences: 1 },
      { dimension: 'revenue_range', raw_value: 'plenty', occurrences: 1 },
    ])
    expect(
      await house.row(`select p.domain from ops.reference_gaps as g
        inner join raw.companyenrich_payloads as p on p.id = g.first_raw_id
        where g.dimension = 'employee_range'`)
    ).toEqual({ domain: 'a.example' })
  })

  it('changes nothing while nothing is known', async () => {
    const before = await versionsOf(house.sql)
    expect(await fill()).toEqual({ misses_resolved: 0, documents_recomputed: 0 })
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('fills the rows that missed when a look-up is extended, at most as many as asked for', async () => {
    await house.sql`insert into reference.employee_range_lookup (size_raw, size_cleaned, size_key)
      values ('7-9 people', '1-10', reference.employee_range_key('7-9 people'))`
    expect(await house.row('select * from ops.fill_reference_gaps(1)')).toEqual({
      misses_resolved: 1,
      documents_recomputed: 1,
    })
    expect(await fill()).toEqual({ misses_resolved: 1, documents_recomputed: 1 })
    expect(
      await house.rows('select domain, employee_range from core.company_employee_range order by 1')
    ).toEqual([
      { domain: 'a.example', employee_range: '1-10' },
      { domain: 'b.example', employee_range: '1-10' },
    ])
    expect((await gaps()).map((gap) => gap.dimension)).not.toContain('employee_range')
    expect(await fill()).toEqual({ misses_resolved: 0, documents_recomputed: 0 })
  })

  it('is filled in revenue, type and industry as well', async () => {
    await house.sql`insert into reference.revenue_range_lookup
      (raw_value, matched_revenue_range, raw_key)
      values ('plenty', '$100B+', reference.revenue_range_key('plenty'))`
    await house.sql`insert into reference.company_type_lookup (raw_value, matched_company_type)
      values ('cooperative', 'Partnership')`
    await house.sql`insert into reference.industry_lookup
      (industry_raw, industry_cleaned, industry_key)
      values ('Space Mining', 'Mining', reference.industry_key('Space Mining'))`
    expect(await fill()).toEqual({ misses_resolved: 3, documents_recomputed: 1 })
    expect(
      await house.row(`select company_type, revenue_range, matched_industry
        from core.companies_full where domain = 'a.example'`)
    ).toEqual({
      company_type: 'Partnership',
      revenue_range: '$100B+',
      matched_industry: 'Mining',
    })
    expect(await gaps()).toEqual([])
  })
})

describe('an ingest beside the update of a look-up', () => {
  it('that is not committed yet is filled by the next call', async () => {
    const ingest = await house.sql.reserve()
    await ingest`begin`
    await ingest`insert into raw.companyenrich_payloads (domain, payload)
      values ('beside.example', '{"employees": "umpteen"}')`
    await house.sql`insert into reference.employee_range_lookup (size_raw, size_cleaned, size_key)
      values ('umpteen', '11-50', reference.employee_range_key('umpteen'))`
    expect(await fill()).toEqual({ misses_resolved: 0, documents_recomputed: 0 })
    await ingest`commit`
    ingest.release()
    expect(await gaps()).toMatchObject([{ raw_value: 'umpteen' }])
    expect(await fill()).toEqual({ misses_resolved: 1, documents_recomputed: 1 })
    expect(
      await house.row(`select employee_range from core.company_employee_range
        where domain = 'beside.example'`)
    ).toEqual({ employee_range: '11-50' })
  })
})
