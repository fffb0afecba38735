import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const one = (table: string, columns: string, domain: string) =>
  house.row(`select ${columns} from core.${table} where domain = '${domain}'`)
const employees = (domain: string) => one('company_employee_range', 'employee_range', domain)
const revenue = (domain: string) =>
  one('company_revenue', 'raw_revenue_range, matched_revenue_range, raw_revenue_amount', domain)
const type = (domain: string) => one('company_types', 'raw_type, matched_type', domain)

describe('core.company_employee_range', () => {
  it.each([
    ['1-10', '1-10'],
    ['501-1K', '501-1000'],
    ['501-1k', '501-1000'],
    ['1K-5K', '1001-5000'],
    ['5K-10K', '5001-10000'],
    ['over-10K', '10001+'],
    ['10,001+ employees', '10001+'],
  ])('has the canonical range of %s', async (given, matched) => {
    const domain = `e${given.length}-${given.replace(/[^a-z0-9]/gi, '')}.example`.toLowerCase()
    await house.land(domain, { employees: given })
    expect(await employees(domain)).toEqual({ employee_range: matched })
  })

  it('takes the newest document that could be matched', async () => {
    await house.land(
      'newest.example',
      { employees: '1-10' },
      { employees: '11-50' },
      { employees: 'a handful' },
      {}
    )
    expect(await employees('newest.example')).toEqual({ employee_range: '11-50' })
  })

  it('is not changed by a late document', async () => {
    const late = { employees: '1-10', updated_at: '2024-01-01' }
    await house.land('late.example', { employees: '11-50', updated_at: '2025-01-01' }, late)
    expect(await employees('late.example')).toEqual({ employee_range: '11-50' })
  })

  it('is filled by a late document when the newer one gave no range', async () => {
    const late = { employees: '1-10', updated_at: '2024-01-01' }
    await house.land('fill.example', { employees: '?', updated_at: '2025-01-01' }, late)
    expect(await employees('fill.example')).toEqual({ employee_range: '1-10' })
  })

  it('has no row for a value that no look-up knows, which is noted as a miss', async () => {
    await house.land('miss.example', { employees: ' 7-9  people ' })
    expect(await employees('miss.example')).toBeUndefined()
    expect(
      await house.rows(`select m.dimension, m.raw_value from ops.reference_misses as m
        where m.key = 'miss.example'`)
    ).toEqual([{ dimension: 'employee_range', raw_value: '7-9 people' }])
  })
})

describe('core.company_revenue', () => {
  it.each([
    ['under-1m', '< $1M'],
    ['1m-10m', '$5M - $10M'],
    ['10m-50m', '$25M - $50M'],
    ['100m-200m', '$100M - $500M'],
    ['over-1b', '$1B - $10B'],
  ])('has the value %s and its canonical range', async (given, matched) => {
    const domain = `r-${given}.example`
    await house.land(domain, { revenue: given })
    expect(await revenue(domain)).toEqual({
      raw_revenue_range: given,
      matched_revenue_range: matched,
      raw_revenue_amount: null,
    })
  })

  it('takes value and match of the newest document together, null never replaces', async () => {
    await house.land('newest.example', { revenue: '1m-10m' }, { revenue: 'plenty' }, {})
    expect(await revenue('newest.example')).toMatchObject({
      raw_revenue_range: 'plenty',
      matched_revenue_range: null,
    })
  })
})

describe('core.company_types', () => {
  it.each([
    ['private', 'Private Company'],
    ['PUBLIC', 'Public Company'],
    ['self-owned', 'Self-Employed'],
    ['nonprofit', 'Nonprofit'],
    ['cooperative', null],
  ])('has the type %s and its canonical name', async (given, matched) => {
    const domain = `t-${given.toLowerCase()}.example`
    await house.land(domain, { type: given })
    expect(await type(domain)).toEqual({ raw_type: given, matched_type: matched })
  })

  it('takes the newest document that gives one', async () => {
    await house.land('newest.example', { type: 'private' }, { type: 'public' }, { type: {} })
    expect(await type('newest.example')).toMatchObject({ matched_type: 'Public Company' })
  })
})

describe('core.company_industries', () => {
  const industry = (domain: string) => one('company_industries', 'matched_industry, source', domain)
  const source = 'companyenrich'

  it('has the canonical name, whatever the case of the value', async () => {
    await house.land('software.example', { industry: ' software ' })
    expect(await industry('software.example')).toEqual({
      matched_industry: 'Software Development',
      source,
    })
  })

  it('keeps the industry that landed first', async () => {
    await house.land('first.example', {}, { industry: 'Banking' }, { industry: 'Retail' })
    expect(await industry('first.example')).toEqual({ matched_industry: 'Banking', source })
  })

  it('keeps an unknown value as given, which becomes a name that is not canonical and a gap', async () => {
    await house.land('mining.example', { industry: 'Space  Mining' })
    expect(await industry('mining.example')).toEqual({ matched_industry: 'Space Mining', source })
    expect(
      await house.rows(`select name, source, is_canonical from reference.company_industries
        where name = 'Space Mining'`)
    ).toEqual([{ name: 'Space Mining', source, is_canonical: false }])
    expect(
      await house.row(`select dimension, occurrences from ops.reference_gaps
        where raw_value = 'Space Mining'`)
    ).toEqual({ dimension: 'industry', occurrences: '1' })
  })
})

describe('a value of any length', () => {
  it('that no look-up knows is a miss and harms nothing else', async () => {
    const long = Array.from({ length: 4000 }, (_, i) => (i * 7919).toString(36)).join('-')
    await house.land('long.example', {
      name: 'Long',
      employees: long,
      revenue: long,
      type: long,
      industry: long,
    })
    expect(await house.rows('select message from ops.failures')).toEqual([])
    expect(await one('companies', 'name', 'long.example')).toEqual({ name: 'Long' })
    expect(await revenue('long.example')).toMatchObject({ raw_revenue_range: long })
    expect(
      await house.rows(`select dimension, length(raw_value) as length from ops.reference_misses
        where key = 'long.example' order by dimension`)
    ).toEqual(
      ['company_type', 'employee_range', 'industry', 'revenue_range'].map((dimension) => ({
        dimension,
        length: 500,
      }))
    )
  })
})
