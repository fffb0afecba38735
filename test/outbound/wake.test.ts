import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { GatewayProcess } from '../../scripts/gateway-process.ts'
import { type Clay, startClay } from '../support/clay.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { encodeForm, exportPath } from '../support/forms.ts'
import { addKey, sender, startFunctions } from '../support/functions.ts'
import { allowReceiver, enqueueRows, statesOf, untilSent } from '../support/outbound.ts'

let clay: Clay
let database: TestDatabase
let functions: GatewayProcess
let send: ReturnType<typeof sender>

beforeAll(async () => {
  clay = await startClay({ latencyMs: 300 })
  database = await createDatabase()
  await addKey(database.sql, 'send-key', ['send'])
  await addKey(database.sql, 'read-key', ['read', 'ingest'])
  await allowReceiver(database.sql, clay.origin, 10)
  functions = await startFunctions({ databaseUrl: database.url })
  send = sender(functions.baseUrl, 'send-key')
})

afterAll(async () => {
  await functions.stop()
  await clay.stop()
  await database.drop()
})

/** How often the log of the functions says something. */
const count = (message: string) => functions.logs().split(`"${message}"`).length - 1

beforeEach(async () => {
  await database.sql`delete from outbound.queue`
  // What the test before has woken is asleep again.
  await expect
    .poll(() => count('worker started') - count('worker stopped'), { timeout: 20_000 })
    .toBe(0)
})

const rowsAt = (webhook: string) => clay.log.filter((request) => request.webhook === webhook)
const work = (body: unknown, key?: string | null) =>
  send('/run/outbound/work', { body, ...(key === undefined ? {} : { key }) })

describe('a request that makes work', () => {
  /** Sends a file of so many rows. */
  const sendFile = (rows: number, webhook: string) => {
    const content = `Email\n${Array.from({ length: rows }, (_, row) => `${row}\n`).join('')}`
    const url = clay.webhookUrl(webhook)
    const form = encodeForm([
      ['file', { content }],
      ['webhook_url', url],
    ])
    const headers = { 'content-type': form.contentType }
    return send(exportPath, { body: form.bytes, headers })
  }

  it('is answered before the first row goes out, and the rows follow', async () => {
    const answer = await sendFile(12, 'woken')
    const answeredAt = performance.timeOrigin + performance.now()
    expect(answer.body).toMatchObject({ success: true, total_rows: 12 })
    await expect.poll(() => rowsAt('woken').length, { timeout: 20_000 }).toBe(12)
    const [first] = rowsAt('woken')
    expect((first?.at ?? 0) - answeredAt).toBeGreaterThan(-50)
    expect((first?.at ?? 0) - answeredAt).toBeLessThan(4000)
  })

  it('is answered though the worker is held up', async () => {
    const answered = await database.sql.begin(async (sql) => {
      await sql`select from outbound.accounts as a for no key update`
      const started = Date.now()
      const answer = await sendFile(3, 'held-up')
      expect(answer.status).toBe(200)
      const answeredIn = Date.now() - started
      await expect.poll(() => count('worker started') - count('worker stopped')).toBe(1)
      expect(rowsAt('held-up')).toEqual([])
      return answeredIn
    })
    expect(answered).toBeLessThan(2000)
    await expect.poll(() => rowsAt('held-up').length, { timeout: 20_000 }).toBe(3)
  })

  it('that is refused wakes nobody', async () => {
    await enqueueRows(database.sql, clay.webhookUrl('asleep'), 3)
    const answer = await send('/run/outbound/jobs/no-uuid/redrive', { method: 'POST', body: {} })
    expect(answer.status).toBe(422)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(rowsAt('asleep')).toEqual([])
  })
})

describe('POST /run/outbound/work', () => {
  it('sends what waits and says what was done and what is left', async () => {
    await enqueueRows(database.sql, clay.webhookUrl('worked'), 15)
    const answer = await work({ budget_seconds: 30 })
    expect(answer.status).toBe(200)
    const { claimed, given_back, ...body } = answer.body
    expect(claimed - given_back).toBe(15)
    const left = { waiting: 0, in_hand: 0, next_in_ms: null }
    expect(body).toEqual({ success: true, delivered: 15, failed: 0, ...left })
    expect(rowsAt('worked')).toHaveLength(15)
  })

  it('works no longer than it may', async () => {
    await enqueueRows(database.sql, clay.webhookUrl('limited'), 200)
    const started = Date.now()
    const answer = await work({ budget_seconds: '3' })
    expect(Date.now() - started).toBeLessThan(4500)
    expect(answer.body.delivered).toBeGreaterThan(5)
    expect(answer.body).toMatchObject({ in_hand: 0, waiting: 200 - answer.body.delivered })
  })

  it('runs one worker in a process, whoever asks', async () => {
    await enqueueRows(database.sql, clay.webhookUrl('joined'), 30)
    const answers = await Promise.all([1, 2, 3].map(() => work({ budget_seconds: 20 })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const [{ workers } = { workers: 0 }] = await database.sql<{ workers: number }[]>`
      select count(distinct a.worker_id)::integer as workers
      from outbound.attempts as a
      inner join outbound.deliveries as d on d.delivery_id = a.delivery_id
      inner join outbound.jobs as j on j.job_id = d.job_id
      where j.webhook_url = ${clay.webhookUrl('joined')}`
    expect(workers).toBe(1)
    expect(rowsAt('joined')).toHaveLength(30)
  })

  it('answers at once when nobody is to wait', async () => {
    await enqueueRows(database.sql, clay.webhookUrl('behind'), 10)
    const started = Date.now()
    const answer = await work({ budget_seconds: 20, wait: false })
    expect(Date.now() - started).toBeLessThan(1000)
    expect(answer.body).toMatchObject({ success: true, delivered: 0 })
    await expect.poll(() => rowsAt('behind').length, { timeout: 20_000 }).toBe(10)
  })

  it.each([
    [{ budget_seconds: 0 }, 422],
    [{ budget_seconds: 141 }, 422],
    [{ budget_seconds: 'long' }, 422],
    [{ wait: 'no' }, 422],
    [[], 422],
  ])('refuses %j', async (body, status) => {
    const answer = await work(body)
    expect(answer.status).toBe(status)
    expect(answer.body.error.code).toBe('WH104')
  })

  it('needs a key that may send', async () => {
    expect((await work({}, 'read-key')).status).toBe(403)
    expect((await work({}, null)).status).toBe(401)
  })
})

describe('a service that stops while it sends', () => {
  it('finishes what is under way, gives the rest back and ends with 0', async () => {
    const stopping = await startFunctions({ databaseUrl: database.url })
    const before = clay.log.length
    await enqueueRows(database.sql, clay.webhookUrl('stopped'), 100)
    const answer = sender(stopping.baseUrl, 'send-key')('/run/outbound/work', {
      body: { budget_seconds: 60 },
    })
    await expect.poll(() => rowsAt('stopped').length, { timeout: 20_000 }).toBeGreaterThan(5)
    const asked = Date.now()
    await stopping.stop()
    expect(Date.now() - asked).toBeLessThan(8000)
    const sent = rowsAt('stopped').length
    expect((await answer).body).toMatchObject({ success: true, delivered: sent })
    const [row] = await database.sql`
      select count(*)::integer as waiting, count(q.owner)::integer as in_hand
      from outbound.queue as q`
    expect(row).toEqual({ waiting: 100 - sent, in_hand: 0 })
    expect(clay.log.length - before).toBe(sent)
  })

  it('leaves nothing behind that the next one would not send', async () => {
    await enqueueRows(database.sql, clay.webhookUrl('next'), 5)
    await work({ budget_seconds: 20 })
    expect(await untilSent(database.sql, 5000)).toBe(true)
    expect((await statesOf(database.sql)).sent).toBeGreaterThanOrEqual(5)
  })
})
