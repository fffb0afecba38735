import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  attemptPairs,
  type NameKeys,
  numberCompanies,
  readNameKeys,
  readNamePairs,
  score,
} from '../../support/company-names.ts'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { hostileText, pick, random } from './urls.ts'

const pairs = readNamePairs()
let database: TestDatabase
let keys: Map<string, NameKeys>

beforeAll(async () => {
  database = await createDatabase()
  keys = await readNameKeys(database.sql, pairs)
})
afterAll(() => database.drop())

const keysOf = async (name: string | null) => {
  const [row] = await database.sql<NameKeys[]>`
    select k.* from reference.company_name_keys(${name}) as k`
  return row && Object.values(row)
}

describe('the labelled pairs', () => {
  test('are many, of many kinds, a third held out, and do not contradict each other', () => {
    const companies = numberCompanies(pairs)
    expect(pairs.length).toBeGreaterThanOrEqual(400)
    expect(pairs.filter((pair) => pair.held_out).length).toBeGreaterThan(pairs.length * 0.3)
    expect(new Set(pairs.map((pair) => pair.why)).size).toBeGreaterThan(15)
    expect(
      pairs.filter(({ a, b, same }) => same !== (companies.get(a) === companies.get(b)))
    ).toEqual([])
  })

  test.each([
    ['among all names', false],
    ['each alone, where ambiguity keeps nothing away', true],
  ])('match with a precision of 0.99 and more %s, at every level', (_where, alone) => {
    const floors = [0.25, 0.75, 0.88]
    for (const [highest, floor] of floors.entries()) {
      const attempts = attemptPairs(pairs, keys, { highest, alone })
      const parts = [attempts, attempts.filter(({ pair }) => pair.held_out)]
      for (const part of parts) {
        const { precision, recall } = score(part)
        const wrong = part.filter((attempt) => attempt.wrong).map(({ pair }) => pair)
        expect({ highest, wrong, good: precision >= 0.99 }).toEqual({
          highest,
          wrong: [],
          good: true,
        })
        expect(recall).toBeGreaterThan(floor)
      }
    }
  })

  test('with two companies of one name, neither matches', () => {
    const twins = [
      { a: 'Brelmoth', b: 'Brelmoth Inc.', same: false, why: 'twins' },
      { a: 'Brelmoth', b: 'Brelmoth, Inc', same: true, why: 'twins' },
    ].map((pair, index) => (index === 0 ? { ...pair, a: 'Grindelow' } : pair))
    const of = (name: string) => keys.get(name) as NameKeys
    const known = new Map([
      ['Grindelow', of('Grindelow')],
      ['Brelmoth', { ...of('Brelmoth Inc.'), name_key: 'brelmoth' }],
      ['Brelmoth Inc.', of('Brelmoth Inc.')],
      ['Brelmoth, Inc', of('Brelmoth, Inc')],
    ])
    const [, attempt] = attemptPairs(twins, known)
    expect(attempt?.match).toEqual({ company: null, level: 1, ambiguous: true })
  })
})

describe('reference.company_name_keys', () => {
  test.each([
    [
      'Müller Group GmbH & Co. KG',
      ['muller group gmbh and co kg', 'muller group', 'muller', 'group'],
    ],
    ['Nordwind Holding', ['nordwind holding', 'nordwind holding', 'nordwind', 'holdings']],
    ['Nordwind & Co.', ['nordwind and co', 'nordwind', 'nordwind', 'company']],
    ['Nordwind Co., Ltd.', ['nordwind co ltd', 'nordwind', 'nordwind', null]],
    ['Nordwind', ['nordwind', 'nordwind', 'nordwind', null]],
    ['Group Inc.', ['group inc', 'group inc', 'group inc', null]],
    ['', [null, null, null, null]],
    [null, [null, null, null, null]],
  ])('of %s', async (name, expected) => {
    expect(await keysOf(name)).toEqual(expected)
  })

  test('are what reference.company_name_key gives level by level', async () => {
    const rows = await database.sql`
      select n.name
      from unnest(${[...keys.keys()]}::text[]) as n (name)
      cross join lateral reference.company_name_keys(n.name) as k
      where (k.name_key, k.bare_key, k.weak_key) is distinct from (
        reference.company_name_key(n.name, 0),
        reference.company_name_key(n.name, 1),
        reference.company_name_key(n.name, 2)
      )`
    expect([...rows]).toEqual([])
  })

  test('follow a form that is added, and one that is removed', async () => {
    await database.sql.begin(async (sql) => {
      const key = async () =>
        (await sql`select reference.company_name_key('Nordwind Zubrowka', 1) as key`)[0]?.key
      expect(await key()).toBe('nordwind zubrowka')
      await sql`insert into reference.legal_forms (form, form_key) values ('Zubrowka', 'zubrowka')`
      expect(await key()).toBe('nordwind')
      await sql`delete from reference.legal_forms where form_key = 'zubrowka'`
      expect(await key()).toBe('nordwind zubrowka')
    })
  })
})

describe('hostile names', () => {
  const next = random(2611)
  const forms = ['Inc.', 'S.p.A.', 'Spa', 'GmbH', '& Co.', 'KG', 'Ltd', 'PT', 'ООО', 'UAB', 'Group']
  const glued = ['株式会社', '有限公司', '集团', 'グループ', 'จำกัด', '주식회사', '(株)', '(주)']
  const words = ['the', 'The', 'and', '&', 'und', 'y', 'et', 'a', 'B.', 'J.P.X', 'A/S', '+', 'C++']
  const names = ['Acme', 'x', '花', '花霞', 'Ромашка', 'é', 'u', 'n', 'd', 't', 'h', 'e', '🚀', '7']
  const marks = [
    '\u202eacme',
    '\u200f',
    'שלום',
    'بع"م',
    '\u0001',
    '\u007f',
    '\u00a0',
    '\ufeff',
    ',',
  ]
  const pieces = [...forms, ...glued, ...words, ...names, ...marks, 'Holding', 'Company', '(publ)']
  const texts = [
    ...Array.from({ length: 6000 }, () =>
      Array.from({ length: 1 + Math.floor(next() * 7) }, () => pick(next, pieces)).join(
        next() < 0.8 ? ' ' : ''
      )
    ),
    ...Array.from({ length: 1000 }, () => hostileText(next)),
    ...pieces.flatMap((piece) => [`${piece} `.repeat(2500), piece.repeat(10_000)]),
    ...pieces.flatMap((piece) => [485, 495, 499].map((n) => `${'a'.repeat(n)} ${piece} ${piece}b`)),
    ...['ß', 'ﷺ', 'ﬃ', 'y a '].map((piece) => piece.repeat(300)),
    "'; drop table reference.legal_forms; --",
  ]

  test('never raise, and keys are their own keys at every level', async () => {
    const rows = await database.sql`
      select left(t.x, 80) as x, k.name_key, k.bare_key, k.weak_key
      from unnest(${texts}::text[]) as t (x)
      cross join lateral reference.company_name_keys(t.x) as k
      where reference.company_name_key(k.name_key, 0) is distinct from k.name_key
        or reference.company_name_key(k.bare_key, 1) is distinct from k.bare_key
        or reference.company_name_key(k.weak_key, 2) is distinct from k.weak_key
        or length(k.name_key) > 500
        or k.name_key ~ '^ |  | $'
        or k.bare_key = '' or k.weak_key = ''`
    expect([...rows]).toEqual([])
  })

  test('of one name in other marks have one key', async () => {
    const spellings = ['Acme', '\u202bACME\u202c', '\u200facme', 'a\u200bcme', '"Acme"', '🚀 Acme']
    const [row] = await database.sql`
      select array_agg(distinct reference.company_name_key(t.x, 1)) as keys
      from unnest(${spellings}::text[]) as t (x)`
    expect(row?.keys).toEqual(['acme'])
  })
})

describe('reference.legal_forms', () => {
  test('have the keys that names are compared by', async () => {
    const rows = await database.sql`
      select f.form, f.form_key, reference.fold_company_name(f.form) as expected
      from reference.legal_forms as f
      where f.form_key is distinct from
          regexp_replace(reference.fold_company_name(f.form), '^and ', '')
        or f.form_key is distinct from reference.fold_company_name(f.form_key)`
    expect([...rows]).toEqual([])
  })

  test('cover the world, the longest with seven words', async () => {
    const [row] = await database.sql`
      select
        count(*)::integer as forms,
        count(*) filter (where f.is_weak)::integer as weak,
        (select count(distinct c)::integer from reference.legal_forms, unnest(countries) as c) as lands,
        max(cardinality(string_to_array(f.form_key, ' '))) as words,
        max(cardinality(string_to_array(f.form_key, ' '))) filter (where f.is_leading) as leading
      from reference.legal_forms as f`
    expect(row?.forms).toBeGreaterThan(400)
    expect(row?.weak).toBeGreaterThan(30)
    expect(row?.lands).toBeGreaterThan(70)
    // What reference.company_name_keys looks for.
    expect(row?.words).toBeLessThanOrEqual(7)
    expect(row?.leading).toBeLessThanOrEqual(7)
  })

  test('every one is dropped where it stands', async () => {
    const rows = await database.sql`
      select f.form, n.name, reference.company_name_key(n.name, 2) as key
      from reference.legal_forms as f
      cross join lateral (
        select 'Nordwind Quellmar ' || f.form where f.is_trailing and not f.is_word
        union all
        select f.form || ' Nordwind Quellmar' where f.is_leading
        union all
        select 'Nordwind Quellmar, ' || f.form
        where f.is_trailing and f.is_word and f.form !~ ' '
      ) as n (name)
      where reference.company_name_key(n.name, 2) <> 'nordwind quellmar'`
    expect([...rows]).toEqual([])
  })

  test('refuse what is not normal', async () => {
    const { sql } = database
    const refused = [
      sql`insert into reference.legal_forms (form, form_key) values ('X.', 'X.')`,
      sql`insert into reference.legal_forms (form, form_key) values ('Xx', ' xx')`,
      sql`insert into reference.legal_forms (form, form_key, countries) values ('Xx', 'xx', '{xx}')`,
      sql`insert into reference.legal_forms (form, form_key, is_weak) values ('Xx', 'xx', true)`,
      sql`insert into reference.legal_forms (form, form_key, meaning) values ('Xx', 'xx', 'group')`,
      sql`insert into reference.legal_forms (form, form_key, is_trailing) values ('Xx', 'xx', false)`,
    ]
    for (const insert of refused) await expect(insert).rejects.toMatchObject({ code: '23514' })
  })
})
