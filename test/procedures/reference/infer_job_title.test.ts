import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../../support/database.ts'
import { hostileText, random } from './urls.ts'

interface Answer {
  cleaned_job_title: string | null
  seniority: string | null
  job_function: string | null
}

const file = new URL('../../fixtures/vectors/infer_job_title.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [string, Answer | null][]>
const labelled = Object.values(vectors).flat()
const titles = labelled.map(([title]) => title)

const next = random(11)
const pieces = ['CEO', 'of', 'Sales', 'Manager', '&', '|', '@', ' - ', ',', '(', ')', 'at', 'ex-']
const more = [
  '🚀',
  '/',
  '#',
  "'",
  '.',
  'Sr.',
  'Intern',
  'to',
  'the',
  'Head',
  'é',
  'VP',
  '–',
  'Acme',
]
const pick = () => [...pieces, ...more][Math.floor(next() * 27)] ?? ''

/** Words and separators of titles in any order. */
const jumbled = Array.from({ length: 2000 }, () =>
  Array.from({ length: 1 + Math.floor(next() * 9) }, pick).join(next() < 0.5 ? ' ' : '')
)

const hostile = [
  ...jumbled,
  ...Array.from({ length: 1500 }, () => hostileText(next)),
  ...[
    'a',
    ' ',
    '🚀',
    'CEO ',
    '(',
    ')',
    '|',
    '-',
    '.',
    '\u202e',
    '\u0301',
    'ﷺ',
    '&',
    'VP, ',
    '@',
  ].map((piece) => piece.repeat(10_000)),
  ...[
    '\u0001\u0007\u001b\u007f',
    '\u0085\u2028\u2029',
    '?!.,;:-_',
    '()[]{}',
    '"\'`',
    '\u202bCEO\u202c',
  ],
  ...[
    'مدير المبيعات',
    'Директор',
    '營業マネージャー',
    "'; drop table reference.seniorities; --",
    '%s',
    '\\',
  ],
]
  // Neither NUL nor half a character reaches the database.
  .map((text) => Buffer.from(text.replaceAll('\u0000', '')).toString())

let database: TestDatabase
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

async function infer(inputs: readonly string[]): Promise<(Answer | null)[]> {
  const rows = await database.sql<{ answer: Answer | null }[]>`
    select to_jsonb(reference.infer_job_title(t.title)) as answer
    from unnest(${inputs}::text[]) with ordinality as t (title, place)
    order by t.place`
  return rows.map((row) => row.answer)
}

const meaning = (answer: Answer | null | undefined) => [answer?.seniority, answer?.job_function]

describe('the labelled titles', () => {
  test('are at least 500, each once', () => {
    expect(titles.length).toBeGreaterThan(500)
    expect(new Set(titles).size).toBe(titles.length)
  })

  test.each(Object.keys(vectors))('%s', async (behaviour) => {
    const cases = vectors[behaviour] ?? []
    const found = await infer(cases.map(([title]) => title))
    expect(cases.map(([title], index) => [title, found[index]])).toEqual(cases)
  })

  test('use every seniority and every job function, and no other name', async () => {
    for (const [table, key] of [
      ['seniorities', 'seniority'],
      ['job_functions', 'job_function'],
    ] as const) {
      const rows = await database.sql`select name from reference.${database.sql(table)}`
      const used = new Set(labelled.map(([, answer]) => answer?.[key] ?? null))
      used.delete(null)
      expect([...used].toSorted()).toEqual(rows.map((row) => row.name).toSorted())
    }
  })
})

test('gives null for null, blank and placeholders', async () => {
  const [row] = await database.sql`select reference.infer_job_title(null) as answer`
  expect(row?.answer).toBeNull()
  const blank = ['', ' ', '\n\t', 'n/a', 'N/A', 'null', 'None', '\u200b', '—', '...', '🚀🚀', '()']
  expect(await infer(blank)).toEqual(blank.map(() => null))
})

test('cleans a cleaned title to itself', async () => {
  const cleaned = (await infer([...titles, ...jumbled]))
    .map((answer) => answer?.cleaned_job_title)
    .filter((title) => title !== null && title !== undefined)
  expect(cleaned.length).toBeGreaterThan(1500)
  const again = await infer(cleaned)
  const changed = cleaned
    .map((title, index) => [title, again[index]?.cleaned_job_title])
    .filter(([title, twice]) => title !== twice)
  expect(changed).toEqual([])
})

test.each([
  ['capitals', (title: string) => title.toUpperCase()],
  ['small letters', (title: string) => title.toLowerCase()],
])('means the same in %s', async (_, change) => {
  const usual = (await infer(titles)).map(meaning)
  const changed = (await infer(titles.map(change))).map(meaning)
  expect(titles.filter((_, index) => `${usual[index]}` !== `${changed[index]}`)).toEqual([])
})

test.each([
  ['an emoji before', (title: string) => `🚀 ${title}`],
  ['an emoji after', (title: string) => `${title} ✨`],
  ['a slogan after a pipe', (title: string) => `${title} | Making the world better`],
  ['a remark in brackets', (title: string) => `${title} (Remote)`],
  ['surplus spaces', (title: string) => `  ${title.replaceAll(' ', '  ')}\n`],
  ['quotes', (title: string) => `"${title}"`],
  ['an invisible character', (title: string) => `\ufeff${title}\u200b`],
])('is not changed by %s', async (_, change) => {
  const named = titles.filter((_, index) => labelled[index]?.[1]?.seniority)
  const usual = await infer(named)
  const changed = await infer(named.map(change))
  const different = named
    .map((title, index) => [title, changed[index], usual[index]])
    .filter(([, found, expected]) => JSON.stringify(found) !== JSON.stringify(expected))
  expect(different).toEqual([])
})

test('is not changed by an employer', async () => {
  const plain = ['CEO', 'VP of Sales', 'Senior Software Engineer', 'Intern', 'Marketing Manager']
  const usual = await infer(plain)
  for (const suffix of [' at Marketing Director GmbH', ' @Acme Sales', ' @ Chief, Inc.']) {
    expect(await infer(plain.map((title) => title + suffix))).toEqual(usual)
  }
  expect((await infer(['CEO at Acme'])).map(meaning)).not.toEqual(
    (await infer(['Accountant at Acme'])).map(meaning)
  )
})

test('never raises over hostile text, and says only what the vocabularies have', async () => {
  const answers = await infer(hostile)
  expect(answers).toHaveLength(hostile.length)
  const [known] = await database.sql`select
    (select array_agg(name) from reference.seniorities) as seniorities,
    (select array_agg(name) from reference.job_functions) as functions`
  const names = new Set([null, ...(known?.seniorities ?? []), ...(known?.functions ?? [])])
  expect(names.size).toBe(1 + 13 + 26)
  for (const answer of answers) {
    expect(names).toContain(answer?.seniority ?? null)
    expect(names).toContain(answer?.job_function ?? null)
    expect((answer?.cleaned_job_title ?? '').length).toBeLessThanOrEqual(100)
    expect(answer?.cleaned_job_title ?? 'x').toMatch(/^[^\p{Cc}\p{Extended_Pictographic}|]+$/u)
  }
})

describe('the dictionary', () => {
  test('has each term once, folded, with a code of known letters', async () => {
    const rows = await database.sql`
      with terms as (
        select t.term, g.code
        from (
          select * from reference.list_job_title_roles()
          union all
          select * from reference.list_job_title_domains()
        ) as g
        cross join lateral string_to_table(g.terms, ', ') as t (term)
      )
      select t.term, count(*)::integer as times, min(t.code) as code
      from terms as t
      group by t.term
      having count(*) > 1
        or min(t.code) !~ '^[COPVHDMNEAIFSJTR-][ABCDEFGHIKLMNOPQRSTUVWXYZ-][0-9-][-sm.!@ot|,]$'
        or t.term <> '–' and t.term <> array_to_string(
          reference.fold_job_title_words(string_to_array(t.term, ' ')), ' '
        )`
    expect([...rows]).toEqual([])
  })
})

test('takes well under a millisecond a title', async () => {
  await infer(titles)
  const begin = performance.now()
  await database.sql`
    select count(reference.infer_job_title(t.title))
    from unnest(${titles}::text[]) as t (title)
    cross join generate_series(1, 5)`
  expect((performance.now() - begin) / (titles.length * 5)).toBeLessThan(1)
})
