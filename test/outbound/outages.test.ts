import { describe, it, type TestContext } from 'vitest'
import { openConnections } from '../../supabase/functions/_shared/outbound/connections.ts'
import { readSettings } from '../../supabase/functions/_shared/settings.ts'
import { startClay } from '../support/clay.ts'
import { takenById } from '../support/clay-log.ts'
import { createDatabase } from '../support/database.ts'
import { allowReceiver, enqueueRows, statesOf, untilSent } from '../support/outbound.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { startWorkerProcess } from '../support/worker-process.ts'

/** The same URL, through the proxy. */
function through(url: string, proxy: TcpProxy): string {
  const changed = new URL(url)
  changed.hostname = '127.0.0.1'
  changed.port = String(proxy.port)
  return changed.href
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A receiver, a database and a worker that reaches it through a proxy: one of each per test. */
async function setUp({ expect, onTestFinished }: TestContext) {
  const clay = await startClay({ latencyMs: 50 })
  onTestFinished(() => clay.stop())
  const database = await createDatabase()
  onTestFinished(() => database.drop())
  await allowReceiver(database.sql, clay.origin, 20)
  const toDatabase = await startTcpProxy(Number(new URL(database.url).port))
  onTestFinished(() => toDatabase.stop())
  const worker = await startWorkerProcess(through(database.edgeUrl, toDatabase))
  onTestFinished(async () => {
    await worker.end()
  })
  const arrivals = async (atLeast: number): Promise<void> => {
    await expect.poll(() => clay.log.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(atLeast)
  }
  return { clay, database, toDatabase, worker, arrivals, expect }
}

// They mostly wait, each for something else, so all of them wait at once.
describe.concurrent('a database that goes away', () => {
  it('is waited for: what was answered meanwhile is reported, nothing is sent twice', async (context) => {
    const { clay, database, toDatabase, worker, arrivals, expect } = await setUp(context)
    await enqueueRows(database.sql, clay.webhookUrl(), 120)
    await arrivals(15)
    await toDatabase.refuse()
    await pause(3500)
    const meanwhile = clay.log.length
    // What was claimed ahead is sent, and no more.
    expect(meanwhile).toBeLessThan(15 + 60)
    await pause(1000)
    expect(clay.log).toHaveLength(meanwhile)

    await toDatabase.resume()
    expect(await untilSent(database.sql, 40_000)).toBe(true)
    expect(await statesOf(database.sql)).toEqual({ sent: 120 })
    expect(new Set(takenById(clay.log).values())).toEqual(new Set([1]))
    await worker.logged('claiming again')
    expect(await worker.end('SIGTERM')).toBe(0)
  }, 90_000)

  it('that is still away at the end leaves no process behind', async (context) => {
    const { clay, database, toDatabase, worker, arrivals, expect } = await setUp(context)
    await enqueueRows(database.sql, clay.webhookUrl(), 40)
    await arrivals(5)
    await toDatabase.refuse()
    await pause(500)
    expect(await worker.end('SIGTERM')).toBe(0)
    expect(worker.log().map(({ message }) => message)).toContain('outcomes are left unreported')
  }, 60_000)
})

describe.concurrent('a connection whose other end is gone without a word', () => {
  it('to the database is replaced, and the work goes on', async (context) => {
    const { clay, database, toDatabase, arrivals, expect } = await setUp(context)
    await enqueueRows(database.sql, clay.webhookUrl(), 200)
    await arrivals(15)
    toDatabase.freeze()
    const [frozenAt, connections] = [Date.now(), toDatabase.taken()]
    expect(await untilSent(database.sql, 60_000)).toBe(true)
    console.log(`half-open: everything sent ${Date.now() - frozenAt} ms after the silence began`)
    expect(toDatabase.taken()).toBeGreaterThan(connections)
    expect(await statesOf(database.sql)).toEqual({ sent: 200 })
  }, 90_000)

  it('to the database is replaced even when it is every connection there is', async (context) => {
    const { database, toDatabase, expect } = await setUp(context)
    const url = through(database.edgeUrl, toDatabase)
    const connections = openConnections(readSettings({ PIPELINE_DB_URL: url }))
    const ask = () =>
      connections.call({
        sqlFunction: 'get_outbound_backlog',
        request: '{}',
        context: '{}',
        timeoutSeconds: 1,
        endpoint: 'test',
      })
    const askAll = () => Promise.all(Array.from({ length: 9 }, ask))
    expect((await askAll()).map(({ kind }) => kind)).toEqual(Array(9).fill('answer'))
    toDatabase.freeze()
    expect((await askAll()).map(({ kind }) => kind)).toEqual(Array(9).fill('problem'))
    expect((await askAll()).map(({ kind }) => kind)).toEqual(Array(9).fill('answer'))
    await connections.close()
  }, 60_000)

  it('to the receiver costs one attempt', async (context) => {
    const { clay, database, arrivals, expect } = await setUp(context)
    const toClay = await startTcpProxy(Number(new URL(clay.origin).port))
    const origin = `http://127.0.0.1:${toClay.port}`
    await allowReceiver(database.sql, origin, 5)
    const url = clay.webhookUrl().replace(clay.origin, origin)
    await enqueueRows(database.sql, url, 20, { backoff_base_seconds: 0.1 })
    await arrivals(5)
    toClay.freeze()
    expect(await untilSent(database.sql, 60_000)).toBe(true)
    await toClay.stop()
    expect(await statesOf(database.sql)).toEqual({ sent: 20 })
    const failed = await database.sql`
      select a.error from outbound.attempts as a where a.http_status is null`
    expect(failed.length).toBeGreaterThanOrEqual(1)
    expect(failed[0]).toEqual({ error: 'no answer in 10 s' })
  }, 90_000)
})
