import type postgres from 'postgres'
import { startTestServer } from '../test/support/cluster.ts'
import {
  type Attempt,
  attemptPairs,
  type NamePair,
  readNameKeys,
  readNamePairs,
  score,
} from '../test/support/company-names.ts'
import { apply } from './db/apply.ts'
import { redacted, withClient, withDatabase } from './db/connection.ts'
import { migrate } from './db/migrate.ts'
import { table } from './table.ts'

// How well company names match: precision and recall by level over the labelled pairs of
// test/fixtures/company-names/pairs.json. DATABASE_URL names a migrated database, of which nothing
// but functions and reference data is read; without it the cluster of the tests is started. An
// argument names another file of pairs, a JSON array of {a, b, same, why}.

const percent = (value: number) => `${(value * 100).toFixed(1)} %`

function line(what: string, attempts: readonly Attempt[]): Record<string, unknown> {
  const { pairs, same, right, wrong, ambiguous, precision, recall } = score(attempts)
  const counts = { pairs, same, right, wrong, ambiguous }
  return { what, ...counts, precision: percent(precision), recall: percent(recall) }
}

const levelNames = ['level 0', 'levels 0 and 1', 'levels 0, 1 and 2']

function report(title: string, attempt: (highest: number) => Attempt[]): void {
  const byLevel = levelNames.map((name, level) => line(name, attempt(level)))
  console.log(`\n${title}\n${table(byLevel)}`)
}

async function measure(sql: postgres.Sql, pairs: NamePair[]): Promise<void> {
  const keys = await readNameKeys(sql, pairs)
  const parts = [
    ['All pairs', () => true],
    ['Pairs held out', (pair: NamePair) => pair.held_out === true],
    ['Pairs not held out', (pair: NamePair) => pair.held_out !== true],
  ] as const
  for (const [title, belongs] of parts) {
    for (const alone of [false, true]) {
      const where = alone ? 'each against its own second name alone' : 'against all second names'
      report(`${title}, ${where}`, (highest) =>
        attemptPairs(pairs, keys, { highest, alone }).filter(({ pair }) => belongs(pair))
      )
    }
  }
  const all = attemptPairs(pairs, keys)
  const kinds = [...new Set(pairs.map((pair) => pair.why))]
  const byKind = kinds.map((why) =>
    line(
      why,
      all.filter(({ pair }) => pair.why === why)
    )
  )
  console.log(`\nAll levels, by kind\n${table(byKind, 48)}`)
  const wrong = [...all, ...attemptPairs(pairs, keys, { alone: true })].filter((a) => a.wrong)
  const wrongPairs = [...new Set(wrong.map(({ pair }) => pair))].map(({ a, b, why }) => ({
    a,
    b,
    why,
  }))
  console.log(`\nWrong matches\n${table(wrongPairs, 48)}`)
  if (process.argv.includes('--missed')) {
    const missed = all.filter(({ pair, right }) => pair.same && !right && !pair.held_out)
    console.log(
      `\nMissed, not held out\n${table(
        missed.map(({ pair }) => ({ ...pair })),
        48
      )}`
    )
  }
}

async function main(): Promise<void> {
  const file = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
  const pairs = readNamePairs(file)
  const given = process.env.DATABASE_URL
  if (given) {
    console.log(`${pairs.length} pairs, functions of ${redacted(given)}`)
    return withClient(given, (sql) => measure(sql, pairs))
  }
  const server = await startTestServer()
  try {
    const name = `measure_names_${process.pid}`
    await withClient(server.url, (sql) => sql.unsafe(`create database ${name}`))
    const url = withDatabase(server.url, name)
    try {
      await migrate(url, { bundle: false })
      await apply(url)
      console.log(`${pairs.length} pairs, on ${server.description}`)
      await withClient(url, (sql) => measure(sql, pairs))
    } finally {
      await withClient(server.url, (sql) => sql.unsafe(`drop database ${name} (force)`))
    }
  } finally {
    await server.stop()
  }
}

await main()
