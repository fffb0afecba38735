import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { domainOf, hostileText, random, url } from './urls.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

async function normalized(texts: string[]): Promise<(string | null)[]> {
  const rows = await database.sql<{ domain: string | null }[]>`
    select reference.normalize_domain(t.value) as domain
    from unnest(${texts}::text[]) with ordinality as t (value, place)
    order by t.place`
  return rows.map((row) => row.domain)
}

test("finds the host that Node's URL parser finds in 6,000 URLs of every kind", async () => {
  const next = random(20_261_101)
  const urls = Array.from({ length: 6000 }, () => url(next))
  const found = await normalized(urls)
  const differing = urls
    .map((text, index) => ({ text, node: domainOf(text), found: found[index] }))
    .filter(({ node, found }) => node !== found)
  expect(differing).toEqual([])
  expect(found.filter((domain) => domain !== null).length).toBeGreaterThan(1000)
})

test('is idempotent, and its answers pass the guard of the tables', async () => {
  const next = random(7)
  const texts = Array.from({ length: 6000 }, (_, index) =>
    index % 2 === 0 ? url(next) : hostileText(next)
  )
  const domains = (await normalized(texts)).filter((domain) => domain !== null)
  expect(await normalized(domains)).toEqual(domains)
  const guard = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/
  expect(domains.filter((domain) => !guard.test(domain) || domain.length > 253)).toEqual([])
})

test('answers long hostile text with null', async () => {
  const texts = [
    `${'a'.repeat(1_000_000)}.example`,
    `${' '.repeat(500_000)}a${' '.repeat(500_000)}.example`,
    `http://${'%41'.repeat(300_000)}.example`,
    `${'é'.repeat(300_000)}.example`,
    `${'a.'.repeat(300_000)}example`,
    '@'.repeat(500_000),
    '<'.repeat(500_000),
    `xn--${'9'.repeat(59)}.example`,
    `${'xn--a.'.repeat(40)}example`,
  ]
  expect(await normalized(texts)).toEqual(texts.map(() => null))
})

test('gives null for null', async () => {
  const [row] = await database.sql`select reference.normalize_domain(null) as domain`
  expect(row).toEqual({ domain: null })
})
