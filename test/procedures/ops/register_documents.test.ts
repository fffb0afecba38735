import { describe, expect, it } from 'vitest'
import { contentOf, rowsWritten, versionsOf } from '../../support/content.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const main = (domain: string) =>
  house.row(`select e.name, e.description, p.landing_no, e.companyenrich_updated_at
    from extracted.companyenrich_company as e
    inner join raw.companyenrich_payloads as p on p.id = e.raw_id
    where e.domain = '${domain}'`)

const documents = (domain: string) =>
  house.rows(`select document_at from ops.documents where key = '${domain}'
    order by document_at, landing_no`)

const keywords = async (domain: string, schema: 'core' | 'extracted') =>
  (
    await house.rows(`select keyword from
      ${schema === 'core' ? 'core.company_keywords' : 'extracted.companyenrich_keywords'}
      where domain = '${domain}' order by keyword`)
  ).map((row) => row.keyword)

describe('document order', () => {
  it('goes by the time of the vendor: extracted mirrors the newest, core accumulates', async () => {
    await house.land(
      'vendor.example',
      { name: 'New', keywords: ['b'], updated_at: '2025-03-01' },
      { name: 'Old', keywords: ['a'], description: 'only here', updated_at: '2025-01-01' }
    )
    expect(await main('vendor.example')).toMatchObject({ name: 'New', description: null })
    expect(await keywords('vendor.example', 'extracted')).toEqual(['b'])
    expect(await keywords('vendor.example', 'core')).toEqual(['a', 'b'])
    expect(
      await house.rows(`select keyword, first_seen_at, last_seen_at from core.company_keywords
        where domain = 'vendor.example' order by keyword`)
    ).toEqual([
      {
        keyword: 'a',
        first_seen_at: '2025-01-01T00:00:00.000Z',
        last_seen_at: '2025-01-01T00:00:00.000Z',
      },
      { keyword: 'b', first_seen_at: '2025-03-01T00:00:00.000Z', last_seen_at: null },
    ])
    expect(
      await house.row(`select description from core.company_descriptions
        where domain = 'vendor.example'`)
    ).toEqual({ description: 'only here' })
  })

  it('goes by the landing where the vendor gives no usable time', async () => {
    for (const updatedAt of [undefined, 'yesterday', '2025-02-30', {}, '']) {
      await house.land('clock.example', { name: `${updatedAt}`, updated_at: updatedAt })
    }
    const rows = await house.rows(`select d.document_at = p.received_at as is_landing
      from ops.documents as d inner join raw.companyenrich_payloads as p on p.id = d.raw_id
      where d.key = 'clock.example'`)
    expect(rows).toEqual(Array(5).fill({ is_landing: true }))
  })

  it('takes a time of the vendor in the future for the time of landing', async () => {
    await house.land('future.example', { name: 'Future', updated_at: '2999-01-01T00:00:00Z' })
    await house.land('future.example', { name: 'Now' })
    expect(await main('future.example')).toMatchObject({ name: 'Now' })
    const [first] = await documents('future.example')
    expect(Date.parse(String(first?.document_at))).toBeLessThanOrEqual(Date.now() + 60_000)
  })

  it('of equal times goes by the landing', async () => {
    const updated_at = '2025-01-01T00:00:00Z'
    await house.land('tie.example', { name: 'One', updated_at }, { name: 'Two', updated_at })
    expect(await main('tie.example')).toMatchObject({ name: 'Two' })
  })

  it('settles several documents of one company in one statement', async () => {
    const domain = 'several.example'
    await house.landTogether([
      { domain, payload: { name: 'March', keywords: ['c'], updated_at: '2025-03-01' } },
      { domain, payload: { name: 'January', keywords: ['a', 'b'], updated_at: '2025-01-01' } },
      { domain: `WWW.${domain}`, payload: { name: 'February', updated_at: '2025-02-01' } },
    ])
    expect(await main(domain)).toMatchObject({ name: 'March' })
    expect(await keywords(domain, 'core')).toEqual(['a', 'b', 'c'])
    expect(await house.row(`select name from core.companies where domain = '${domain}'`)).toEqual({
      name: 'March',
    })
  })

  it('takes a document equal to an earlier one, but not to the newest, for a new one', async () => {
    const one = { name: 'One', keywords: ['a'] }
    await house.land('back.example', one, { name: 'Two', keywords: ['b'] }, one)
    expect(await keywords('back.example', 'extracted')).toEqual(['a'])
    expect(await main('back.example')).toMatchObject({ name: 'One' })
  })
})

describe('an unchanged document', () => {
  it('writes no row of extracted and core, and is told apart in the answer', async () => {
    const payload = { name: 'Same', keywords: ['a', 'b'], technologies: ['x'], employees: '?' }
    const first = await house.ingest('same.example', payload)
    expect(first.unchanged).toBe(false)
    const before = await versionsOf(house.sql)
    const second = await house.ingest('https://same.example', payload)
    expect(second).toMatchObject({
      success: true,
      unchanged: true,
      written: {},
      keywords_count: 2,
      technologies_count: 1,
      extracted_id: first.extracted_id,
      core_company_inserted: false,
    })
    expect(second.raw_id).not.toBe(first.raw_id)
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
    // Raw has both, and the miss is noted once.
    expect(
      await house.row(`select count(*)::integer as n from raw.companyenrich_payloads
        where domain like '%same.example'`)
    ).toEqual({ n: 2 })
    expect(
      await house.row(`select count(*)::integer as n from ops.reference_misses
        where key = 'same.example'`)
    ).toEqual({ n: 1 })
  })

  it('may have its members in another order', async () => {
    await house.ingest('order.example', { name: 'Order', type: 'private' })
    const answer = await house.ingest('order.example', { type: 'private', name: 'Order' })
    expect(answer.unchanged).toBe(true)
  })
})

describe('a replay', () => {
  it('of everything changes no row of extracted and core, in any batch size', async () => {
    const before = await versionsOf(house.sql)
    const content = await contentOf(house.sql)
    for (const size of [1, 3, 1000])
      await house.sql`call ops.replay('companyenrich', null, false, ${size})`
    expect(await contentOf(house.sql)).toEqual(content)
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('notes no miss twice', async () => {
    const count = () => house.row('select count(*)::integer as n from ops.reference_misses')
    const before = await count()
    await house.sql`call ops.replay('companyenrich')`
    expect(await count()).toEqual(before)
  })
})
