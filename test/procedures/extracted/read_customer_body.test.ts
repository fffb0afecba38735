import { describe, expect, it } from 'vitest'
import { type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const read = async (body: unknown) => {
  const [row] = await house.sql`
    select * from extracted.read_customer_body(${JSON.stringify(body)}::text::jsonb)`
  return { ...row } as Row
}
const acme = { companyName: 'Acme', url: 'https://v.example/acme', hasCaseStudy: true }
const nothing = { customers: null, confidence: null, unread: null }

describe('the list of a body', () => {
  it.each<[string, Row]>([
    ['at the top', { customers: [acme] }],
    ['in claygent_output', { claygent_output: { customers: [acme] } }],
    ['in customers_claygent', { customers_claygent: { customers: [acme] } }],
    ['in raw_payload', { raw_payload: { customers: [acme] } }],
    ['in a JSON string', { customers: JSON.stringify([acme]) }],
    ['in an object in a JSON string', { raw_payload: JSON.stringify({ customers: [acme] }) }],
    [
      'in strings in strings',
      {
        claygent_output: JSON.stringify({ customers: JSON.stringify([acme]) }),
      },
    ],
    ['that is the nested field itself', { customers_claygent: [acme] }],
    ['that is a single customer', { claygent_output: { customers: acme } }],
    ['in result', { result: [acme] }],
    [
      'behind an empty one',
      { customers: [], claygent_output: '', raw_payload: { customers: [acme] } },
    ],
    ['before another one', { customers: [acme], claygent_output: { customers: ['Beta'] } }],
    ['before a result', { claygent_output: { customers: [acme], result: 'Beta' } }],
  ])('is found %s', async (_where, body) => {
    expect(await read(body)).toEqual({ ...nothing, customers: [acme] })
  })

  it('may be names alone, parted by commas, with the pages that are about them', async () => {
    const url = 'https://v.example/customers/acme'
    expect(
      await read({
        claygent_output: { result: 'Acme, Inc., Beta, N/A', stepsTaken: [`Visited ${url}/.`] },
      })
    ).toEqual({
      ...nothing,
      customers: [
        { companyName: 'Acme, Inc.', url, hasCaseStudy: true },
        { companyName: 'Beta', url: null, hasCaseStudy: null },
        { companyName: 'N/A', url: null, hasCaseStudy: null },
      ],
    })
  })

  it('is empty where an empty one is given, and null where none is', async () => {
    expect(await read({ customers: [] })).toEqual({ ...nothing, customers: [] })
    expect(await read({ raw_payload: '{"customers": "[]"}' })).toEqual({
      ...nothing,
      customers: [],
    })
    for (const body of [{}, { result: ' ', customers: null, raw_payload: {} }, [], null, 7]) {
      expect(await read(body)).toEqual(nothing)
    }
  })

  it.each<[Row, string[]]>([
    [{ customers: '[{"companyName": "Acme"' }, ['customers']],
    [{ customers: 'Acme, Beta' }, ['customers']],
    [{ customers: { a: 1 }, result: 7 }, ['customers', 'result']],
    [
      { claygent_output: 'no JSON', raw_payload: { customers: true } },
      ['claygent_output', 'raw_payload.customers'],
    ],
  ])('of %j is not read, and said so', async (body, unread) => {
    expect(await read(body)).toEqual({ ...nothing, unread })
  })

  it('is taken from the next place where one cannot be read', async () => {
    expect(await read({ customers: '[oops', raw_payload: { customers: ['Acme'] } })).toEqual({
      ...nothing,
      customers: ['Acme'],
      unread: ['customers'],
    })
  })
})

describe('what goes with the list', () => {
  it('is taken from the place of the list, else from another', async () => {
    expect(
      await read({ confidence: 'low', raw_payload: { customers: ['A'], confidence: 'High' } })
    ).toMatchObject({ confidence: 'high' })
    expect(await read({ confidence: 'low', raw_payload: { customers: ['A'] } })).toMatchObject({
      confidence: 'low',
    })
    expect(await read({ customers: ['A'], claygent_output: { confidence: 'low' } })).toMatchObject({
      customers: ['A'],
      confidence: 'low',
    })
    expect(
      await read({ result: 'Acme', raw_payload: { stepsTaken: 'at https://v.example/acme' } })
    ).toMatchObject({ customers: [{ url: 'https://v.example/acme' }] })
  })

  it.each([[{ confidence: {} }], [{ confidence: [1] }], [{ confidence: '' }]])(
    'is null in %j',
    async (rest) => {
      expect(await read({ customers: ['A'], ...rest })).toMatchObject({ confidence: null })
    }
  )
})
