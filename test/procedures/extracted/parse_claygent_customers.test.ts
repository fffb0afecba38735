import { describe, expect, it } from 'vitest'
import { type Row, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
/** The one document that is read of a payload. */
const parse = async (payload: unknown): Promise<Row> => {
  const [row] = await house.sql`
    with landed as (
      insert into raw.claygent_customers_structured_raw (payload)
      values (${JSON.stringify(payload)}::text::jsonb) returning id
    )
    select id from landed`
  const [document] = await house.sql`
    select to_jsonb(d) as document
    from unnest(
      extracted.parse_claygent_customers(
        'claygent_customers_structured',
        array[row('v.example', ${row?.id}::uuid, now(), 1, now(), null, true, true, false, false)
          ::ops.document_work]
      )
    ) as d`
  return document?.document
}
const customersOf = async (...customers: unknown[]) =>
  ((await parse({ customers })).customers as Row[]).map((customer) => ({ ...customer }))
const warn = async (payload: unknown) => {
  const [row] = await house.sql`
    select extracted.warn_claygent_customers(${JSON.stringify(payload)}::text::jsonb) as warnings`
  return ((row?.warnings ?? []) as { field: string; message: string }[]).map(
    ({ field, message }) => `${field}: ${message}`
  )
}

describe('the entries of a list', () => {
  it.each([
    'Acme',
    'Acme Foods 2',
    ' Acme \n Foods ',
    'ACME',
    'Acme, Inc.',
    'O’Neil & Söhne',
    '株式会社',
    'Unknown Worlds',
    'Nike',
    'Tom',
    'x'.repeat(600),
  ])('%j has the name and key that the normalisers give it', async (companyName) => {
    const [expected] = await house.sql`
      select reference.clean_label(${companyName}) as customer_name,
        reference.name_key(reference.clean_label(${companyName})) as customer_name_key`
    expect(await customersOf({ companyName })).toEqual([
      { ...expected, case_study_url: null, has_case_study: null },
    ])
    expect(await customersOf(companyName)).toMatchObject([{ ...expected }])
  })

  it.each([
    ['https://v.example/c/acme', 'https://v.example/c/acme'],
    ['HTTPS://V.example/C/?utm_source=x#y', 'https://v.example/C'],
    [' https://v.example/c ', 'https://v.example/c'],
    ['', null],
    [' ', null],
    ['N/A', null],
    ['v.example/c', null],
    ['http:/v', null],
    [null, null],
    [{}, null],
    [7, null],
  ])('with url %j have %j', async (url, expected) => {
    expect(await customersOf({ companyName: 'Acme', url })).toMatchObject([
      { case_study_url: expected },
    ])
  })

  it.each([
    [true, true],
    [false, false],
    ['Yes', true],
    ['false', false],
    [0, false],
    ['maybe', null],
    [null, null],
    [[], null],
  ])('with hasCaseStudy %j have %j', async (hasCaseStudy, expected) => {
    expect(await customersOf({ companyName: 'Acme', hasCaseStudy })).toMatchObject([
      { has_case_study: expected },
    ])
  })

  it('of one name are one: first spelling, first URL, a case study where any says so', async () => {
    expect(
      await customersOf(
        { companyName: 'Acme', url: 'x' },
        { companyName: 'Beta' },
        { companyName: 'ACME.', url: 'https://v.example/1', hasCaseStudy: false },
        { companyName: ' acme', url: 'https://v.example/2', hasCaseStudy: true }
      )
    ).toEqual([
      {
        customer_name: 'Acme',
        customer_name_key: 'acme',
        case_study_url: 'https://v.example/1',
        has_case_study: true,
      },
      expect.objectContaining({ customer_name: 'Beta', has_case_study: null }),
    ])
  })

  it('without a name are counted, and so are URLs that lead to no case study', async () => {
    expect(
      await parse({
        origin_company_name: ' Vendor  Ltd ',
        batch_name: 'b',
        customers: [
          null,
          7,
          [],
          {},
          { companyName: '' },
          { companyName: 'None found', url: 'https://v.example/c' },
          { companyName: '...' },
          { companyName: 'Home', url: 'https://v.example/?a=/b' },
          { companyName: 'Denied', url: 'https://v.example/d', hasCaseStudy: 'no' },
          { companyName: 'Odd', url: 'odd' },
          { companyName: 'Good', url: 'https://v.example/good' },
          { companyName: 'Same', url: 'https://v.example/good/' },
        ],
      })
    ).toMatchObject({
      origin_company_name: 'Vendor Ltd',
      batch_id: 'b',
      customers_skipped: 7,
      case_study_urls_skipped: 4,
      staging_case_study_urls: 1,
    })
  })

  it('prefer batch_id to batch_name', async () => {
    expect(await parse({ batch_id: 7, batch_name: 'b' })).toMatchObject({ batch_id: '7' })
  })
})

describe('a warning', () => {
  it('names what was not read as given', async () => {
    expect(
      await warn({
        origin_company_name: {},
        batch_id: [],
        customers: [
          { companyName: 'Good', url: '', hasCaseStudy: '' },
          { companyName: 'x'.repeat(501) },
          { companyName: 'unknown' },
          { name: 'Acme' },
          7,
          { companyName: 'A', url: 'a', hasCaseStudy: 'b' },
        ],
      })
    ).toEqual([
      'batch_id: expected text, got array: stored as null',
      'origin_company_name: expected text, got object: stored as null',
      'customers.1.companyName: over 500 characters: cut',
      'customers.2: the name stands for no company: left out',
      'customers.3: no companyName: left out',
      'customers.4: expected a customer, got number: left out',
      'customers.5.hasCaseStudy: expected boolean, got something else: stored as null',
      'customers.5.url: expected an http(s) URL, got something else: stored as null',
    ])
  })

  it('is given at most a hundred times', async () => {
    const warnings = await warn({ customers: Array.from({ length: 5000 }, () => 7) })
    expect(warnings).toHaveLength(101)
    expect(warnings.at(-1)).toBe('customers: 4900 more')
  })

  it.each([{ customers: [] }, { customers: ['Acme'] }, { result: 'Acme, Inc., Beta' }])(
    'is not given about %j',
    async (payload) => {
      expect(await warn(payload)).toEqual([])
    }
  )
})
