import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../support/functions.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const ingest = '/run/companies/companyenrich/ingest'

/** What was kept of a refused request. */
async function kept(answer: Answer) {
  const [row] = await served.database.sql`
    select r.status, r.code, r.method, r.path, r.sql_function, r.api_key_id, r.body,
      r.body_length::integer as body_length, r.body_sha256, r.issues
    from ops.rejected_requests as r
    where r.rejected_id = ${answer.body.rejected_id ?? null}`
  return row
}

const bytesOf = (text: string) => new TextEncoder().encode(text)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('a body that is refused', () => {
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  const cases: [string, Uint8Array, number, string][] = [
    ['not JSON', bytesOf('{"domain": "a.example",}'), 400, 'WH001'],
    ['cut off', bytesOf('{"domain": "a.example", "raw_pay'), 400, 'WH001'],
    ['a control character in a string', bytesOf('{"domain":"a\0.example"}'), 400, 'WH001'],
    ['NaN', bytesOf('{"domain":"a.example","raw_payload":{"n":NaN}}'), 400, 'WH001'],
    ['empty', bytesOf(''), 400, 'WH001'],
    ['white space', bytesOf(' \n '), 400, 'WH001'],
    ['UTF-8 with a wrong byte', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'WH002'],
    ['UTF-8 cut off', new Uint8Array([0x22, 0xe2, 0x82]), 400, 'WH002'],
    ['a surrogate as UTF-8', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), 400, 'WH002'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), 400, 'WH002'],
    ['a number', bytesOf('42'), 422, 'WH104'],
    ['a string', bytesOf('"a.example"'), 422, 'WH104'],
    ['null', bytesOf('null'), 422, 'WH104'],
    ['an array', bytesOf('[{"domain":"a.example","raw_payload":{}}]'), 422, 'WH104'],
    ['nested 10,000 levels', bytesOf(deep), 422, 'WH106'],
    ['objects nested 10,000 levels', bytesOf('{"a":'.repeat(10_000)), 422, 'WH106'],
    [
      'beyond numeric',
      bytesOf('{"domain":"a.example","raw_payload":{"n":1e200000}}'),
      422,
      'WH017',
    ],
  ]

  it.each(cases)(
    '%s: the status, a remedy, and the bytes kept',
    async (_what, body, status, code) => {
      const answer = await send(ingest, { body })
      expect(answer.status, answer.text).toBe(status)
      expect(answer.body.success).toBe(false)
      expect(answer.body.error).toMatchObject({ code, issues: expect.any(Array) })
      expect(answer.body.error.message).not.toBe('')
      expect(answer.body.error.hint).not.toBe('')
      const row = await kept(answer)
      expect(row).toMatchObject({
        status,
        code,
        method: 'POST',
        path: ingest,
        sql_function: 'ingest_companyenrich',
        api_key_id: served.apiKeyId,
        body_length: body.byteLength,
        body_sha256: sha256(body),
      })
      expect(Buffer.from(body).equals(row?.body)).toBe(true)
    }
  )
})

describe('a field that is refused', () => {
  const payload = { name: 'Northwind' }
  const cases: [string, unknown, string, string][] = [
    ['no domain', { raw_payload: payload }, 'WH101', 'domain'],
    ['domain null', { domain: null, raw_payload: payload }, 'WH101', 'domain'],
    ['domain empty', { domain: '', raw_payload: payload }, 'WH101', 'domain'],
    ['domain blank', { domain: ' \t', raw_payload: payload }, 'WH101', 'domain'],
    ['domain a number', { domain: 42, raw_payload: payload }, 'WH104', 'domain'],
    ['domain an array', { domain: ['a.example'], raw_payload: payload }, 'WH104', 'domain'],
    ['domain an object', { domain: {}, raw_payload: payload }, 'WH104', 'domain'],
    ['domain an IP', { domain: '192.0.2.7', raw_payload: payload }, 'WH102', 'domain'],
    ['domain a single label', { domain: 'localhost', raw_payload: payload }, 'WH102', 'domain'],
    ['domain a shortener', { domain: 'https://bit.ly/x', raw_payload: payload }, 'WH103', 'domain'],
    ['no raw_payload', { domain: 'a.example' }, 'WH101', 'raw_payload'],
    ['raw_payload null', { domain: 'a.example', raw_payload: null }, 'WH101', 'raw_payload'],
    ['raw_payload blank', { domain: 'a.example', raw_payload: '' }, 'WH101', 'raw_payload'],
    ['raw_payload text', { domain: 'a.example', raw_payload: 'none' }, 'WH104', 'raw_payload'],
    ['raw_payload an array', { domain: 'a.example', raw_payload: [] }, 'WH104', 'raw_payload'],
    ['raw_payload "[]"', { domain: 'a.example', raw_payload: '[]' }, 'WH104', 'raw_payload'],
    ['raw_payload true', { domain: 'a.example', raw_payload: true }, 'WH104', 'raw_payload'],
  ]

  it.each(cases)('%s: 422, named in message, hint and issues', async (_what, body, code, field) => {
    const answer = await send(ingest, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body.error.code).toBe(code)
    expect(answer.body.error.message).toContain(field)
    expect(answer.body.error.hint).not.toBe('')
    expect((await kept(answer))?.code).toBe(code)
  })

  it('names every field that is wrong', async () => {
    const { body } = await send('/run/testing/companies', { body: { name: 3, linkedin_url: [] } })
    const fields = body.error.issues.map((issue: { path: string }) => issue.path)
    expect(fields).toEqual(['name', 'domain', 'linkedin_url'])
  })

  it('is repeated by check-existence, which always answers in its own shape', async () => {
    const body = { domain: 'a.example', schema_name: 'core' }
    const answer = await send('/read/companies/db/check-existence', { body })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ ...body, success: false, exists: false, table_name: null })
  })
})

describe('a document that arrives as a string', () => {
  it('is refused when it is nested too deep', async () => {
    const raw_payload = `{"a":${'['.repeat(100)}${']'.repeat(100)}}`
    const answer = await send(ingest, { body: { domain: 'a.example', raw_payload } })
    expect(answer.status).toBe(422)
    expect(answer.body.error).toMatchObject({ code: 'WH106', issues: [{ path: 'raw_payload' }] })
  })
})

describe('a body over 1 MiB', () => {
  const limit = 1024 * 1024
  const padded = (length: number) => {
    const text = '{"name":"Northwind","domain":"northwind.example"}'
    return bytesOf(text + ' '.repeat(length - text.length))
  }

  it('of one byte is a 413, and its length and hash are kept', async () => {
    const body = padded(limit + 1)
    const answer = await send('/run/testing/companies', { body })
    expect(answer.status).toBe(413)
    expect(answer.body.error.code).toBe('WH003')
    const row = await kept(answer)
    expect(row).toMatchObject({ body: null, body_length: limit + 1, body_sha256: sha256(body) })
  })

  it('is found without Content-Length', async () => {
    const chunk = padded(64 * 1024)
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 1
        if (sent > 20) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const answer = await send('/run/testing/companies', { body })
    expect(answer.status).toBe(413)
    expect((await kept(answer))?.body_length).toBe(20 * 64 * 1024)
  })

  it('exactly 1 MiB is taken', async () => {
    expect((await send('/run/testing/companies', { body: padded(limit) })).status).toBe(200)
  })
})

describe('a sender that gives up', () => {
  it('in the middle of a body leaves nothing but a rejection, and the service goes on', async () => {
    const { hostname, port } = new URL(served.functions.baseUrl)
    const socket = connect(Number(port), hostname)
    const head = `POST /functions/v1${ingest} HTTP/1.1\r\nHost: x\r\nx-api-key: test-key\r\n`
    socket.write(`${head}content-type: application/json\r\ncontent-length: 1000\r\n\r\n{"domain":`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    socket.destroy()
    expect((await send('/api/health')).status).toBe(200)
  })
})
