import type postgres from 'postgres'
import { openReader, type Reader } from './http.ts'
import { type ListCase, listCases, lookupPaths, plainCases } from './leads-cases.ts'
import { loadLeads } from './leads-load.ts'
import { percentile, secondsOf } from './measure.ts'
import { figure, type Section, type Target } from './report.ts'
import { type BenchServer, withBenchDatabase } from './server.ts'
import type { Sizes } from './sizes.ts'

type Size = Sizes['leads']

/** Page 1,000 of 50 rows each. */
const DEEP_OFFSET = 49_950

/** The 95th percentile in milliseconds of reads that are warm. */
async function p95(read: () => Promise<unknown>, runs: number): Promise<number> {
  const times: number[] = []
  await read()
  await read()
  for (let run = 0; run < runs; run++) times.push((await secondsOf(read)) * 1000)
  return percentile(times, 0.95)
}

type Meta = { total: number; next_cursor: string | null }

interface Outcome {
  list: ListCase
  total: number
  first: number
  offset: number
  cursor: number
  exact: number
}

const urlOf = ({ path, query }: ListCase, more: Record<string, string>) =>
  `${path}?${new URLSearchParams({ ...query, ...more })}`

/** One list: its first page, page 1,000 (or its last) by offset and by cursor, and its total. */
async function measureList(reader: Reader, list: ListCase, runs: number): Promise<Outcome> {
  const get = (more: Record<string, string>) => () => reader.get(urlOf(list, more))
  const metaOf = async (more: Record<string, string>) =>
    ((await get(more)()) as { meta: Meta }).meta
  const { total } = await metaOf({ count: 'exact' })
  const before = String(Math.max(0, Math.min(DEEP_OFFSET - 50, total - 100)))
  const { next_cursor } = await metaOf({ count: 'none', limit: '50', offset: before })
  const none = { count: 'none' }
  return {
    list,
    total,
    first: await p95(get(none), runs),
    offset: await p95(get({ ...none, offset: String(DEEP_OFFSET) }), runs),
    cursor: await p95(get(next_cursor === null ? none : { ...none, cursor: next_cursor }), runs),
    exact: await p95(get({ count: 'exact' }), runs),
  }
}

/** The same pages as the predecessor makes them, without HTTP. */
async function measurePlain(sql: postgres.Sql): Promise<Section['rows']> {
  const rows: Section['rows'] = []
  for (const { filters, where } of plainCases) {
    const page = (offset: number) => () =>
      sql.unsafe(`select l.* from core.leads as l ${where} limit 50 offset ${offset}`)
    const count = () => sql.unsafe(`select count(*) from core.leads as l ${where}`)
    const first = await p95(page(0), 1)
    const deep = await p95(page(DEEP_OFFSET), 1)
    const total = await p95(count, 1)
    rows.push({
      list: 'plain view, OFFSET, second query (no HTTP)',
      filters,
      rows: '',
      'first page': first,
      'page 1,000, offset': deep,
      'page 1,000, cursor': '',
      'with exact total': first + total,
    })
  }
  return rows
}

const rowOf = ({ list, total, first, offset, cursor, exact }: Outcome) => ({
  list: list.path,
  filters: list.filters,
  rows: total,
  'first page': first,
  'page 1,000, offset': offset,
  'page 1,000, cursor': cursor,
  'with exact total': exact,
})

const tooSlow = (values: readonly (readonly [number, number])[]) =>
  values.filter(([value, most]) => value > most).length

function targetsOf(outcomes: readonly Outcome[], lookups: readonly number[]): Target[] {
  const pages = outcomes.flatMap(({ list, first, offset, cursor }) =>
    [first, offset, cursor].map((ms) => [ms, list.rowsMs] as const)
  )
  const totals = outcomes.map(({ list, exact }) => [exact, list.totalMs] as const)
  const worst = (values: readonly (readonly [number, number])[]) =>
    figure(Math.max(...values.map(([ms]) => ms)))
  return [
    {
      text: 'p95 of the rows of a page at most 50 ms',
      measured: `${tooSlow(pages)} of ${pages.length} over it, the slowest ${worst(pages)} ms`,
      isMet: tooSlow(pages) === 0,
    },
    {
      text: 'p95 with an exact total at most 300 ms (by-*: 50 ms)',
      measured: `${tooSlow(totals)} of ${totals.length} over it, the slowest ${worst(totals)} ms`,
      isMet: tooSlow(totals) === 0,
    },
    {
      text: 'p95 of a look-up by key at most 5 ms',
      measured: lookups.map((ms) => `${figure(ms)} ms`).join(', '),
      isMet: lookups.every((ms) => ms <= 5),
    },
  ]
}

/** The lists of the query API at the size of a real warehouse, warm, over HTTP. */
export async function leads(server: BenchServer, { leads: size }: Sizes): Promise<Section> {
  return await withBenchDatabase(server, 'bench_leads', async (sql, url) => {
    const loading = await secondsOf(() => loadLeads(sql, url, size))
    const reader = await openReader(server, url)
    try {
      const outcomes: Outcome[] = []
      for (const list of await listCases(sql)) {
        outcomes.push(await measureList(reader, list, size.runs))
      }
      const lookups: number[] = []
      for (const path of lookupPaths) {
        // Of few so short reads, one pause of the machine would be the 95th percentile.
        lookups.push(await p95(() => reader.get(path), size.runs * 10))
      }
      return report(size, { outcomes, lookups, loading, plain: await measurePlain(sql) })
    } finally {
      await reader.end()
    }
  })
}

function report(
  size: Size,
  found: { outcomes: Outcome[]; lookups: number[]; loading: number; plain: Section['rows'] }
): Section {
  return {
    title: `n. Lists: ${figure(size.people)} people, ${figure(size.companies)} companies`,
    text:
      `Beside them ${figure(size.jobs)} jobs and ${figure(size.customers)} customers, skewed as ` +
      'real data is; filters that leave much. p95 in milliseconds of warm requests over HTTP, one ' +
      'at a time. Rows: of the whole list. Page 1,000 is the last one of shorter lists where it ' +
      'is reached by cursor. Below, the same pages as a plain view of six joins gives them.',
    rows: [...found.outcomes.map(rowOf), ...found.plain],
    targets: targetsOf(found.outcomes, found.lookups),
    notes: [
      `Loading took ${figure(found.loading)} s, read models and indexes included.`,
      `Look-ups by key: ${lookupPaths.join(', ')}.`,
    ],
  }
}
