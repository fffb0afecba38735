import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const january = '2025-01-01T00:00:00.000Z'
const february = '2025-02-01T00:00:00.000Z'

const document = (
  updatedAt: string,
  ...rounds: readonly (readonly [type: string, from: string])[]
) => ({
  name: 'Backed',
  updated_at: updatedAt,
  financial: { funding: rounds.map(([type, from]) => ({ type, from, date: '2020-01-01' })) },
})

const investors = async (domain: string, columns = 'vc_name') =>
  house.rows(`select ${columns} from core.company_vc_investors
    where company_domain = '${domain}' order by vc_name`)
const names = async (domain: string) => (await investors(domain)).map((row) => row.vc_name)
const count = async (domain: string) =>
  (await house.row(`select vc_count from core.company_vc_backed where domain = '${domain}'`))
    ?.vc_count

describe('core.company_vc_investors', () => {
  it('has each investor by its canonical name, with its domain where it is known', async () => {
    await house.land(
      'alias.example',
      document(january, ['Series A', 'Sequoia Capital, sequoia, Invented Fund, SEQUOIA CAPITAL'])
    )
    expect(await investors('alias.example', 'company_name, vc_name, vc_domain, source')).toEqual([
      {
        company_name: 'Backed',
        vc_name: 'Invented Fund',
        vc_domain: null,
        source: 'companyenrich',
      },
      {
        company_name: 'Backed',
        vc_name: 'Sequoia',
        vc_domain: expect.stringMatching(/^sequoia/),
        source: 'companyenrich',
      },
    ])
    expect(await count('alias.example')).toBe(2)
  })

  it('leaves out lenders of debt, unless they invest as well', async () => {
    await house.land(
      'debt.example',
      document(january, ['Debt Financing', 'Lender Bank, Both Bank'], ['Seed', 'Both Bank'])
    )
    expect(await names('debt.example')).toEqual(['Both Bank'])
    expect(
      await house.rows(`select investor_name from extracted.companyenrich_investors
        where domain = 'debt.example' order by 1`)
    ).toEqual([{ investor_name: 'Both Bank' }, { investor_name: 'Lender Bank' }])
  })

  it('has no row in core.company_vc_backed for a company with lenders only', async () => {
    await house.land('lent.example', document(january, ['Debt Financing', 'Lender Bank']))
    expect(await names('lent.example')).toEqual([])
    expect(await count('lent.example')).toBeUndefined()
  })

  it('does not split off a legal suffix, and drops placeholders', async () => {
    await house.land(
      'suffix.example',
      document(january, ['Seed', 'Nobody Ventures, LLC, undisclosed investors, N/A, and Last Fund'])
    )
    expect(await names('suffix.example')).toEqual(['Last Fund', 'Nobody Ventures, LLC'])
  })

  it('keeps who is no longer listed, with the time, and never lowers the count', async () => {
    await house.land(
      'dropped.example',
      document(january, ['Seed', 'Alpha Fund, Beta Fund']),
      document(february, ['Seed', 'Beta Fund'])
    )
    expect(await investors('dropped.example', 'vc_name, first_seen_at, last_seen_at')).toEqual([
      { vc_name: 'Alpha Fund', first_seen_at: january, last_seen_at: january },
      { vc_name: 'Beta Fund', first_seen_at: january, last_seen_at: null },
    ])
    expect(await count('dropped.example')).toBe(2)
    await house.land('dropped.example', document('2025-03-01', ['Seed', 'ALPHA fund']))
    expect(await investors('dropped.example', 'vc_name, first_seen_at, last_seen_at')).toEqual([
      { vc_name: 'ALPHA fund', first_seen_at: january, last_seen_at: null },
      { vc_name: 'Beta Fund', first_seen_at: january, last_seen_at: february },
    ])
    expect(await count('dropped.example')).toBe(2)
  })

  it('carries the name of the company, also when that becomes known later', async () => {
    const nameless = { ...document(january, ['Seed', 'Alpha Fund']), name: null }
    await house.land('named.example', nameless, { name: 'Named' })
    expect(await investors('named.example', 'company_name')).toEqual([{ company_name: 'Named' }])
  })

  it('has one row per investor, date and type in extracted', async () => {
    await house.land(
      'rounds.example',
      document(january, ['Seed', 'Alpha Fund, Beta Fund'], ['Series A', 'alpha fund'])
    )
    expect(
      await house.rows(`select investor_name, funding_type
        from extracted.companyenrich_vc_investments where domain = 'rounds.example'
        order by investor_name, funding_type`)
    ).toEqual([
      { investor_name: 'Alpha Fund', funding_type: 'Seed' },
      { investor_name: 'Alpha Fund', funding_type: 'Series A' },
      { investor_name: 'Beta Fund', funding_type: 'Seed' },
    ])
  })
})
