import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Problem, problem } from '../../supabase/functions/_shared/errors.ts'
import { openConnections } from '../../supabase/functions/_shared/outbound/connections.ts'
import { createQueue, type Queue } from '../../supabase/functions/_shared/outbound/queue.ts'
import { openWorker } from '../../supabase/functions/_shared/outbound/wake.ts'
import { runWorker } from '../../supabase/functions/_shared/outbound/worker.ts'
import { readSettings } from '../../supabase/functions/_shared/settings.ts'
import { type Clay, startClay } from '../support/clay.ts'
import { takenById } from '../support/clay-log.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { allowReceiver, enqueueRows, shortenLeases, statesOf } from '../support/outbound.ts'

let clay: Clay
let database: TestDatabase

beforeEach(async () => {
  clay = await startClay()
  database = await createDatabase()
  await allowReceiver(database.sql, clay.origin, 10)
})

afterEach(async () => {
  await clay.stop()
  await database.drop()
})

const silent = () => {}
const settings = () =>
  readSettings({ PIPELINE_DB_URL: database.edgeUrl, PIPELINE_DEVELOPMENT: '1' })

/** A queue of its own, some of whose calls are replaced. */
function queueWith(changes: (queue: Queue) => Partial<Queue>): {
  queue: Queue
  close(): Promise<void>
} {
  const connections = openConnections(settings())
  const queue = createQueue(connections, crypto.randomUUID())
  return { queue: { ...queue, ...changes(queue) }, close: () => connections.close() }
}

describe('a URL that must not be called', () => {
  const run = async (found: Problem, budgetMs: number) => {
    const { queue, close } = queueWith(() => ({}))
    const checkUrl = () => Promise.resolve(found)
    const done = await runWorker({ queue, checkUrl, log: silent }, { budgetMs })
    await close()
    return done
  }

  it('fails the attempt, and nothing is sent', async () => {
    await enqueueRows(database.sql, clay.webhookUrl(), 3, { max_attempts: 1 })
    const done = await run(problem('WH713', 'the address is not public', ''), 10_000)
    expect(done).toMatchObject({ delivered: 0, failed: 3 })
    expect(clay.log).toEqual([])
    const attempts = await database.sql`select a.http_status, a.error from outbound.attempts as a`
    expect(attempts[0]).toEqual({ http_status: null, error: 'WH713: the address is not public' })
  })

  it('is none as long as the guard has no verdict: the delivery goes back', async () => {
    await enqueueRows(database.sql, clay.webhookUrl(), 3)
    const done = await run(problem('WH010', 'the database cannot be reached', ''), 2000)
    expect(done).toMatchObject({ delivered: 0, failed: 0 })
    expect(done.given_back).toBeGreaterThan(2)
    expect(clay.log).toEqual([])
    expect(await statesOf(database.sql)).toEqual({ pending: 3 })
    const [row] = await database.sql`select count(q.owner)::integer as n from outbound.queue as q`
    expect(row).toEqual({ n: 0 })
  })
})

describe('the reports of a worker', () => {
  it('lose no outcome to another one that the database refuses', async () => {
    await allowReceiver(database.sql, clay.origin, null)
    await enqueueRows(database.sql, clay.webhookUrl(), 30)
    const { queue, close } = queueWith(({ finish }) => ({
      finish: (outcomes) =>
        outcomes.some(
          ({ delivery }) => delivery.body.includes(': 13}') || delivery.body.includes(':13}')
        )
          ? Promise.resolve(problem('WH015', 'internal error', ''))
          : finish(outcomes),
    }))
    const checkUrl = () => Promise.resolve(null)
    const done = await runWorker({ queue, checkUrl, log: silent }, { budgetMs: 8000 })
    await close()
    expect(done.delivered).toBe(30)
    expect(await statesOf(database.sql)).toEqual({ sent: 29, pending: 1 })
  })

  it('hold a claim for as long as the receiver takes', async () => {
    await shortenLeases(database.sql, 3)
    clay.behave({ latencyMs: 8000 })
    await enqueueRows(database.sql, clay.webhookUrl(), 10)
    const work = () => openWorker(settings(), silent, { budgetMs: 30_000 }).done
    const done = await Promise.all([work(), work()])
    expect(done.map(({ delivered }) => delivered).reduce((sum, n) => sum + n)).toBe(10)
    expect([...takenById(clay.log).values()]).toEqual(Array(10).fill(1))
    expect(await statesOf(database.sql)).toEqual({ sent: 10 })
  })
})
