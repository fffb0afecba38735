import { readFileSync } from 'node:fs'
import type postgres from 'postgres'

/** Two invented company names, and whether they are names of one company. */
export type NamePair = Readonly<{
  a: string
  b: string
  same: boolean
  why: string
  /** Written before the rules and not looked at while these were made. */
  held_out?: boolean
}>

/** Keys of a name, as reference.company_name_keys gives them. */
export type NameKeys = Readonly<{
  name_key: string | null
  bare_key: string | null
  weak_key: string | null
  weak_words: string | null
}>

/** A company of a catalogue: the number is what a domain is in the warehouse. */
type Company = Readonly<{ company: number; keys: NameKeys }>

/** What a name found in a catalogue: the company, or null, at the level that decided. */
export type Match = Readonly<{ company: number | null; level: number | null; ambiguous: boolean }>

/** One name of the set, looked up in a catalogue. */
export type Attempt = Readonly<{ pair: NamePair; match: Match; right: boolean; wrong: boolean }>

/** Counts of attempts; precision and recall are between 0 and 1. */
export type Score = Readonly<{
  pairs: number
  same: number
  right: number
  wrong: number
  ambiguous: number
  precision: number
  recall: number
}>

const labelled = new URL('../fixtures/company-names/pairs.json', import.meta.url)

/** The labelled pairs, or those of another file. */
export function readNamePairs(file: string | URL = labelled): NamePair[] {
  return JSON.parse(readFileSync(file, 'utf8')) as NamePair[]
}

/** Keys of every name of the pairs, from one statement. */
export async function readNameKeys(
  sql: postgres.Sql,
  pairs: readonly NamePair[]
): Promise<Map<string, NameKeys>> {
  const names = [...new Set(pairs.flatMap((pair) => [pair.a, pair.b]))]
  const rows = await sql<(NameKeys & { name: string })[]>`
    select n.name, k.*
    from unnest(${names}::text[]) as n (name)
    cross join lateral reference.company_name_keys(n.name) as k`
  return new Map(rows.map(({ name, ...keys }) => [name, keys]))
}

/** Numbers the companies that the names of the pairs belong to: "same" joins two names. */
export function numberCompanies(pairs: readonly NamePair[]): Map<string, number> {
  const parents = new Map<string, string>()
  const root = (name: string): string => {
    const parent = parents.get(name) ?? name
    return parent === name ? name : root(parent)
  }
  for (const { a, b, same } of pairs) {
    for (const name of [a, b]) if (!parents.has(name)) parents.set(name, name)
    if (same) parents.set(root(a), root(b))
  }
  const roots = [...new Set([...parents.keys()].map(root))]
  return new Map([...parents.keys()].map((name) => [name, roots.indexOf(root(name))]))
}

/** The levels of matching, in their order. Weak words of two names match where one has none. */
const levels: ((a: NameKeys, b: NameKeys) => boolean)[] = [
  (a, b) => a.name_key === b.name_key,
  (a, b) => a.bare_key === b.bare_key,
  (a, b) =>
    a.weak_key === b.weak_key &&
    (a.weak_words === null || b.weak_words === null || a.weak_words === b.weak_words),
]

/**
 * Looks a name up: the first level that finds anything decides, and two companies there are none.
 * @param highest the last level to try.
 */
export function matchName(keys: NameKeys, catalogue: readonly Company[], highest = 2): Match {
  if (keys.name_key === null) return { company: null, level: null, ambiguous: false }
  for (const [level, equal] of levels.slice(0, highest + 1).entries()) {
    const found = new Set(
      catalogue.filter((company) => equal(keys, company.keys)).map(({ company }) => company)
    )
    const [company = null] = found
    if (found.size > 1) return { company: null, level, ambiguous: true }
    if (company !== null) return { company, level, ambiguous: false }
  }
  return { company: null, level: null, ambiguous: false }
}

/**
 * Looks every first name up: in a catalogue of all second names, or of its own alone, where no
 * ambiguity keeps a wrong match away.
 */
export function attemptPairs(
  pairs: readonly NamePair[],
  keys: ReadonlyMap<string, NameKeys>,
  options: Readonly<{ highest?: number; alone?: boolean }> = {}
): Attempt[] {
  const companies = numberCompanies(pairs)
  const company = (name: string): Company => ({
    company: companies.get(name) as number,
    keys: keys.get(name) as NameKeys,
  })
  const all = pairs.map((pair) => company(pair.b))
  return pairs.map((pair) => {
    const own = company(pair.a)
    const match = matchName(own.keys, options.alone ? [company(pair.b)] : all, options.highest)
    const right = match.company !== null && match.company === own.company
    return { pair, match, right, wrong: match.company !== null && !right }
  })
}

/** Precision over all attempts, recall over those whose company is in the catalogue. */
export function score(attempts: readonly Attempt[]): Score {
  const count = (test: (attempt: Attempt) => boolean) => attempts.filter(test).length
  const [right, wrong] = [count((a) => a.right), count((a) => a.wrong)]
  const same = count((a) => a.pair.same)
  return {
    pairs: attempts.length,
    same,
    right,
    wrong,
    ambiguous: count((a) => a.match.ambiguous),
    precision: right + wrong === 0 ? 1 : right / (right + wrong),
    recall: same === 0 ? 1 : count((a) => a.right && a.pair.same) / same,
  }
}
