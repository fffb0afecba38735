import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'

/** Behaviour -> pairs of input and expected value. */
type Vectors = Record<string, [input: unknown, expected: unknown][]>

const directory = new URL('../../fixtures/vectors/', import.meta.url)
const functions = readdirSync(directory)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))

/** How the input of a vector (v.input, jsonb) is handed over; text functions take it as text. */
const calls: Record<string, string> = {
  company_name_key: 'reference.company_name_key(v.input ->> 0, (v.input ->> 1)::integer)',
  normalize_linkedin_url: 'reference.normalize_linkedin_url(v.input ->> 0, v.input ->> 1)',
  parse_money: `(select jsonb_build_array(m.amount, m.currency)
    from reference.parse_money(v.input #>> '{}') as m)`,
  parse_partial_date: `(select jsonb_build_array(
      to_char(d.parsed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), d.date_precision
    ) from reference.parse_partial_date(v.input #>> '{}') as d)`,
}

function callOf(name: string): string {
  const argument = name.startsWith('json_') ? 'v.input' : "v.input #>> '{}'"
  return calls[name] ?? `reference.${name}(${argument})`
}

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

async function answers(name: string, inputs: unknown[]): Promise<unknown[]> {
  const rows = await database.sql.unsafe(
    `select coalesce(to_jsonb(${callOf(name)}), 'null') as answer
    from jsonb_array_elements($1::text::jsonb) with ordinality as v (input, place)
    order by v.place`,
    [JSON.stringify(inputs)]
  )
  return rows.map((row) => row.answer)
}

describe.each(functions)('reference.%s', (name) => {
  const vectors = JSON.parse(readFileSync(new URL(`${name}.json`, directory), 'utf8')) as Vectors

  test.each(Object.keys(vectors))('%s', async (behaviour) => {
    const cases = vectors[behaviour] ?? []
    const inputs = cases.map(([input]) => input)
    const found = await answers(name, inputs)
    expect(inputs.map((input, index) => ({ input, answer: found[index] }))).toEqual(
      cases.map(([input, answer]) => ({ input, answer }))
    )
  })

  test('answers the same under another TimeZone, DateStyle and locale of the caller', async () => {
    const inputs = Object.values(vectors).flatMap((cases) => cases.map(([input]) => input))
    const usual = await answers(name, inputs)
    const rows = await database.sql.begin(async (sql) => {
      await sql`set local timezone = 'Asia/Kolkata'`
      await sql`set local datestyle = 'German, DMY'`
      await sql`set local lc_numeric = 'C'`
      return sql.unsafe(
        `select coalesce(to_jsonb(${callOf(name)}), 'null') as answer
        from jsonb_array_elements($1::text::jsonb) with ordinality as v (input, place)
        order by v.place`,
        [JSON.stringify(inputs)]
      )
    })
    expect(rows.map((row) => row.answer)).toEqual(usual)
  })
})
