import postgres from 'postgres'
import { lostTrack, overloaded, type Problem, unavailable } from './errors.ts'
import { createGate, type Gate } from './gate.ts'
import type { Settings } from './settings.ts'
import { asDatabaseError, isCancelled, isRollback, problemOfSql } from './sql-errors.ts'

/** How often a call is tried when PostgreSQL rolls it back by no fault of its own. */
const MAX_TRIES = 3
/** With less time left than this, a statement is not begun: it would be cancelled. */
const LEAST_TIME_MS = 100
/** What a cancelled statement has to end, before the caller is answered without it. */
const CANCEL_GRACE_MS = 3000

/** One call of a function of schema api. */
export type Call = Readonly<{
  /** Name of the function in schema api. */
  sqlFunction: string
  /** JSON text of `p_request`, clean of what jsonb refuses. */
  request: string
  /** JSON text of `p_context`. */
  context: string
  timeoutSeconds: number
  /** Method and path, for the log. */
  endpoint: string
}>

/** What a call gives: the answer as JSON text (null for SQL null), or a problem. */
export type Outcome = Readonly<{ kind: 'answer'; text: string | null }> | Problem

/** The connections of this process. */
export type Database = Readonly<{
  call(call: Call): Promise<Outcome>
  close(): Promise<void>
}>

type Row = { answer: string | null }
type Running = postgres.PendingQuery<Row[]> & {
  state: unknown
  canceller: ((query: unknown) => Promise<void>) | null
}

/**
 * Opens the connections, lazily: nothing happens before the first call.
 *
 * Made for a transaction pooler: no prepared statements, no session state, no catalogue query per
 * connection. Nothing is pipelined, so that a cancel reaches the statement it is meant for.
 */
export function openDatabase(settings: Settings): Database {
  if (settings.databaseUrl === null) {
    return { call: () => Promise.resolve(unavailable()), close: () => Promise.resolve() }
  }
  const sql = postgres(settings.databaseUrl, {
    max: settings.maxConnections,
    max_pipeline: 0,
    prepare: false,
    fetch_types: false,
    connect_timeout: settings.connectTimeoutSeconds,
    idle_timeout: 20,
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
    connection: { application_name: 'pipeline-edge' },
    onnotice: () => {},
  } as postgres.Options<Record<string, never>>)
  const gate = createGate(settings.maxConnections, settings.maxWaiting)
  return {
    call: (call) => callWithRetries(sql, gate, call),
    close: () => sql.end({ timeout: 5 }),
  }
}

/** Tries a call again while PostgreSQL rolls it back (class 40), up to three times. */
async function callWithRetries(sql: postgres.Sql, gate: Gate, call: Call): Promise<Outcome> {
  const deadline = Date.now() + call.timeoutSeconds * 1000
  const release = await gate.enter(deadline, call.request.length)
  if (release === 'overloaded') return overloaded()
  if (release === 'timeout') return { ...overloaded(), retryAfterSeconds: 5 }
  if (!hasTime(deadline)) {
    release()
    return { ...overloaded(), retryAfterSeconds: 5 }
  }
  const leases: Promise<unknown>[] = []
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runOnce(sql, call, deadline, leases)
      } catch (thrown) {
        const again = attempt < MAX_TRIES && isWorthRetrying(thrown, deadline)
        if (!again) return problemOfSql(thrown, call.endpoint, call.timeoutSeconds)
      }
      await pause(20 * 2 ** attempt * (0.5 + Math.random()))
    }
  } finally {
    // The slot stands for the connection: it is free when the statement has ended, not before.
    void Promise.allSettled(leases).then(release)
  }
}

/** A rollback; or a cancel that was meant for the statement before on the same connection. */
function isWorthRetrying(thrown: unknown, deadline: number): boolean {
  const error = asDatabaseError(thrown)
  return hasTime(deadline) && (isRollback(error) || isCancelled(error))
}

const hasTime = (deadline: number) => Date.now() < deadline - LEAST_TIME_MS

/** Runs the statement once; past the deadline it is cancelled and rolled back. */
async function runOnce(
  sql: postgres.Sql,
  call: Call,
  deadline: number,
  leases: Promise<unknown>[]
): Promise<Outcome> {
  const name = sql(call.sqlFunction)
  const query = sql<Row[]>`
    select api.${name}(${call.request}::text::jsonb, ${call.context}::text::jsonb)::text as answer
  ` as Running
  const rows = query.execute().then((result) => result)
  leases.push(rows)
  const timers = { cancel: 0, giveUp: 0 }
  const expired = new Promise<Problem>((resolve) => {
    timers.cancel = later(deadline - Date.now(), () => cancel(query, timers))
    const limit = deadline + CANCEL_GRACE_MS - Date.now()
    timers.giveUp = later(limit, () => resolve(lostTrack(call.timeoutSeconds)))
  })
  try {
    const result = await Promise.race([rows, expired])
    if (!Array.isArray(result)) return result as Problem
    return { kind: 'answer', text: (result as Row[])[0]?.answer ?? null }
  } finally {
    clearTimeout(timers.cancel)
    clearTimeout(timers.giveUp)
  }
}

/**
 * Cancels a statement once it has been sent; before that the driver would lose the connection.
 * The driver's own `cancel()` drops the promise of the cancel request, so a refused connection
 * would end the process: the function behind it is called instead.
 */
function cancel(query: Running, timers: { cancel: number }): void {
  if (query.state === null) {
    timers.cancel = later(50, () => cancel(query, timers))
    return
  }
  query.canceller?.(query).catch(() => {})
}

/** A timer whose handle is a number in every runtime's types. */
function later(milliseconds: number, work: () => void): number {
  return setTimeout(work, Math.max(0, milliseconds)) as unknown as number
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
