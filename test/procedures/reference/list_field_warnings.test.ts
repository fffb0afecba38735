import { describe, expect, it } from 'vitest'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const warn = async (document: unknown, kinds: Record<string, string>) => {
  const rows = await house.sql<{ field: string; message: string }[]>`
    select * from reference.list_field_warnings(
      ${JSON.stringify(document)}::text::jsonb, ${JSON.stringify(kinds)}::text::jsonb
    ) order by 1, 2`
  return rows.map((row) => ({ ...row }))
}

/** Per kind: what is read, and what is not. */
const kinds: Readonly<Record<string, { good: unknown[]; bad: unknown[] }>> = {
  text: { good: ['x', 5, true, 'x'.repeat(600)], bad: [{}, [], ['x']] },
  name: { good: ['x', 5, true, 'x'.repeat(500)], bad: [{}, []] },
  object: { good: [{}, { a: 1 }, '{"a": 1}'], bad: ['x', 5, [], true, '[]', '{'] },
  array: { good: [[], ['x'], '["x"]'], bad: ['x', 5, {}, true, '{}', '['] },
  integer: { good: [5, '5', '1,234'], bad: ['x', 1.5, {}, [], 1e300, '99999999999'] },
  bigint: { good: [5, '5', 99999999999], bad: ['x', {}, [], 1e300] },
  number: { good: [5, 1.5, '1.5'], bad: ['x', {}, []] },
  boolean: { good: [true, false, 'yes', 'No', 0, 1], bad: ['maybe', 2, {}, []] },
  date: { good: ['2023', '2023-10-01', 'Oct 2023'], bad: ['soon', '2023-13', {}, [], true] },
  domain: { good: ['acme.example', 'https://www.acme.example/x'], bad: ['acme', 'bit.ly', 5, {}] },
  'LinkedIn company URL': {
    good: ['https://www.linkedin.com/company/acme', 'linkedin.com/company/Acme/'],
    bad: ['https://www.linkedin.com/in/jo', 'acme', 5, {}, []],
  },
}

describe.each(Object.entries(kinds))('a field that is %s', (kind, { good, bad }) => {
  it.each(good.map((value) => [JSON.stringify(value).slice(0, 60), value]))(
    'says nothing about %s',
    async (_, value) => {
      expect(await warn({ field: value }, { field: kind })).toEqual([])
    }
  )

  it.each(bad.map((value) => [JSON.stringify(value), value]))('warns of %s', async (_, value) => {
    const type = Array.isArray(value) ? 'array' : typeof value
    const isWhole = ['integer', 'bigint'].includes(kind)
    const words = new Map([
      ['string', 'a text that is none'],
      ['number', isWhole ? 'a number that is none' : 'number'],
    ])
    const got = words.get(type) ?? type
    expect(await warn({ field: value }, { field: kind })).toEqual([
      {
        field: 'field',
        message: `expected ${kind === 'name' ? 'text' : kind}, got ${got}: stored as null`,
      },
    ])
  })

  it.each([null, '', ' ', 'null', 'None', 'N/A', '\u200b'])(
    'says nothing about %j, which is null',
    async (value) => {
      expect(await warn({ field: value }, { field: kind })).toEqual([])
    }
  )
})

describe('fields', () => {
  it('are named by their path, and looked for only where they are', async () => {
    expect(
      await warn(
        { a: { b: [], c: 5 }, d: 'x', unknown: {} },
        { 'a.b': 'text', 'a.c': 'text', 'a.x.y': 'text', d: 'integer', e: 'date', 'd.f': 'text' }
      )
    ).toEqual([
      { field: 'a.b', message: 'expected text, got array: stored as null' },
      { field: 'd', message: 'expected integer, got a text that is none: stored as null' },
    ])
  })

  it('that are names are cut at 500 characters, others are not', async () => {
    const long = 'é'.repeat(501)
    expect(await warn({ a: long, b: long }, { a: 'name', b: 'text' })).toEqual([
      { field: 'a', message: 'over 500 characters: cut' },
    ])
  })

  it('of what is no document are none', async () => {
    expect(await warn(null, { a: 'text' })).toEqual([])
    expect(await warn(['x'], { a: 'text' })).toEqual([])
  })
})
