import type postgres from 'postgres'
import type { Received } from './clay.ts'
import { arrivalRate, idsByBody, mostArrivals, mostStarts, takenById } from './clay-log.ts'
import { statesOf } from './outbound.ts'

/** What the run itself knows. */
type Facts = Readonly<{
  isFinished: boolean
  seconds: number
  kills: number
  /** Exit codes of the workers that were told to stop at the end. */
  codes: (number | null)[]
  /** The longest the receiver was late to notice anything. */
  delayMs: number
}>

/** What became of the deliveries. */
export type ChaosReport = Facts &
  Readonly<{
    states: Record<string, number>
    requests: number
    /** Requests by what the receiver did with them; `none` = answered with 200. */
    faults: Record<string, number>
    /** Rows that were sent but that the receiver has not. */
    lost: number
    /** Rows that the receiver has more than once, and how often beyond the first time. */
    doubledRows: number
    doubles: number
    /** Doubles that no attempt without a known outcome explains. */
    unexplainedDoubles: number
    /** Rows that were sent under more than one id. */
    rowsWithSeveralIds: number
    /** Attempts whose worker was killed, and outcomes that came too late to count. */
    lostLeases: number
    lateOutcomes: number
    /** Most starts within a second by the clock of the senders. */
    mostStarts: number
    /** Most arrivals within a second, and within a second less the jitter. */
    mostArrivals: number
    mostArrivalsLessJitter: number
    /** How much longer the slowest request was under way than the fastest, in milliseconds. */
    jitterMs: number
    arrivalsPerSecond: number
  }>

type Attempt = Readonly<{
  message_id: string
  started_at_ms: number | null
  http_status: number | null
  error: string | null
  is_late: boolean
}>

function attemptsOf(sql: postgres.Sql): Promise<Attempt[]> {
  return sql<Attempt[]>`
    select
      d.message_id,
      (extract(epoch from a.started_at) * 1000)::float8 as started_at_ms,
      a.http_status,
      a.error,
      a.is_late
    from outbound.attempts as a
    inner join outbound.deliveries as d on d.delivery_id = a.delivery_id`
}

/** Times from start to arrival, of the attempts that both sides know. */
function underWay(log: readonly Received[], attempts: readonly Attempt[]): number[] {
  const arrivals = new Map<string, number[]>()
  for (const { id, at } of log) arrivals.set(id, [...(arrivals.get(id) ?? []), at])
  return attempts.flatMap(({ message_id, started_at_ms }) => {
    if (started_at_ms === null) return []
    // The clock of the sender is cut off at the millisecond.
    const after = (arrivals.get(message_id) ?? []).filter((at) => at >= started_at_ms - 2)
    return after.length === 0 ? [] : [Math.min(...after) - started_at_ms]
  })
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1
  return counts
}

/** The ids whose fate the senders did not know at some time: of these, doubles may exist. */
function uncertainIds(attempts: readonly Attempt[]): Set<string> {
  const uncertain = attempts.filter(({ http_status, is_late }) => http_status === null || is_late)
  return new Set(uncertain.map(({ message_id }) => message_id))
}

/** Compares what the receiver has with what the database says. */
export async function reportOf(
  sql: postgres.Sql,
  log: readonly Received[],
  facts: Facts
): Promise<ChaosReport> {
  const attempts = await attemptsOf(sql)
  const sent = await sql<{ message_id: string }[]>`
    select d.message_id from outbound.deliveries as d where d.state = 'sent'`
  const taken = takenById(log)
  const doubled = [...taken].filter(([, times]) => times > 1)
  const uncertain = uncertainIds(attempts)
  const ways = underWay(log, attempts)
  const jitterMs = ways.length === 0 ? 0 : Math.max(...ways) - Math.min(...ways)
  const starts = attempts.flatMap(({ started_at_ms: at }) => (at === null ? [] : [at]))
  return {
    ...facts,
    states: await statesOf(sql),
    requests: log.length,
    faults: countBy(log, ({ fault }) => fault ?? 'none'),
    lost: sent.filter(({ message_id }) => !taken.has(message_id)).length,
    doubledRows: doubled.length,
    doubles: doubled.reduce((sum, [, times]) => sum + times - 1, 0),
    unexplainedDoubles: doubled.filter(([id]) => !uncertain.has(id)).length,
    rowsWithSeveralIds: [...idsByBody(log).values()].filter((ids) => ids.size > 1).length,
    lostLeases: attempts.filter(({ error }) => error?.startsWith('the lease ran out')).length,
    lateOutcomes: attempts.filter(({ is_late }) => is_late).length,
    mostStarts: mostStarts(starts),
    mostArrivals: mostArrivals(log, 1000),
    mostArrivalsLessJitter: mostArrivals(log, 1000 - jitterMs),
    jitterMs: Math.round(jitterMs * 10) / 10,
    arrivalsPerSecond: Math.round(arrivalRate(log) * 100) / 100,
  }
}
