import { readFileSync } from 'node:fs'

/** The inputs of a file of vectors. */
export function vectors(name: string): unknown[] {
  const file = new URL(`../fixtures/vectors/${name}.json`, import.meta.url)
  const behaviours = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [unknown, unknown][]>
  return Object.values(behaviours).flatMap((cases) =>
    cases.map(([input]) => (Array.isArray(input) ? input[0] : input))
  )
}

/** What is no text, and what is written without one. */
export const scalars = [
  null,
  true,
  false,
  0,
  7,
  -1.5,
  12345,
  1e21,
  {},
  { a: 1 },
  [],
  ['x'],
  [{}],
  '',
]
/** Strings in every size and shape. */
export const texts = [
  'null',
  'NULL',
  'None',
  'n/a',
  'false',
  'true',
  'abcd',
  'abcde',
  ' abcde',
  'abcde ',
  'ab  cde',
  'ab\tcde',
  'ab\ncde',
  'ab\u00a0cde',
  '\u200babcde',
  'abc\u200bde',
  'abcde\ufeff',
  '{abcde}',
  '[abcde]',
  'ab[c]de',
  'a\\bcde',
  '"quoted"',
  "it's | a ~ test!",
  'Größter Ökonom',
  'İstanbul Şef',
  'ẞtraße',
  '🚀 CEO',
  'ﬁnance lead',
  '-----',
  '   - x',
  'a'.repeat(499),
  'a'.repeat(500),
  'a'.repeat(501),
  'é'.repeat(300),
  'é'.repeat(600),
  `${'a'.repeat(499)} b`,
  '12345',
  '1e400',
  'A B C D E',
]

/** What a sender may make of a name or a title. */
export const labels = [...scalars, ...texts, ...vectors('clean_label'), ...vectors('lookup_key')]
