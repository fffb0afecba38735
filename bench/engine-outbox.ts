import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import { openDatabase } from '../supabase/functions/_shared/database.ts'
import { isProblem } from '../supabase/functions/_shared/errors.ts'
import { openConnections } from '../supabase/functions/_shared/outbound/connections.ts'
import { createQueue, type Queue } from '../supabase/functions/_shared/outbound/queue.ts'
import type { Answer } from '../supabase/functions/_shared/outbound/sender.ts'
import { startWorker, type Worker } from '../supabase/functions/_shared/outbound/worker.ts'
import { readSettings } from '../supabase/functions/_shared/settings.ts'
import { allowReceiver, testKind } from '../test/support/outbound.ts'
import { batch, connections, type Engine, startLoops, type Way } from './engine.ts'
import { openClients } from './lander.ts'

/** What the worker would note of a receiver that accepts. */
const accepted = (): Answer => ({
  httpStatus: 200,
  error: null,
  latencyMs: 1,
  retryAfterSeconds: null,
  responseExcerpt: '{}',
  startedAt: new Date().toISOString(),
})

/** Claims up to `size` deliveries and reports them, as the worker does, without sending them. */
async function turn(queue: Queue, size: number, onDone: (count: number) => void): Promise<void> {
  const claimed = await queue.claim(size, 0)
  if (isProblem(claimed)) throw new Error(claimed.message)
  const outcomes = claimed.deliveries.map((delivery) => ({ delivery, answer: accepted() }))
  if (outcomes.length === 0) {
    await sleep(20)
    return
  }
  const problem = await queue.finish(outcomes)
  if (problem !== null) throw new Error(problem.message)
  onDone(outcomes.length)
}

/** The worker's queue alone. */
function queueWay(edgeUrl: string, size: number): Way {
  const settings = { ...readSettings({ PIPELINE_DB_URL: edgeUrl }), maxConnections: connections }
  return {
    what: `outbox, ${size === 1 ? 'one' : size} at a time`,
    measures: ['rate'],
    pollMs: 0,
    work: async (onDone) => {
      const database = openDatabase(settings)
      const queue = createQueue(database, crypto.randomUUID())
      const stop = startLoops(() => turn(queue, size, onDone))
      return () => stop().finally(() => database.close())
    },
  }
}

/** The worker as it is, sending to a receiver; told of new jobs as after a request, or not. */
function workerWay(edgeUrl: string, enqueueOne: Engine['enqueueOne'], isTold: boolean): Way {
  let worker: Worker | null = null
  return {
    what: `outbox, the whole worker and its requests, ${isTold ? 'told of jobs' : 'looking for jobs'}`,
    measures: isTold ? ['rate', 'latency'] : ['latency'],
    pollMs: isTold ? 0 : 1000,
    enqueueOne: async () => {
      await enqueueOne()
      if (isTold) worker?.nudge(Number.POSITIVE_INFINITY)
    },
    work: async (onDone) => {
      const database = openConnections(readSettings({ PIPELINE_DB_URL: edgeUrl }))
      const queue = createQueue(database, crypto.randomUUID())
      const finish: Queue['finish'] = async (outcomes) => {
        const problem = await queue.finish(outcomes)
        if (problem === null) onDone(outcomes.length)
        return problem
      }
      const deps = { queue: { ...queue, finish }, checkUrl: async () => null, log: () => {} }
      const stopping = new AbortController()
      worker = startWorker(deps, { isStanding: true, signal: stopping.signal })
      const { done } = worker
      return async () => {
        stopping.abort()
        await done
        await database.close()
      }
    },
  }
}

/** A receiver that accepts everything at once. */
async function startReceiver(): Promise<{ origin: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Gives jobs to each of the clients in turn. */
function enqueuing(clients: readonly postgres.Sql[], url: string) {
  let next = 0
  return async (count: number) => {
    const sql = clients[next++ % clients.length] as postgres.Sql
    const bodies = JSON.stringify(Array.from({ length: count }, (_, row) => ({ row })))
    await sql`
      select (outbound.enqueue(
        ${testKind},
        ${url},
        array(select 'row ' || n from generate_series(1, ${count}::integer) as n),
        array(select b.value from json_array_elements(${bodies}::text::json) as b),
        p_context => '{"is_development": true}'
      )).job_id`
  }
}

/** Our outbox, with an account that has neither a limiter nor a limit of submissions. */
export async function openOutbox(sql: postgres.Sql, url: string, edgeUrl: string): Promise<Engine> {
  const receiver = await startReceiver()
  await allowReceiver(sql, receiver.origin, null)
  await sql`update outbound.accounts set max_submissions = null where account = 'receiver'`
  const clients = openClients(url, connections)
  const enqueue = enqueuing(clients, `${receiver.origin}/hook`)
  const enqueueOne = () => enqueue(1)
  return {
    name: 'outbox',
    table: 'outbound.queue',
    openSql: 'true',
    jobTables: 'outbound.queue, outbound.deliveries, outbound.attempts, outbound.jobs',
    enqueueMany: enqueue,
    enqueueOne,
    ways: [
      queueWay(edgeUrl, batch),
      queueWay(edgeUrl, 1),
      workerWay(edgeUrl, enqueueOne, true),
      workerWay(edgeUrl, enqueueOne, false),
    ],
    end: async () => {
      await receiver.stop()
      await Promise.all(clients.map((client) => client.end({ timeout: 5 })))
    },
  }
}
