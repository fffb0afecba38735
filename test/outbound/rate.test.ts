import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest'
import { arrivalRate, mostStarts } from '../support/clay-log.ts'
import { type ClayProcess, startClayProcess } from '../support/clay-process.ts'
import { createDatabase } from '../support/database.ts'
import { allowReceiver, enqueueRows, startsOf, untilSent } from '../support/outbound.ts'
import { startWorkerProcess } from '../support/worker-process.ts'

let clay: ClayProcess

beforeAll(async () => {
  clay = await startClayProcess({ latencyMs: 300 })
})

afterAll(() => clay.stop())

/** A database with a limit of its own. */
async function setUp({ onTestFinished }: TestContext) {
  const database = await createDatabase()
  onTestFinished(() => database.drop())
  await allowReceiver(database.sql, clay.origin, 10)
  return database
}

const arrivalsAt = async (webhook: string) =>
  (await clay.log()).filter((request) => request.webhook === webhook)

// Both wait for seconds to pass, so they wait at once.
describe.concurrent('a limit of 10 starts a second', () => {
  it('is used within 2 %, though the receiver takes 300 ms to answer', async (context) => {
    const { expect } = context
    const database = await setUp(context)
    await enqueueRows(database.sql, clay.webhookUrl('steady'), 215)
    const worker = await startWorkerProcess(database.edgeUrl)
    expect(await untilSent(database.sql, 60_000)).toBe(true)
    expect(await worker.end('SIGTERM')).toBe(0)

    const arrivals = await arrivalsAt('steady')
    // As long as there is enough to do: the last ones may be given back once more.
    const rate = arrivalRate(arrivals.slice(0, 200))
    console.log(`rate: ${rate.toFixed(3)} a second over 200 arrivals`)
    expect(arrivals).toHaveLength(215)
    expect(rate).toBeGreaterThan(9.8)
    expect(rate).toBeLessThan(10.2)
    expect(mostStarts(await startsOf(database.sql))).toBeLessThanOrEqual(10)
  })

  it('is shared by two workers and by two jobs', async (context) => {
    const { expect } = context
    const database = await setUp(context)
    await enqueueRows(database.sql, clay.webhookUrl('first'), 60)
    await enqueueRows(database.sql, clay.webhookUrl('second'), 60, {}, 61)
    const workers = await Promise.all([
      startWorkerProcess(database.edgeUrl),
      startWorkerProcess(database.edgeUrl),
    ])
    expect(await untilSent(database.sql, 60_000)).toBe(true)
    await Promise.all(workers.map((worker) => worker.end('SIGTERM')))

    const delivered = await Promise.all(workers.map((worker) => worker.logged('worker stopped')))
    expect(delivered.map((line) => Number(line.delivered) > 0)).toEqual([true, true])
    const starts = await startsOf(database.sql)
    expect(starts.length).toBeGreaterThanOrEqual(120)
    expect(mostStarts(starts)).toBeLessThanOrEqual(10)
  })
})
