import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createKeyRing } from '../../supabase/functions/_shared/auth.ts'
import { catalogue } from '../../supabase/functions/_shared/catalogue.ts'
import { openDatabase } from '../../supabase/functions/_shared/database.ts'
import { beginShutdown } from '../../supabase/functions/_shared/lifecycle.ts'
import type { Deps } from '../../supabase/functions/_shared/pipeline.ts'
import { createHandler, type Handler } from '../../supabase/functions/_shared/serve.ts'
import { readSettings } from '../../supabase/functions/_shared/settings.ts'
import { type Clay, startClay } from '../support/clay.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { addKey } from '../support/functions.ts'
import { allowReceiver, enqueueRows, statesOf } from '../support/outbound.ts'

// Stands for the platform's runtime: it keeps a function alive for what it is handed.
const kept: Promise<unknown>[] = []
vi.stubGlobal('EdgeRuntime', { waitUntil: (promise: Promise<unknown>) => kept.push(promise) })

let clay: Clay
let database: TestDatabase
let deps: Deps
let handler: Handler

beforeAll(async () => {
  clay = await startClay({ latencyMs: 100 })
  database = await createDatabase()
  await addKey(database.sql, 'send-key', ['send'])
  await allowReceiver(database.sql, clay.origin, 10)
  const settings = readSettings({
    PIPELINE_DB_URL: database.edgeUrl,
    PIPELINE_DEVELOPMENT: '1',
    WORKER_BUDGET_SECONDS: '5',
  })
  const own = openDatabase(settings)
  deps = { settings, database: own, keys: createKeyRing(own, 0) }
  handler = createHandler(
    catalogue.map((endpoint) => ({ path: endpoint.path, endpoint })),
    deps
  )
})

afterAll(async () => {
  vi.unstubAllGlobals()
  // The last test ends the process for good, as far as these modules know.
  vi.resetModules()
  await deps.database.close()
  await clay.stop()
  await database.drop()
})

beforeEach(async () => {
  kept.length = 0
  await database.sql`truncate outbound.queue, outbound.deliveries, outbound.attempts, outbound.jobs`
})

/** Posts to the functions, in this process. */
const post = (path: string, body: unknown = {}) =>
  handler(
    new Request(`http://127.0.0.1/functions/v1${path}`, {
      method: 'POST',
      headers: { 'x-api-key': 'send-key', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  )

it('the platform is asked to keep the function alive until the rows are sent', async () => {
  const job = await enqueueRows(database.sql, clay.webhookUrl(), 6)
  expect((await post(`/run/outbound/jobs/${job}/redrive`)).status).toBe(200)
  expect(kept).toHaveLength(1)
  await kept[0]
  expect(await statesOf(database.sql)).toEqual({ sent: 6 })
})

it('the work ends with the budget of the platform, and nothing stays in hand', async () => {
  const job = await enqueueRows(database.sql, clay.webhookUrl(), 200)
  const started = Date.now()
  await post(`/run/outbound/jobs/${job}/redrive`)
  await kept[0]
  expect(Date.now() - started).toBeLessThan(6000)
  const { sent = 0, pending } = await statesOf(database.sql)
  expect(sent).toBeGreaterThan(10)
  expect(pending).toBe(200 - sent)
  const [row] = await database.sql`select count(q.owner)::integer as n from outbound.queue as q`
  expect(row).toEqual({ n: 0 })
})

it('a sender that does not wait for its work does not end it', async () => {
  await enqueueRows(database.sql, clay.webhookUrl(), 5)
  const answer = await post('/run/outbound/work', { budget_seconds: 4, wait: false })
  expect(answer.status).toBe(200)
  expect(kept).toHaveLength(1)
  await kept[0]
  expect(await statesOf(database.sql)).toEqual({ sent: 5 })
})

it('a function that is about to be ended finishes what is under way and gives the rest back', async () => {
  const job = await enqueueRows(database.sql, clay.webhookUrl('unloaded'), 100)
  await post(`/run/outbound/jobs/${job}/redrive`)
  const arrived = () => clay.log.filter(({ webhook }) => webhook === 'unloaded').length
  await expect.poll(arrived, { timeout: 10_000 }).toBeGreaterThan(3)
  const asked = Date.now()
  beginShutdown()
  await kept[0]
  expect(Date.now() - asked).toBeLessThan(2000)
  expect(await statesOf(database.sql)).toEqual({ sent: arrived(), pending: 100 - arrived() })
  const [row] = await database.sql`select count(q.owner)::integer as n from outbound.queue as q`
  expect(row).toEqual({ n: 0 })
})
