import { describe, expect, it } from 'vitest'
import { sender, startFunctions } from '../support/functions.ts'
import { replaceFunction, type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const path = '/run/testing/companies'
const body = { name: 'Northwind', domain: 'northwind.example' }

describe('a database that cannot be reached', () => {
  it('gives 503 with Retry-After, and says so in health', async () => {
    const lost = await startFunctions({
      databaseUrl: served.database.url,
      env: { PIPELINE_DB_URL: 'postgres://pipeline_edge:x@127.0.0.1:1/nowhere' },
    })
    try {
      const sendLost = sender(lost.baseUrl, 'test-key')
      const answer = await sendLost(path, { body })
      expect(answer.status).toBe(503)
      expect(answer.headers.get('retry-after')).toBe('5')
      expect(answer.body.error).toMatchObject({ code: 'WH010' })
      const health = await sendLost('/api/health')
      expect(health.status).toBe(503)
      expect(health.body).toMatchObject({ success: false, database: 'unreachable' })
    } finally {
      await lost.stop()
    }
  })

  it('is found again when it is back', async () => {
    await served.database.sql`
      select pg_terminate_backend(a.pid) from pg_stat_activity as a
      where a.usename = 'pipeline_edge' and a.datname = current_database()`
    const deadline = Date.now() + 5000
    let status = 0
    while (status !== 200 && Date.now() < deadline) status = (await send('/api/health')).status
    expect(status).toBe(200)
  })
})

describe('a service that stops', () => {
  it('answers what is under way, refuses what comes later, and ends with 0', async () => {
    await replaceFunction(served, 'health', 'perform pg_sleep(0.8);')
    const stopping = await startFunctions({ databaseUrl: served.database.url })
    const sendLast = sender(stopping.baseUrl, 'test-key')
    const underWay = sendLast('/api/health')
    await new Promise((resolve) => setTimeout(resolve, 300))
    const stopped = stopping.stop()
    await new Promise((resolve) => setTimeout(resolve, 50))
    const late = await sendLast('/api/health')
    expect(late.status).toBe(503)
    expect(late.body.error.code).toBe('WH013')
    expect(late.headers.get('retry-after')).toBe('2')
    expect((await underWay).status).toBe(200)
    await stopped
    expect(await stopping.exited).toBe(0)
  })
})
