import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { hostileText, random } from './urls.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

async function isOther(pairs: [string | null, string | null][]): Promise<(boolean | null)[]> {
  const rows = await database.sql`
    select reference.is_other_company_name(p.one, p.other) as is_other
    from unnest(
      ${pairs.map(([one]) => one)}::text[], ${pairs.map(([, other]) => other)}::text[]
    ) with ordinality as p (one, other, place)
    order by p.place`
  return rows.map((row) => row.is_other)
}

const same: [string, string][] = [
  ['Acme', 'ACME'],
  ['Acme Inc.', 'acme gmbh'],
  ['The Acme Group', 'Acme'],
  ['Acme Labs', 'Acme'],
  ['Delta Dental', 'Delta Dental of Ohio, Inc.'],
  ['---', 'Acme'],
  ['', 'Acme'],
]

const other: [string, string][] = [
  ['Globex', 'Acme'],
  ['Acmeology', 'Acme'],
  ['Acme Group', 'Acme Holdings'],
  ['AB', 'AB Volvo Trucks'],
  ['International Business Machines', 'IBM'],
]

test('names of one company in other words are not those of another one', async () => {
  const turned = same.map(([one, two]): [string, string] => [two, one])
  expect(await isOther([...same, ...turned])).toEqual([...same, ...turned].map(() => false))
})

test('names that share no whole beginning are those of another one', async () => {
  const turned = other.map(([one, two]): [string, string] => [two, one])
  expect(await isOther([...other, ...turned])).toEqual([...other, ...turned].map(() => true))
})

test('gives null for null', async () => {
  expect(
    await isOther([
      [null, 'Acme'],
      ['Acme', null],
    ])
  ).toEqual([null, null])
})

test('never raises, whatever the names, and does not depend on their order', async () => {
  const next = random(3)
  const pairs = Array.from({ length: 500 }, (): [string, string] => [
    hostileText(next),
    hostileText(next),
  ])
  const turned = pairs.map(([one, two]): [string, string] => [two, one])
  expect(await isOther(turned)).toEqual(await isOther(pairs))
})
