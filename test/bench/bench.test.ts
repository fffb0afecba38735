import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../../scripts/db/source.ts'

let directory: string
let report: string
let printed: string

function bench(...options: string[]): Promise<string> {
  const args = ['--import', 'tsx', 'bench/main.ts', ...options]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${stdout}${stderr}`))
      else resolve(stdout)
    })
  })
}

/** The cells of the table rows under a heading, without the table's head. */
function rowsUnder(heading: RegExp): string[][] {
  const section = report.split(/^## /m).find((part) => heading.test(part)) ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '))
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pipeline-bench-'))
  const out = join(directory, 'report.md')
  const people = ['people-bulk', 'people-baseline', 'people-growth']
  const customers = ['customers-bulk', 'customers-baseline']
  const outbound = ['outbound', 'outbound-snapshot', 'outbound-chaos']
  const all = ['landing', 'baseline', 'repeat', ...people, ...customers, ...outbound, 'leads']
  printed = await bench(...all, '--quick', '--out', out)
  report = readFileSync(out, 'utf8')
}, 300_000)

afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('the report names the machine, and durable settings', () => {
  expect(report).toMatch(/^\| machine \| \d+ cores/m)
  expect(report).toMatch(/fsync on, synchronous_commit on, full_page_writes on/)
})

test('landing compares floor, pipeline and HTTP with 1 and 8 connections', () => {
  expect(rowsUnder(/^a\. /).map(([connections, what]) => `${connections} ${what}`)).toEqual([
    '1 floor: bare insert into the twin',
    '1 pipeline: insert into raw',
    '1 HTTP: POST to the function',
    '8 floor: bare insert into the twin',
    '8 pipeline: insert into raw',
    '8 HTTP: POST to the function',
  ])
})

test('the baseline does the same work as the pipeline, in many more round trips', () => {
  const rows = rowsUnder(/^c\. /)
  const [calls, transaction, pipeline] = rows.map((cells) => Number(cells.at(-1)))
  expect(calls).toBeGreaterThan(100)
  expect(Math.abs((calls ?? 0) / (pipeline ?? 1) - 1)).toBeLessThan(0.2)
  expect(Math.abs((transaction ?? 0) / (pipeline ?? 1) - 1)).toBeLessThan(0.2)
  expect(Number(rows[0]?.[4])).toBeGreaterThan(100)
  expect(rows[2]?.[4]).toBe('1')
})

test('people in bulk write their rows, which the floor writes as well', () => {
  const rows = rowsUnder(/^f\. /)
  expect(rows.map(([what]) => what)).toEqual(['row floor', 'bulk'])
  const [floor, bulk] = rows.map((cells) => Number(cells[4]?.replaceAll(',', '')))
  expect(floor).toBeGreaterThan(0)
  expect(bulk).toBeGreaterThan(0)
})

test('the baselines of people do the same work as the pipeline, in more round trips', () => {
  const rows = rowsUnder(/^g\. /)
  const counts = rows.map((cells) => Number(cells.at(-1)))
  const pipeline = counts.at(-1) ?? Number.NaN
  expect(pipeline).toBeGreaterThan(30)
  for (const count of counts) expect(Math.abs(count / pipeline - 1)).toBeLessThan(0.2)
  const trips = rows.map((cells) => Number(cells[4]))
  expect(trips).toHaveLength(4)
  expect(trips[0]).toBeGreaterThan(50)
  expect(trips[2]).toBeGreaterThan(20)
  expect(trips[2]).toBeLessThan(40)
  expect(trips[3]).toBe(1)
})

test('lists of customers in bulk write their rows, which the floor writes as well', () => {
  const [floor, bulk] = rowsUnder(/^i\. /).map((cells) => Number(cells[4]?.replaceAll(',', '')))
  expect(floor).toBeGreaterThan(0)
  expect(bulk).toBeGreaterThan(0)
})

test('the baselines of lists write a row per customer and table, in more round trips', () => {
  const rows = rowsUnder(/^j\. /)
  const [calls, transaction, pipeline] = rows.map((cells) => Number(cells.at(-1)))
  // Twenty customers in two tables, half of them staged; the arms get lists of different vendors.
  for (const count of [calls, transaction]) expect(Math.abs((count ?? 0) - 50)).toBeLessThan(5)
  // The names that customers are matched by are the pipeline's alone.
  expect(Math.abs((pipeline ?? 0) - 70)).toBeLessThan(5)
  expect(Number(rows[0]?.[4])).toBeGreaterThan(45)
  expect(rows[2]?.[4]).toBe('1')
})

test('growth compares few people with many', () => {
  expect(rowsUnder(/^h\. /).map(([people]) => people)).toEqual(['100', '1,000'])
})

test('an unchanged payload writes its raw row, document, run and lock, and nothing else', () => {
  expect(rowsUnder(/^e\. /)).toEqual([
    ['raw.companyenrich_payloads', '1', '0', '0'],
    ['ops.documents', '1', '0', '0'],
    ['ops.enrichment_runs', '1', '0', '0'],
    ['ops.entities', '0', '1', '0'],
  ])
})

const numberOf = (cell: string | undefined) => Number(cell?.replaceAll(',', ''))

test('the outbox, graphile-worker and pg-boss do their jobs, each in its ways', () => {
  const rows = rowsUnder(/^k\. /)
  expect(rows.map(([what]) => what?.replace(/ \d+\.\d+\.\d+/, ''))).toEqual([
    'outbox, 100 at a time',
    'outbox, one at a time',
    'outbox, the whole worker and its requests, told of jobs',
    'outbox, the whole worker and its requests, looking for jobs',
    'graphile-worker, unbatched',
    'graphile-worker, batched, 100 at a time',
    'pg-boss, fetch and complete, 100 at a time',
    'pg-boss, fetch and complete, one at a time',
    'pg-boss, its worker, 100 at a time, every 0.5 s, the least it takes',
    'pg-boss, its worker, with its defaults: one at a time, every 2 s',
  ])
  const rates = rows.map((cells) => numberOf(cells[3]))
  expect(rates.filter((rate) => rate > 0)).toHaveLength(9)
  const latencies = rows.map((cells) => numberOf(cells[4]))
  expect(latencies.filter((latency) => latency > 0)).toHaveLength(5)
})

test('the queues work on under an old snapshot, and their dead rows are counted', () => {
  const rows = rowsUnder(/^l\. /)
  expect(rows).toHaveLength(4)
  for (const cells of rows) {
    const [jobs, dead] = cells.slice(6, 8).map(numberOf)
    expect(jobs).toBeGreaterThan(0)
    expect(dead).toBeGreaterThan(0)
  }
})

test('every delivery arrives though a worker and PostgreSQL are killed', () => {
  const facts = new Map(rowsUnder(/^m\. /).map(([what, value]) => [what, value]))
  expect(facts.get('workers killed')).toBe('1')
  expect(facts.get('of these not explained by an outcome that nobody knew')).toBe('0')
  expect(report).toMatch(/every row is delivered. Measured: 60 of 60 sent.*\*\*Met/)
})

test('every target is judged, and what is printed stands in the report', () => {
  expect(report.match(/^- Target: .* Measured: .* \*\*(Met|Not met)\.\*\*$/gm)).toHaveLength(20)
  for (const line of printed.split('\n')) expect(report).toContain(line)
})

test('an unknown workload is refused with the names of those there are', async () => {
  await expect(bench('landings')).rejects.toThrow(
    'no workload landings: give landing, bulk, baseline, growth, repeat, people-bulk, people-baseline, people-growth, customers-bulk, customers-baseline, outbound, outbound-snapshot, outbound-chaos'
  )
})

test('lists are read with 0 to 5 filters, beside a plain view', () => {
  const rows = rowsUnder(/^n\. /)
  const ours = rows.filter(([list]) => list?.startsWith('/api/'))
  expect(new Set(ours.map(([list]) => list)).size).toBe(8)
  expect(new Set(ours.map(([, filters]) => filters))).toEqual(new Set(['0', '1', '3', '4', '5']))
  for (const [list, , , ...times] of ours) {
    expect(times, list).toHaveLength(4)
    expect(
      times.every((ms) => Number(ms) > 0),
      list
    ).toBe(true)
  }
  expect(rows.filter(([list]) => list?.startsWith('plain view'))).toHaveLength(3)
})
