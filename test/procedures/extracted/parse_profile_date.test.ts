import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const cases: Readonly<
  Record<string, readonly [given: string | null, date: string | null, precision: string | null][]>
> = {
  'days; the first of a month counts as month': [
    ['2023-10-17', '2023-10-17', 'day'],
    ['2023-10-01', '2023-10-01', 'month'],
    ['2023-01-01', '2023-01-01', 'month'],
    ['2023-10-17T23:59:59Z', '2023-10-17', 'day'],
    ['2023-10-01T00:00:00.000Z', '2023-10-01', 'month'],
    ['2023-10-01 00:00', '2023-10-01', 'month'],
    ['2023-10-17 12:34:56.789', '2023-10-17', 'day'],
    ['2024-02-29', '2024-02-29', 'day'],
    ['15 January 2023', '2023-01-15', 'day'],
  ],
  'days in the zone of UTC': [
    ['2023-10-17T00:30:00+02:00', '2023-10-16', 'day'],
    ['2023-09-30T23:30:00-05:00', '2023-10-01', 'month'],
  ],
  months: [
    ['2023-10', '2023-10-01', 'month'],
    ['2023/10', '2023-10-01', 'month'],
    ['10-2023', '2023-10-01', 'month'],
    ['10/2023', '2023-10-01', 'month'],
    ['Oct 2023', '2023-10-01', 'month'],
    ['October 2023', '2023-10-01', 'month'],
    ['OCTOBER 2023', '2023-10-01', 'month'],
    ['Sept 2023', '2023-09-01', 'month'],
  ],
  years: [
    ['2023', '2023-01-01', 'year'],
    [' 2023 ', '2023-01-01', 'year'],
    ['1900', '1900-01-01', 'year'],
    ['2100', '2100-01-01', 'year'],
  ],
  'nothing that is a date': [
    [null, null, null],
    ['', null, null],
    ['Present', null, null],
    ['current', null, null],
    ['garbage', null, null],
    ['2023-13', null, null],
    ['2023-02-30', null, null],
    ['2023-10-17T25:00:00', null, null],
    ['0000-00-00', null, null],
    ['99999999999', null, null],
    ['10/11/2023', null, null],
    ["'; drop table core.people; --", null, null],
    ['\u0000 2023'.replace('\u0000', '\ufffd'), null, null],
  ],
  'nothing outside 1900 to 2100': [
    ['1899-12-31', null, null],
    ['2101-01-01', null, null],
    ['0001', null, null],
    ['9999-12-31', null, null],
  ],
}

const parse = (values: readonly unknown[]) =>
  house.sql<{ date: string | null; precision: string | null }[]>`
    select p.began_on::text as date, p.date_precision as precision
    from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb) with ordinality as v (item, place)
    left join lateral extracted.parse_profile_date(v.item #>> '{}') as p on true
    order by v.place`

describe('a date of a profile', () => {
  it.each(Object.entries(cases))('may be %s', async (_, rows) => {
    const found = await parse(rows.map(([given]) => given))
    expect(
      rows.map(([given], index) => [given, found[index]?.date, found[index]?.precision])
    ).toEqual(rows)
  })

  it('is the same under any TimeZone and DateStyle of the caller', async () => {
    const values = Object.values(cases).flatMap((rows) => rows.map(([given]) => given))
    const usual = await parse(values)
    const other = await house.sql.begin(async (sql) => {
      await sql`set local timezone = 'Pacific/Kiritimati'`
      await sql`set local datestyle = 'German, DMY'`
      return sql<{ date: string | null; precision: string | null }[]>`
        select to_char(p.began_on, 'YYYY-MM-DD') as date, p.date_precision as precision
        from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb)
          with ordinality as v (item, place)
        left join lateral extracted.parse_profile_date(v.item #>> '{}') as p on true
        order by v.place`
    })
    expect(other.map((row) => ({ ...row }))).toEqual(usual.map((row) => ({ ...row })))
  })
})
