import { describe, expect, it } from 'vitest'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const path = '/run/companies/companyenrich/ingest'

const fields = [
  'id',
  'name',
  'domain',
  'website',
  'type',
  'employees',
  'revenue',
  'industry',
  'industries',
  'categories',
  'keywords',
  'technologies',
  'naics_codes',
  'subsidiaries',
  'description',
  'seo_description',
  'logo_url',
  'founded_year',
  'page_rank',
  'location',
  'location.address',
  'location.city',
  'location.city.name',
  'location.city.id',
  'location.city.latitude',
  'location.state.code',
  'location.country',
  'financial',
  'financial.total_funding',
  'financial.funding_stage',
  'financial.funding_date',
  'financial.stock_symbol',
  'financial.funding',
  'financial.funding.0',
  'financial.funding.0.date',
  'financial.funding.0.type',
  'financial.funding.0.amount',
  'financial.funding.0.from',
  'socials',
  'socials.linkedin_url',
  'socials.linkedin_id',
  'updated_at',
]

/** JSON texts, so that numbers stay as they are written. */
const values: Record<string, string> = {
  null: 'null',
  true: 'true',
  'a number as a string': '"42"',
  'a string': '"text, with a comma"',
  'a number past 2^53': '12345678901234567890',
  'a negative number': '-1',
  'a fraction': '0.000000001',
  '1e400': '1e400',
  'an empty string': '""',
  'the word null': '"null"',
  'an empty array': '[]',
  'an array of everything': '[null, 1, 1e400, true, "", " ", "x", {}, [], [[1]], {"name": 5}]',
  'an empty object': '{}',
  'an object': '{"0": {"date": []}, "name": {"name": []}, "id": "x", "amount": 1e400}',
  'a JSON string': '"{\\"name\\": \\"inner\\"}"',
  SQL: `"'; drop table raw.companyenrich_payloads; select pg_sleep(9); --"`,
  'a format': '"%s %I $1 {0} \\\\ \\" \\u2028 \\ufffd \\u202e"',
  'a long text': JSON.stringify('x'.repeat(20_000)),
  'a nonsense date': '"2024-13-45T99:99:99Z"',
  'a date out of range': '"999999-01-01"',
}

/** A document with one value at one place; the steps to it are objects, or arrays for a number. */
function documentWith(field: string, value: string): string {
  return field
    .split('.')
    .reduceRight(
      (inner, part) => (/^\d+$/.test(part) ? `[${inner}]` : `{${JSON.stringify(part)}: ${inner}}`),
      value
    )
}

async function count(): Promise<number> {
  const [row] = await served.database.sql<{ n: number }[]>`
    select count(*)::integer as n from raw.companyenrich_payloads`
  return row?.n ?? 0
}

describe('a document with the wrong thing in one place', () => {
  it.each(Object.entries(values))(
    '%s, in any field: taken, and kept in raw',
    async (_what, value) => {
      const before = await count()
      const refused: string[] = []
      for (const [at, field] of fields.entries()) {
        const document = documentWith(field, value)
        const body = `{"domain": "wrong-${at}.example", "raw_payload": ${document}}`
        const answer = await served.send(path, { body })
        if (answer.status !== 200) refused.push(`${field}: ${answer.status} ${answer.text}`)
      }
      expect(refused).toEqual([])
      expect(await count()).toBe(before + fields.length)
    }
  )

  it('everything wrong at once', async () => {
    const members = fields
      .filter((field) => !field.includes('.'))
      .map((field, at) => `"${field}": ${Object.values(values)[at % Object.keys(values).length]}`)
    const body = `{"domain": "all-wrong.example", "raw_payload": {${members.join(', ')}}}`
    const answer = await served.send(path, { body })
    expect(answer.status, answer.text).toBe(200)
  })
})

describe('a hostile request', () => {
  it.each([
    "'; drop table raw.companyenrich_payloads; --",
    'a.example\r\nx-api-key: other',
    '..',
    '.example',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
    '[::1]',
    'https://user:secret@',
    'http://',
    '%00.example',
  ])('with the domain %j is a 422', async (domain) => {
    const answer = await served.send(path, { body: { domain, raw_payload: { name: 'N' } } })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body.error.code).toBe('WH102')
  })

  it('with prototype names in it is like any other', async () => {
    const body =
      '{"domain":"proto.example","__proto__":{"x":1},"constructor":1,"raw_payload":{"__proto__":{"y":1}}}'
    const answer = await served.send(path, { body })
    expect(answer.status, answer.text).toBe(200)
  })

  it('with 20,000 keys is answered in time', async () => {
    const document = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at]))
    const body = { domain: 'keys.example', raw_payload: document }
    expect((await served.send(path, { body })).status).toBe(200)
  })
})
