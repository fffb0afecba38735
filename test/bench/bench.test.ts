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
  printed = await bench('landing', 'baseline', 'repeat', '--quick', '--out', out)
  report = readFileSync(out, 'utf8')
})

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

test('an unchanged payload writes its raw row, its document and its lock, and nothing else', () => {
  expect(rowsUnder(/^e\. /)).toEqual([
    ['raw.companyenrich_payloads', '1', '0', '0'],
    ['ops.documents', '1', '0', '0'],
    ['ops.entities', '0', '1', '0'],
  ])
})

test('every target is judged, and what is printed stands in the report', () => {
  expect(report.match(/^- Target: .* Measured: .* \*\*(Met|Not met)\.\*\*$/gm)).toHaveLength(4)
  for (const line of printed.split('\n')) expect(report).toContain(line)
})

test('an unknown workload is refused with the names of those there are', async () => {
  await expect(bench('landings')).rejects.toThrow(
    'no workload landings: give landing, bulk, baseline, growth, repeat'
  )
})
