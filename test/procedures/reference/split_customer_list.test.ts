import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const split = async (list: string | null, keeps = false) => {
  const [row] = await house.sql`
    select reference.split_customer_list(${list}, ${keeps}) as names`
  return row?.names
}

describe('a list of customers', () => {
  it.each<[string, string[]]>([
    ['Acme, Beta,Gamma ,  Delta  Foods', ['Acme', 'Beta', 'Gamma', 'Delta Foods']],
    ['Acme', ['Acme']],
    ['Acme; Beta\nGamma\r\nDelta', ['Acme', 'Beta', 'Gamma', 'Delta']],
    ['- Acme\n* Beta\n• Gamma', ['Acme', 'Beta', 'Gamma']],
    ['[Acme, Beta]', ['Acme', 'Beta']],
    ['Acme, Beta, and Gamma', ['Acme', 'Beta', 'Gamma']],
    ['Acme, Beta, And Gamma', ['Acme', 'Beta', 'Gamma']],
    ['And Digital, Johnson and Johnson', ['And Digital', 'Johnson and Johnson']],
    ['AT&amp;T, H&amp;M; Marks & Spencer', ['AT&amp;T', 'H&amp;M', 'Marks & Spencer']],
    ["Macy's, Lowe's", ["Macy's", "Lowe's"]],
    ['Żabka, ソニー, Ömer', ['Żabka', 'ソニー', 'Ömer']],
  ])('%j is parted at its commas', async (list, names) => {
    expect(await split(list)).toEqual(names)
  })

  it.each<[string, string[]]>([
    ['Acme, Inc., Beta, LLC, Gamma', ['Acme, Inc.', 'Beta, LLC', 'Gamma']],
    ['Acme, Ltd, Beta Co., Gamma, Corp', ['Acme, Ltd', 'Beta Co.', 'Gamma, Corp']],
    [
      'Acme, GmbH, Beta, S.A., Gamma, PLC, Delta, AG',
      ['Acme, GmbH', 'Beta, S.A.', 'Gamma, PLC', 'Delta, AG'],
    ],
    ['Acme, Co., Ltd., Beta, GmbH & Co. KG', ['Acme, Co., Ltd.', 'Beta, GmbH & Co. KG']],
    ['Acme,Inc,Beta', ['Acme, Inc', 'Beta']],
    ['Acme, Inc. (USA), Beta', ['Acme, Inc. (USA)', 'Beta']],
    ['Acme, S.p.A., Beta, SpA', ['Acme, S.p.A.', 'Beta, SpA']],
    // Companies of their own, or with nothing before them.
    ['Nike, SAS, Gap', ['Nike', 'SAS', 'Gap']],
    ['Gap, The Limited, Day, Spa', ['Gap', 'The Limited', 'Day', 'Spa']],
    ['Inc., Acme', ['Inc.', 'Acme']],
  ])('%j keeps legal forms with their names', async (list, names) => {
    expect(await split(list)).toEqual(names)
  })

  it('takes its legal forms from the table', async () => {
    expect(await split('Acme, Xyzzy, Beta')).toEqual(['Acme', 'Xyzzy', 'Beta'])
    await house.sql`insert into reference.legal_forms (form, form_key) values ('Xyzzy', 'xyzzy')`
    expect(await split('Acme, Xyzzy, Beta')).toEqual(['Acme, Xyzzy', 'Beta'])
  })

  it.each<[string, string[]]>([
    ['Acme (UK, Ireland), Beta [a, b]', ['Acme (UK, Ireland)', 'Beta [a, b]']],
    ['Acme (a (b, c), d), Beta', ['Acme (a (b, c), d)', 'Beta']],
    ['"Acme, Beta", “Gamma, Delta”, "Echo"', ['Acme, Beta', 'Gamma, Delta', 'Echo']],
    ['Acme (a, Beta', ['Acme (a', 'Beta']],
    ['Acme), Beta (c, d)', ['Acme)', 'Beta (c, d)']],
    ['5" Disk, Beta', ['5" Disk', 'Beta']],
  ])('%j is not parted inside brackets and quotes', async (list, names) => {
    expect(await split(list)).toEqual(names)
  })

  it.each<[string, string[]]>([
    ['none found', []],
    ['None found.', []],
    ['N/A', []],
    ['Acme, unknown, None, Beta', ['Acme', 'Beta']],
    [' , ,, ', []],
    ['', []],
  ])('%j is without what stands for no company', async (list, names) => {
    expect(await split(list)).toEqual(names)
  })

  it('keeps placeholders for who counts them', async () => {
    expect(await split('Acme, N/A, none found', true)).toEqual(['Acme', 'N/A', 'none found'])
  })

  it('has every name once, in its first spelling', async () => {
    expect(await split('Acme, ACME , Beta, acme, BETA, Éclair, éCLAIR')).toEqual([
      'Acme',
      'Beta',
      'Éclair',
    ])
  })

  it('of null is null; a very long name is cut', async () => {
    expect(await split(null)).toBeNull()
    const [name] = await split(`${'x'.repeat(600)}, y`)
    expect(name).toHaveLength(500)
  })

  it.each([
    ['many brackets', '(a,'.repeat(100_000)],
    ['many quotes', '",'.repeat(100_000)],
    ['many commas', ','.repeat(500_000)],
    ['many legal forms', 'A, Inc., '.repeat(20_000)],
  ])('of %s is read in seconds', async (_what, list) => {
    const started = performance.now()
    await split(list)
    expect(performance.now() - started).toBeLessThan(50_000)
  })
})
