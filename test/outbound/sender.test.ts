import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRetryAfter, send } from '../../supabase/functions/_shared/outbound/sender.ts'
import { type Clay, type ClayBehaviour, startClay } from '../support/clay.ts'

let clay: Clay

beforeAll(async () => {
  clay = await startClay()
})

afterAll(() => clay.stop())

const body = '{"name": "Zoë \\u0000 \\ud800", "row": 9007199254740993}'
const message = (webhookUrl: string) => ({ messageId: 'message-1', webhookUrl, body })

/** Sends to a receiver that behaves so. */
async function sendTo(behaviour: ClayBehaviour, limitMs = 2000) {
  clay.behave({ errorShare: 0, throttledShare: 0, hangingShare: 0, slowShare: 0, ...behaviour })
  const answer = await send(message(clay.webhookUrl()), limitMs)
  clay.behave({ truncatedShare: 0, resetShare: 0 })
  return answer
}

describe('a delivery', () => {
  it('is a POST of the body as it was frozen, with the id and the time of the message', async () => {
    const before = Math.floor(Date.now() / 1000)
    const answer = await sendTo({})
    expect(answer).toMatchObject({
      httpStatus: 200,
      error: null,
      responseExcerpt: '{"success":true}',
    })
    expect(Date.parse(answer.startedAt)).toBeGreaterThanOrEqual(before * 1000)
    const got = clay.log.at(-1)
    expect(got).toMatchObject({ body, id: 'message-1', isTaken: true })
    expect(got?.headers).toMatchObject({ 'content-type': 'application/json' })
    expect(got?.headers['user-agent']).toContain('company-data-warehouse')
    expect(Number(got?.headers['webhook-timestamp'])).toBeGreaterThanOrEqual(before)
  })

  it('that is answered with an error is none', async () => {
    const answer = await sendTo({ errorShare: 1 })
    expect(answer).toMatchObject({ httpStatus: 500, error: 'answered with 500' })
    expect(answer.responseExcerpt).toContain('Internal error')
  })

  it('that is throttled says when to come back', async () => {
    const answer = await sendTo({ throttledShare: 1, retryAfterSeconds: 7 })
    expect(answer).toMatchObject({ httpStatus: 429, retryAfterSeconds: 7 })
  })

  it('is given up when no answer comes in time', async () => {
    const answer = await sendTo({ hangingShare: 1 }, 300)
    expect(answer).toMatchObject({ httpStatus: null, error: 'no answer in 0.3 s' })
    expect(answer.latencyMs).toBeGreaterThanOrEqual(295)
    expect(answer.latencyMs).toBeLessThan(2000)
  })

  it('counts from the status line on: the rest of the answer may break off', async () => {
    const answer = await sendTo({ truncatedShare: 1 })
    expect(answer).toMatchObject({ httpStatus: 200, error: null })
    expect(answer.responseExcerpt).toContain('{"success"')
  })

  it('whose connection is reset has no answer, and says so without the URL', async () => {
    const answer = await sendTo({ resetShare: 1 })
    expect(answer.httpStatus).toBeNull()
    expect(answer.error).toMatch(/ECONNRESET|reset|closed/i)
    expect(answer.error).not.toContain('webhook')
  })

  it('to nobody has no answer', async () => {
    const gone = await startClay()
    await gone.stop()
    const answer = await send(message(gone.webhookUrl()), 2000)
    expect(answer.httpStatus).toBeNull()
    expect(answer.error).toMatch(/ECONNREFUSED|refused/i)
  })
})

describe('an answer', () => {
  it('that points elsewhere is not followed', async () => {
    const before = clay.log.length
    const server = createServer((_request, response) => {
      response.writeHead(307, { location: clay.webhookUrl() }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const answer = await send(message(`http://127.0.0.1:${port}/`), 2000)
    server.closeAllConnections()
    server.close()
    expect(answer).toMatchObject({ httpStatus: 307, error: 'redirects are not followed' })
    expect(clay.log).toHaveLength(before)
  })

  it('is read no further than 1,000 characters, however long it is', async () => {
    let written = 0
    const server = createServer((_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => {
        written += 1
        response.write('é'.repeat(10_000))
      }, 5)
      response.on('close', () => clearInterval(timer))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const answer = await send(message(`http://127.0.0.1:${port}/`), 5000)
    server.closeAllConnections()
    server.close()
    expect(answer).toMatchObject({ httpStatus: 200, responseExcerpt: 'é'.repeat(1000) })
    expect(written).toBeLessThan(100)
  })
})

describe('the header Retry-After', () => {
  const at = Date.parse('2026-11-21T12:00:00Z')
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['Sat, 21 Nov 2026 12:01:30 GMT', 90],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    [null, null],
    ['', null],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['99999999999999999999', null],
    ['2026-11-21', null],
  ])('%j means %j seconds', (header, seconds) => {
    expect(parseRetryAfter(header, at)).toBe(seconds)
  })
})
