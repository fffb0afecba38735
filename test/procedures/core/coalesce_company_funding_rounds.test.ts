import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const january = '2025-01-01T00:00:00.000Z'
const february = '2025-02-01T00:00:00.000Z'

const document = (updatedAt: string, ...funding: unknown[]) => ({
  updated_at: updatedAt,
  financial: { funding },
})

const rounds = (domain: string, columns = 'funding_date, funding_type, ordinal, amount') =>
  house.rows(`select ${columns} from core.company_funding_rounds where domain = '${domain}'
    order by funding_date, funding_type, ordinal`)

const seed = { date: '2019-01-15', type: 'Seed Round', amount: '$2M', from: 'A Fund', url: 'u' }

describe('core.company_funding_rounds', () => {
  it('has one row for a round that a document gives twice', async () => {
    await house.land('twice.example', document(january, seed, { ...seed, amount: ' $2M ' }, seed))
    expect(await rounds('twice.example')).toEqual([
      {
        funding_date: '2019-01-15T00:00:00.000Z',
        funding_type: 'Seed Round',
        ordinal: 1,
        amount: '$2M',
      },
    ])
  })

  it('numbers different rounds of one date and type by content, whatever their order', async () => {
    const other = { ...seed, amount: '$1M' }
    await house.land('order1.example', document(january, seed, other))
    await house.land('order2.example', document(january, other, seed))
    const expected = [
      { ordinal: 1, amount: '$1M' },
      { ordinal: 2, amount: '$2M' },
    ]
    expect(await rounds('order1.example', 'ordinal, amount')).toEqual(expected)
    expect(await rounds('order2.example', 'ordinal, amount')).toEqual(expected)
  })

  it('keeps one row for a round without date or type, however often it lands', async () => {
    const undated = { amount: '5 EUR', from: 'B Fund' }
    await house.land('undated.example', document(january, undated), document(february, undated))
    await house.land('undated.example', document(february, undated, { url: 'x' }))
    expect(await rounds('undated.example')).toEqual([
      { funding_date: null, funding_type: null, ordinal: 1, amount: '5 EUR' },
      { funding_date: null, funding_type: null, ordinal: 2, amount: null },
    ])
  })

  it('leaves out rounds that say nothing and elements that are no objects', async () => {
    const blank = { date: '', type: 'N/A', amount: null, from: ' ', url: {} }
    await house.land('blank.example', document(january, blank, null, 'Series A', 7, [seed]))
    expect(await rounds('blank.example')).toEqual([])
  })

  it('fills a round from newer documents, null never replaces', async () => {
    await house.land(
      'filled.example',
      document(january, { ...seed, amount: null, url: 'old' }),
      document(february, { ...seed, amount: '3M USD', from: null, url: null })
    )
    expect(
      await rounds('filled.example', 'amount, amount_value, amount_currency, investors, url')
    ).toEqual([
      {
        amount: '3M USD',
        amount_value: '3000000',
        amount_currency: 'USD',
        investors: 'A Fund',
        url: 'old',
      },
    ])
  })

  it('keeps a round that is no longer listed, with the time when it last was', async () => {
    await house.land('dropped.example', document(january, seed), document(february))
    expect(await rounds('dropped.example', 'first_seen_at, last_seen_at')).toEqual([
      { first_seen_at: january, last_seen_at: january },
    ])
    await house.land('dropped.example', document('2025-03-01', seed))
    expect(await rounds('dropped.example', 'first_seen_at, last_seen_at')).toEqual([
      { first_seen_at: january, last_seen_at: null },
    ])
  })

  it.each([
    ['85000000 USD', '85000000', 'USD'],
    ['$2.5M', '2500000', 'USD'],
    ['1,000,000 EUR', '1000000', 'EUR'],
    ['£3K', '3000', 'GBP'],
    [250000, '250000', null],
    ['undisclosed', null, null],
    ['1e400', null, null],
  ])('reads the amount %s', async (amount, value, currency) => {
    const domain = `money-${String(amount).replace(/[^a-z0-9]/gi, '')}.example`.toLowerCase()
    await house.land(domain, document(january, { ...seed, amount }))
    expect(await rounds(domain, 'amount, amount_value, amount_currency')).toEqual([
      { amount: String(amount), amount_value: value, amount_currency: currency },
    ])
  })

  it.each([
    ['Series C - Quuxworks', 'series_c'],
    ['Pre-Seed', 'seed'],
    ['Debt Financing', 'debt_financing'],
    ['Grant', 'other'],
    [null, null],
  ])('knows the stage of %s', async (type, stage) => {
    const domain = `stage-${String(type).replace(/[^a-z0-9]/gi, '')}.example`.toLowerCase()
    await house.land(domain, document(january, { ...seed, type }))
    expect(await rounds(domain, 'funding_type, funding_stage_normalized')).toEqual([
      { funding_type: type, funding_stage_normalized: stage },
    ])
  })

  it.each([
    ['2023', '2023-01-01T00:00:00.000Z'],
    ['2023-05', '2023-05-01T00:00:00.000Z'],
    ['2023-05-17', '2023-05-17T00:00:00.000Z'],
    ['2023-01-15T00:00:00', '2023-01-15T00:00:00.000Z'],
    ['2023-01-15T10:00:00Z', '2023-01-15T10:00:00.000Z'],
    ['2023-01-15T00:30:00+02:00', '2023-01-14T22:30:00.000Z'],
    ['2023-02-30', null],
    ['0000-00-00', null],
    ['yesterday', null],
    ['99999-01-01', null],
    ['infinity', null],
    [2023, '2023-01-01T00:00:00.000Z'],
    [true, null],
    [{}, null],
  ])('reads the date %s in any time zone and date style', async (date, expected) => {
    const name = JSON.stringify(date)
      .replace(/[^a-z0-9]/gi, '')
      .toLowerCase()
    const domain = `date-${name}-x.example`
    await house.sql.begin(async (sql) => {
      await sql`set local timezone = 'Pacific/Kiritimati'`
      await sql`set local datestyle = 'SQL, DMY'`
      await sql`insert into raw.companyenrich_payloads (domain, payload) values
        (${domain}, ${JSON.stringify(document(january, { ...seed, date }))}::text::jsonb)`
    })
    expect(await rounds(domain, 'funding_date')).toEqual([{ funding_date: expected }])
  })
})
