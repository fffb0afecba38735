import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import { root } from '../scripts/db/source.ts'
import { createBell } from '../supabase/functions/_shared/outbound/clock.ts'

/** A way of working on a queue: how jobs are fetched and reported. */
export interface Way {
  /** What the report calls it. */
  what: string
  /** What it is measured for: jobs a second with a full queue, latency with an idle one. */
  measures: readonly ('rate' | 'latency')[]
  /** How often an idle worker looks for jobs, in milliseconds; 0: it is told of them. */
  pollMs: number
  /**
   * Works until stopped. `onDone` is told of jobs that are done.
   *
   * @returns stops, after what is under way
   */
  work(onDone: (count: number) => void): Promise<() => Promise<unknown>>
  /** Enqueues one job as it is done beside this way of working; the engine's own unless given. */
  enqueueOne?: () => Promise<unknown>
}

/** A queue under test. */
export interface Engine {
  /** Package and version. */
  name: string
  /** The table that jobs are fetched from, and what an open job looks like there. */
  table: string
  openSql: string
  /** All tables of jobs, separated by commas. */
  jobTables: string
  enqueueMany(count: number): Promise<unknown>
  enqueueOne(): Promise<unknown>
  ways: readonly Way[]
  end(): Promise<unknown>
}

/** Connections that each engine works with, and that enqueue one by one. */
export const connections = 4

/** Jobs fetched and reported together where an engine offers it: what our worker claims at most. */
export const batch = 100

/** Repeats `turn` in each of the connections; gives what stops it, and waits for the last ones. */
export function startLoops(turn: () => Promise<unknown>): () => Promise<void> {
  let isOver = false
  const loop = async () => {
    while (!isOver) await turn()
  }
  const running = Promise.all(Array.from({ length: connections }, loop))
  // Looked at when it is stopped.
  running.catch(() => {})
  return async () => {
    isOver = true
    await running
  }
}

/** Counts jobs that are done. */
export interface Counter {
  add(count: number): void
  total(): number
  /** Waits until there are so many, or for `limitMs`; gives how many there are. */
  until(total: number, limitMs: number): Promise<number>
}

/** Makes a counter that begins with 0. */
export function createCounter(): Counter {
  const bell = createBell()
  let sum = 0
  let awaited = Number.POSITIVE_INFINITY
  return {
    add: (count) => {
      sum += count
      if (sum >= awaited) bell.ring()
    },
    total: () => sum,
    until: async (total, limitMs) => {
      const deadline = performance.now() + limitMs
      awaited = total
      while (sum < total && performance.now() < deadline) {
        await bell.wait(deadline - performance.now())
      }
      return sum
    },
  }
}

/** Errors: the database has more than `most` open jobs, even after the reports under way. */
export async function requireOpen(
  sql: postgres.Sql,
  { name, table, openSql }: Engine,
  most: number
): Promise<void> {
  const deadline = performance.now() + 10_000
  for (;;) {
    const [row] = await sql.unsafe<{ n: number }[]>(
      `select count(*)::integer as n from ${table} where ${openSql}`
    )
    if (row !== undefined && row.n <= most) return
    if (performance.now() > deadline) throw new Error(`${name}: ${row?.n} jobs open, not ${most}`)
    await sleep(20)
  }
}

/** Leaves no job, dead row or file of earlier jobs. */
export async function clear(sql: postgres.Sql, { jobTables }: Engine): Promise<void> {
  await sql.unsafe(`truncate ${jobTables}`)
}

/** The version of an installed package. */
export function versionOf(name: string): string {
  const path = join(root, 'node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}
