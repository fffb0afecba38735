import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addKey } from '../support/functions.ts'
import { allowReceiver, enqueueRows, type JobOptions } from '../support/outbound.ts'
import { createWorker, freeHook } from '../support/outbox.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase({ PIPELINE_DEVELOPMENT: '1' })
const send: Served['send'] = (path, sent) => served.send(path, sent)

beforeAll(async () => {
  const { sql } = served.database
  await allowReceiver(sql, 'http://127.0.0.1:9001', null)
  // A redrive wakes the worker of the functions, which would take what these tests take.
  await sql`revoke execute on function api.claim_deliveries(jsonb, jsonb) from pipeline_edge`
  await addKey(served.database.sql, 'reader-key', ['read', 'ingest'])
})

beforeEach(async () => {
  await served.database.sql`truncate outbound.queue, outbound.deliveries, outbound.attempts`
})

const enqueue = (count: number, options: JobOptions = {}) =>
  enqueueRows(served.database.sql, freeHook, count, options)
const worker = () => createWorker(served.database.sql)
const pathOf = (jobId: string, action = '') => `/run/outbound/jobs/${jobId}${action}`
const cancel = (jobId: string, sent = {}) =>
  send(pathOf(jobId, '/cancel'), { method: 'POST', ...sent })
const redrive = (jobId: string, sent = {}) =>
  send(pathOf(jobId, '/redrive'), { method: 'POST', ...sent })

describe('GET /run/outbound/jobs/:id', () => {
  it('says how far the job is', async () => {
    const jobId = await enqueue(5)
    const one = worker()
    await one.finish(await one.claim(2))
    await one.claim(1)
    const answer = await send(pathOf(jobId))
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      job_id: jobId,
      kind: 'test_row',
      state: 'running',
      stop_reason: null,
      webhook_host: '127.0.0.1:9001',
      total: 5,
      pending: 3,
      in_flight: 1,
      sent: 2,
      failed: 0,
      dead: 0,
      cancelled: 0,
      skipped: 0,
      skipped_rows: [],
      rate_per_second: expect.any(Number),
      seconds_left: expect.any(Number),
      warnings: [],
      created_at: expect.stringMatching(/^\d{4}-.*\+00:00$/),
      finished_at: null,
    })
  })

  it('says so when it is done, before anybody asked for more work', async () => {
    const jobId = await enqueue(1)
    const one = worker()
    await one.finish(await one.claim())
    expect((await send(pathOf(jobId))).body).toMatchObject({
      state: 'done',
      sent: 1,
      seconds_left: 0,
      finished_at: expect.stringMatching(/^\d{4}-/),
    })
  })
})

describe.each([
  ['GET', ''],
  ['POST', '/cancel'],
  ['POST', '/redrive'],
])('%s /run/outbound/jobs/:id%s', (method, action) => {
  const ask = (id: string, sent = {}) => send(pathOf(id, action), { method, ...sent })

  it('answers 404 for a job that does not exist', async () => {
    const answer = await ask(randomUUID())
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({
      success: false,
      error: { code: 'WH701', message: 'the job does not exist', hint: expect.stringMatching(/./) },
    })
  })

  it.each(['5', 'no-uuid', '%27%3B--', '%00', 'x'.repeat(500), "'"])(
    'answers 422 for the id %s',
    async (id) => {
      const answer = await ask(id)
      expect(answer.status, answer.text).toBe(422)
      expect(answer.body.error).toMatchObject({ code: 'WH104', issues: [{ path: 'id' }] })
    }
  )

  it('needs a key with scope send', async () => {
    const jobId = await enqueue(1)
    expect((await ask(jobId, { key: null })).status).toBe(401)
    const refused = await ask(jobId, { key: 'reader-key' })
    expect(refused.status).toBe(403)
    expect(refused.body.error.message).toContain('scope send')
  })

  it('answers 405 to another method', async () => {
    const answer = await send(pathOf(randomUUID(), action), { method: 'DELETE' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toContain(method)
  })
})

describe('POST /run/outbound/jobs/:id/cancel', () => {
  it('cancels what was not sent, with and without a body', async () => {
    for (const sent of [{}, { body: {} }, { body: '' }, { body: '  {}\n' }]) {
      const jobId = await enqueue(3)
      const answer = await cancel(jobId, sent)
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({
        success: true,
        job_id: jobId,
        state: 'cancelled',
        cancelled: 3,
        pending: 0,
      })
    }
  })

  it('is about the job of the path, whatever the body says', async () => {
    const [jobId, other] = [await enqueue(1), await enqueue(1)]
    const answer = await cancel(jobId, { body: { id: other } })
    expect(answer.body).toMatchObject({ job_id: jobId, state: 'cancelled' })
    expect((await send(pathOf(other))).body.state).toBe('running')
  })

  it.each(['[]', '"x"', '{"a":', '{}{}', '{"id": 1}, {"b": 2}', 'null'])(
    'refuses the body %s',
    async (body) => {
      const jobId = await enqueue(1)
      const answer = await cancel(jobId, { body })
      expect([400, 422]).toContain(answer.status)
      expect((await send(pathOf(jobId))).body.state).toBe('running')
    }
  )

  it('twice gives the same answer', async () => {
    const jobId = await enqueue(2)
    const first = await cancel(jobId)
    expect((await cancel(jobId)).body).toEqual(first.body)
  })
})

describe('POST /run/outbound/jobs/:id/redrive', () => {
  /** A job with one dead and one refused delivery. */
  async function brokenJob(): Promise<string> {
    const jobId = await enqueue(2, { max_attempts: 1 })
    const one = worker()
    const claims = await one.claim()
    await one.finish(claims.slice(0, 1), { http_status: 500 })
    await one.finish(claims.slice(1), { http_status: 422 })
    await one.claim()
    return jobId
  }

  it('sends the dead again', async () => {
    const jobId = await brokenJob()
    const answer = await redrive(jobId)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      redriven: 1,
      job_id: jobId,
      state: 'running',
      pending: 1,
      failed: 1,
      dead: 0,
    })
  })

  it.each([true, 'true'])('sends refused ones with include_failed %j', async (include_failed) => {
    const answer = await redrive(await brokenJob(), { body: { include_failed } })
    expect(answer.body).toMatchObject({ redriven: 2, failed: 0, dead: 0 })
  })

  it('refuses an include_failed that is neither', async () => {
    const answer = await redrive(await brokenJob(), { body: { include_failed: 'maybe' } })
    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({ code: 'WH104', issues: [{ path: 'include_failed' }] })
  })

  it('does nothing where nothing is to be redriven', async () => {
    const jobId = await enqueue(1)
    const one = worker()
    await one.finish(await one.claim())
    expect((await redrive(jobId)).body).toMatchObject({ redriven: 0, state: 'done' })
  })

  it('answers 409 for a cancelled job', async () => {
    const jobId = await enqueue(1)
    await cancel(jobId)
    const answer = await redrive(jobId)
    expect(answer.status).toBe(409)
    expect(answer.body.error.code).toBe('WH705')
  })

  it('answers 409 when the webhook would be over its lifetime', async () => {
    const { sql } = served.database
    const jobId = await brokenJob()
    await sql`update outbound.accounts set max_submissions = 100 where account = 'receiver'`
    await sql`update outbound.webhooks set submissions = 100`
    const answer = await redrive(jobId)
    await sql`update outbound.accounts set max_submissions = 50000 where account = 'receiver'`
    await sql`update outbound.webhooks set submissions = 0`
    expect(answer.status).toBe(409)
    expect(answer.body.error).toMatchObject({ code: 'WH703' })
  })

  it('gives the first answer to a repeated Idempotency-Key, and 409 to another body', async () => {
    const jobId = await brokenJob()
    const headers = { 'idempotency-key': randomUUID() }
    const first = await redrive(jobId, { headers, body: {} })
    const second = await redrive(jobId, { headers, body: {} })
    expect(first.body.redriven).toBe(1)
    expect(second.body).toEqual({ ...first.body, duplicate: true })
    const other = await redrive(jobId, { headers, body: { include_failed: true } })
    expect(other.status).toBe(409)
    expect(other.body.error.code).toBe('WH105')
    // The key belongs to the job: another job is another request.
    expect((await redrive(await brokenJob(), { headers, body: {} })).status).toBe(409)
  })
})
