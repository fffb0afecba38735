import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { hostileText, random } from './urls.ts'

const next = random(7)
const spaces = ['\t', '\n', '\v', '\f', '\r', ' ', '\u0085', '\u00a0', '\u1680', '\u180e']
const wide = ['\u2000', '\u200a', '\u200b', '\u200c', '\u200d', '\u2028', '\u202f', '\u205f']
const others = ['\u2060', '\u3000', '\ufeff', 'null', 'None', 'N/A', 'x', 'É', 'İ', 'Σ', 'ﬃ', '😀']
const pieces = [...spaces, ...wide, ...others]
const pick = () => pieces[Math.floor(next() * pieces.length)] ?? ''

/** Titles of every shape that could make two ways of computing a key differ. */
const texts = [
  ...Array.from({ length: 2000 }, () => hostileText(next)),
  ...Array.from({ length: 2000 }, () =>
    Array.from({ length: 1 + Math.floor(next() * 8) }, pick).join('')
  ),
  ...pieces.flatMap((piece) => [1, 499, 500, 501, 10_000].map((count) => piece.repeat(count))),
  ...pieces.flatMap((piece) => [495, 496, 499, 500].map((n) => `null${piece.repeat(n)}x`)),
  ...pieces.flatMap((piece) => [495, 498, 499, 500].map((n) => `${'a'.repeat(n)}${piece}b`)),
  "'; drop table reference.job_title_lookup; --",
]
  .map((text) => text.replaceAll('\u0000', ''))
  .filter((text) => !/\p{Surrogate}/u.test(text))

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

const keyed = [
  ['job_title_lookup', 'latest_title', 'lookup_key', 'lookup_key'],
  ['location_lookup', 'location_name', 'lookup_key', 'lookup_key'],
  ['value_aliases', 'raw_value', 'value_key', 'value_key'],
] as const

describe.each(keyed)('the computed key of reference.%s', (table, raw, key, name) => {
  test('is what its function gives, for every value', async () => {
    // The constraints out of the way, so that values of any length and no key can stand.
    const rows = await database.sql.begin(async (sql) => {
      await sql.unsafe(`create temporary table probe (like reference.${table} including generated including defaults)
        on commit drop;
        alter table probe alter column ${key} drop not null`)
      const [columns, values] =
        table === 'value_aliases' ? [`${raw}, dimension, canonical`, "t.x, '', ''"] : [raw, 't.x']
      await sql.unsafe(
        `insert into probe (${columns}) select ${values} from unnest($1::text[]) as t (x)`,
        [texts]
      )
      const different =
        await sql.unsafe(`select left(p.${raw}, 40) as raw, left(p.${key}, 40) as key,
          left(reference.${name}(p.${raw}), 40) as expected
        from probe as p where p.${key} is distinct from reference.${name}(p.${raw})`)
      const [count] = await sql.unsafe(
        `select count(*)::integer as n, count(distinct ${key})::integer as keys from probe`
      )
      expect(count?.n).toBe(texts.length)
      expect(count?.keys).toBeGreaterThan(1000)
      return different
    })
    expect([...rows]).toEqual([])
  })
})

test.each(['lookup_key', 'value_key'])('reference.%s is its own key', async (name) => {
  const rows = await database.sql.unsafe(
    `select left(k.x, 60) as x, k.y, reference.${name}(k.y) as again
    from (select t.x, reference.${name}(t.x) as y from unnest($1::text[]) as t (x)) as k
    where reference.${name}(k.y) is distinct from k.y`,
    [texts]
  )
  expect([...rows]).toEqual([])
})

test('a key fits into an index, however long the title', async () => {
  const rows = await database.sql`
    select left(t.x, 20) as x from unnest(${texts}::text[]) as t (x)
    where octet_length(reference.lookup_key(t.x)) > 2600`
  expect([...rows]).toEqual([])
})

test('the fast way gives what the slow way gives', async () => {
  const rows = await database.sql`
    select t.x from unnest(${texts}::text[]) as t (x)
    where reference.lookup_key(t.x) is distinct from
      -- A leading space keeps a text from the fast way and changes nothing else.
      reference.lookup_key(' ' || t.x)`
  expect([...rows]).toEqual([])
})
