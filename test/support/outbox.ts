import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { beforeAll } from 'vitest'
import { allowReceiver, enqueueRows, type JobOptions, testKind } from './outbound.ts'
import { useWarehouse, type Warehouse } from './warehouse.ts'

/** A delivery as `api.claim_deliveries` gives it, with the moment of its start by the database. */
export type Claim = Readonly<{
  delivery_id: number
  message_id: string
  job_id: string
  webhook_url: string
  body: string
  attempt: number
  start_in_ms: number
  late_ms: number | null
  lease_ms: number
  /** Milliseconds since 1970. */
  startsAt: number
}>

/** What a test says of an attempt. */
export type Reported = Readonly<{
  http_status: number | null
  error?: string
  retry_after_seconds?: number
  response_excerpt?: string
}>

// biome-ignore lint/suspicious/noExplicitAny: tests look at members of answers of any shape.
type Answer = any

/** One worker on one connection. */
export type Worker = Readonly<{
  id: string
  claim(limit?: number, lookAheadMs?: number): Promise<Claim[]>
  finish(claims: readonly Claim[], reported?: Reported): Promise<Answer>
  release(claims: readonly Claim[]): Promise<number[]>
  extend(claims: readonly Claim[]): Promise<number[]>
}>

async function call(sql: postgres.Sql, name: string, request: unknown): Promise<Answer> {
  const [row] = await sql.unsafe(`select api.${name}($1::text::jsonb) as answer`, [
    JSON.stringify(request),
  ])
  return row?.answer
}

const idsOf = (claims: readonly Claim[]) => claims.map(({ delivery_id }) => delivery_id)

/** Makes a worker that calls the functions of schema api, as the real one does. */
export function createWorker(sql: postgres.Sql, id: string = randomUUID()): Worker {
  const ask = (name: string, request: object) => call(sql, name, { worker_id: id, ...request })
  return {
    id,
    claim: async (limit = 100, lookAheadMs = 1500) => {
      const answer = await ask('claim_deliveries', { limit, look_ahead_ms: lookAheadMs })
      return answer.deliveries.map((row: Claim) => ({
        ...row,
        startsAt: Number(answer.clock_ms) + row.start_in_ms,
      }))
    },
    finish: (claims, reported = { http_status: 200 }) =>
      ask('finish_deliveries', {
        outcomes: claims.map(({ delivery_id, attempt }) => ({
          delivery_id,
          attempt,
          latency_ms: 12,
          host: 'receiver.example',
          started_at: '2026-01-02T03:04:05.678Z',
          ...reported,
        })),
      }),
    release: async (claims) =>
      (await ask('release_deliveries', { delivery_ids: idsOf(claims) })).released,
    extend: async (claims) =>
      (await ask('extend_leases', { delivery_ids: idsOf(claims) })).extended,
  }
}

/** A webhook of a receiver without a limiter, and one of an account with Clay's limits. */
export const freeHook = 'http://127.0.0.1:9001/hook'
export const clayHook = 'https://api.clay.com/v3/sources/webhook/test'

/** Waits until a connection to the database waits for a lock. */
export async function untilSomebodyWaits(sql: postgres.Sql): Promise<void> {
  for (let round = 0; round < 500; round++) {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::integer as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    if ((row?.n ?? 0) > 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('nobody waits')
}

/** A database with a receiver for the tests of one file. */
export type Outbox = Warehouse & {
  /** A worker on any connection of the pool. */
  worker(): Worker
  /** Makes a job of rows `{"row": n}`, and gives its id. */
  enqueue(count: number, options?: JobOptions, webhookUrl?: string): Promise<string>
  /** Empties the outbox; limits, kinds and destinations stay. */
  clear(): Promise<void>
  /** Makes everything that waits, or is in somebody's hands, due now. */
  makeDue(): Promise<void>
  job(jobId: string): Promise<Answer>
}

/** Clones a database, lets `freeHook` be sent to, and drops it after the tests of a file. */
export function useOutbox(): Outbox {
  const outbox = useWarehouse() as Outbox
  beforeAll(async () => {
    const { sql } = outbox
    await allowReceiver(sql, 'http://127.0.0.1:9001', null)
    Object.assign(outbox, {
      worker: () => createWorker(sql),
      enqueue: (count: number, options: JobOptions = {}, webhookUrl = freeHook) =>
        enqueueRows(sql, webhookUrl, count, options),
      clear: async () => {
        await sql`truncate outbound.queue, outbound.deliveries, outbound.attempts`
        await sql`delete from outbound.jobs`
        await sql`delete from outbound.webhooks`
        await sql`update outbound.accounts set next_start_at = now()`
      },
      makeDue: async () => {
        await sql`update outbound.queue set due_at = clock_timestamp() - interval '1 ms'`
      },
      job: async (jobId: string) => {
        const [row] = await sql`select outbound.describe_job(${jobId}) as job`
        return row?.job
      },
    })
  })
  return outbox
}

/** Enqueues one body about one subject, in SQL; gives the job. */
export async function enqueueBodies(
  sql: postgres.Sql,
  bodies: readonly unknown[],
  more: Readonly<{
    webhookUrl?: string
    kind?: string
    skipped?: unknown
    options?: unknown
    context?: unknown
    subjects?: readonly (string | null)[]
  }> = {}
): Promise<Answer> {
  const json = (value: unknown) => JSON.stringify(value)
  const texts = bodies.map((body) => (typeof body === 'string' ? body : json(body)))
  const subjects = more.subjects ?? bodies.map((_, index) => `subject ${index}`)
  const [row] = await sql`
    select to_jsonb(j) as job
    from outbound.enqueue(
      ${more.kind ?? testKind},
      ${more.webhookUrl ?? freeHook},
      ${subjects as string[]}::text[],
      array(select b.body::json from unnest(${texts}::text[]) with ordinality as b (body, n) order by n),
      p_skipped => ${json(more.skipped ?? [])}::text::jsonb,
      p_options => ${json(more.options ?? {})}::text::jsonb,
      p_context => ${json(more.context ?? { is_development: true })}::text::jsonb
    ) as j`
  return row?.job
}
