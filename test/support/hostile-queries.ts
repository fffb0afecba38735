import type { Endpoint } from '../../supabase/functions/_shared/endpoint.ts'
import { asked, parametersOf, requiredOf, rowsOf } from './contracts.ts'
import type { Answer } from './functions.ts'

/** What callers send by mistake or on purpose. */
const texts = [
  '%',
  '_',
  '\\',
  `'`,
  `"),("`,
  ',,a,%b',
  `x' or '1'='1'; drop table core.people; select pg_sleep(9); --`,
  '-1',
  '99999999999999999999999',
  '𝕬𝖈𝖒𝖊 \u202e ﷺ e\u0301',
  'a\u0000b',
  'x'.repeat(10_240),
]

/** JSON of the same and of other types, for bodies; 1e400 is no number of JavaScript. */
export const members = [
  ...texts.map((text) => JSON.stringify(text)),
  ...['null', 'true', '-1', '1e400', '0.5', '""', '[]', '["%", "_"]', '[[{}]]', '{"a": {}}'],
  '"\\ud800"',
]

const paging = ['limit', 'offset', 'cursor', 'count']

/** Does work for each, so many at a time: the functions refuse more than they can keep waiting. */
export async function forEach<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>
): Promise<void> {
  const open = [...all]
  const worker = async () => {
    for (let one = open.shift(); one !== undefined; one = open.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

/** Whether a row holds one of the values literally, whatever the case. */
function holds(row: Record<string, unknown>, value: string): boolean {
  const wanted = [value, ...value.split(',')].map((one) => one.trim().toLowerCase())
  const texts = Object.values(row).map((one) => String(one).toLowerCase())
  return wanted.some((one) => one !== '' && texts.some((text) => text.includes(one)))
}

/** Rows that were not asked for. */
export function strangers(name: string, values: readonly string[], answer: Answer): string[] {
  if (paging.includes(name) || answer.status !== 200) return []
  return rowsOf(answer)
    .filter((row) => !values.some((value) => holds(row, value)))
    .map((row) => `not asked for: ${JSON.stringify(row)}`)
}

type Attack = Readonly<{ what: string; name: string; values: string[] }>

/** Every parameter with every hostile text, and with two of them. */
export function attacks(endpoint: Endpoint): Attack[] {
  const names = parametersOf(endpoint).map(({ name }) => name)
  return names.flatMap((name) => [
    ...texts.map((text) => ({ what: `${name}=${text.slice(0, 40)}`, name, values: [text] })),
    { what: `${name} twice`, name, values: ['%', '_'] },
  ])
}

/** Path and query with one parameter replaced; a parameter of the path takes the first value. */
export function pathWith(endpoint: Endpoint, { name, values }: Attack): string {
  const inPath = endpoint.path.includes(`:${name}`)
  const kept = { ...requiredOf(endpoint), ...(inPath ? { [name]: values[0] } : {}) }
  if (inPath) return asked(endpoint, kept)[0]
  const { [name]: _replaced, ...others } = kept
  const [path] = asked(endpoint, others)
  const query = new URLSearchParams(values.map((value) => [name, value])).toString()
  return `${path}${path.includes('?') ? '&' : '?'}${query}`
}
