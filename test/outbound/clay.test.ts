import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clay, startClay } from '../support/clay.ts'
import { type ClayProcess, startClayProcess } from '../support/clay-process.ts'

let clay: Clay

beforeEach(async () => {
  clay = await startClay({ token: 'webhook-token', lifetimeLimit: 5 })
})

afterEach(() => clay.stop())

function post(body: string, headers: Record<string, string> = {}, name?: string) {
  const token = { 'x-clay-webhook-auth': 'webhook-token', 'content-type': 'application/json' }
  return fetch(clay.webhookUrl(name), { method: 'POST', body, headers: { ...token, ...headers } })
}

describe('the stand-in for Clay', () => {
  it.each([
    ['a body that is no JSON', '{"row": ', {}, 422],
    ['a body that is no object', '"row"', {}, 422],
    ['another content type', '{"row": 1}', { 'content-type': 'text/plain' }, 422],
    ['another token', '{"row": 1}', { 'x-clay-webhook-auth': 'guessed' }, 401],
    ['more than 100 KB', JSON.stringify({ row: 'x'.repeat(100_000) }), {}, 413],
  ])('refuses %s', async (_what, body, headers, status) => {
    expect((await post(body, headers)).status).toBe(status)
    expect(clay.log).toMatchObject([{ status, isTaken: false }])
  })

  it('does not know a webhook that was deleted', async () => {
    expect((await post('{"row": 1}')).status).toBe(200)
    clay.removeWebhook('rows')
    expect((await post('{"row": 2}')).status).toBe(404)
    expect((await post('{"row": 3}', {}, 'others')).status).toBe(200)
  })

  it('says 200 and drops what comes after the last submission of a webhook', async () => {
    expect((await post('[{}, {}, {}, {}]')).status).toBe(200)
    for (let row = 5; row <= 7; row += 1) expect((await post(`{"row": ${row}}`)).status).toBe(200)
    expect(clay.log.map(({ isTaken }) => isTaken)).toEqual([true, true, false, false])
  })

  it('throttles what is over the rate of the workspace', async () => {
    clay.behave({ ratePerSecond: 1, burst: 3, lifetimeLimit: 50_000, retryAfterSeconds: 2 })
    await new Promise((resolve) => setTimeout(resolve, 10))
    const answers = await Promise.all(Array.from({ length: 25 }, () => post('{}')))
    const throttled = answers.filter(({ status }) => status === 429)
    expect(throttled.length).toBeGreaterThan(15)
    expect(throttled[0]?.headers.get('retry-after')).toBe('2')
  })

  it('goes wrong as often as it is told to', async () => {
    clay.behave({ errorShare: 0.3, throttledShare: 0.2, lifetimeLimit: 50_000 })
    for (let row = 0; row < 200; row += 1) await (await post(`{"row": ${row}}`)).text()
    const share = (status: number) =>
      clay.log.filter((request) => request.status === status).length / clay.log.length
    expect(share(500)).toBeGreaterThan(0.2)
    expect(share(500)).toBeLessThan(0.4)
    expect(share(429)).toBeGreaterThan(0.1)
    expect(share(429)).toBeLessThan(0.3)
  })

  it('works the same in a process of its own', async () => {
    const other: ClayProcess = await startClayProcess({ latencyMs: 50 })
    const before = Date.now()
    const headers = { 'content-type': 'application/json', 'webhook-id': 'one' }
    const response = await fetch(other.webhookUrl(), { method: 'POST', body: '{}', headers })
    expect(await response.json()).toEqual({ success: true })
    expect(Date.now() - before).toBeGreaterThanOrEqual(50)
    const [got] = await other.log()
    expect(got).toMatchObject({ id: 'one', webhook: 'rows', isTaken: true, status: 200 })
    expect(Math.abs((got?.at ?? 0) - before)).toBeLessThan(5000)
    expect(await other.delayMs()).toBeGreaterThanOrEqual(0)
    await other.stop()
  })
})
