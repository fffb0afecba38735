import { describe, expect, it } from 'vitest'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const ingest = '/run/companies/companyenrich/ingest'

/** Sends a body as written and gives the answer and the text of what raw keeps. */
async function land(body: string | Uint8Array) {
  const answer = await send(ingest, { body })
  expect(answer.status, answer.text).toBe(200)
  const [row] = await served.database.sql<{ payload: string }[]>`
    select p.payload::text as payload
    from raw.companyenrich_payloads as p
    where p.id = ${answer.body.raw_id}`
  return { answer, payload: row?.payload ?? '' }
}

const replaced = (answer: { body: { warnings?: { message: string }[] } }) =>
  (answer.body.warnings ?? []).filter((warning) => warning.message.includes('U+FFFD'))

describe('the body reaches raw', () => {
  it('with every number as it was written', async () => {
    const numbers = '{"a": 12345678901234567890, "b": 0.1000, "c": 9007199254740993, "d": 1e400}'
    const { payload } = await land(`{"domain":"numbers.example","raw_payload":${numbers}}`)
    expect(payload).toContain('"a": 12345678901234567890')
    expect(payload).toContain('"b": 0.1000')
    expect(payload).toContain('"c": 9007199254740993')
    expect(payload).toContain(`"d": 1${'0'.repeat(400)}`)
  })

  it('with every number as it was written, where the document is a string', async () => {
    const document = JSON.stringify('{"a": 12345678901234567890, "b": 1e400}')
    const { payload } = await land(`{"domain":"stringy.example","raw_payload":${document}}`)
    expect(payload).toContain('"a": 12345678901234567890')
    expect(payload).toContain(`"b": 1${'0'.repeat(400)}`)
  })

  it('with U+FFFD for NUL escapes and lone surrogates, and says so', async () => {
    const document = String.raw`{"nul": "a\u0000b", "lone": "\ud83d!", "pair": "\ud83d\ude00"}`
    const { answer, payload } = await land(`{"domain":"nul.example","raw_payload":${document}}`)
    expect(JSON.parse(payload)).toEqual({ nul: 'a\ufffdb', lone: '\ufffd!', pair: '\u{1f600}' })
    expect(replaced(answer)).toHaveLength(2)
  })

  it('with escaped backslashes before u0000 untouched', async () => {
    const document = String.raw`{"text": "\\u0000"}`
    const { answer, payload } = await land(`{"domain":"slash.example","raw_payload":${document}}`)
    expect(JSON.parse(payload)).toEqual({ text: '\\u0000' })
    expect(replaced(answer)).toHaveLength(0)
  })

  it('mended where the document is a string, too', async () => {
    const raw_payload = String.raw`{"nul": "a\u0000b", "name": "Northwind"}`
    const body = JSON.stringify({ domain: 'inner.example', raw_payload })
    const { answer, payload } = await land(body)
    expect(JSON.parse(payload)).toEqual({ nul: 'a\ufffdb', name: 'Northwind' })
    expect(replaced(answer)).toHaveLength(1)
  })

  it('without its byte order mark', async () => {
    const text = '\ufeff{"domain":"bom.example","raw_payload":{"name":"Northwind"}}'
    const { payload } = await land(new TextEncoder().encode(text))
    expect(JSON.parse(payload)).toEqual({ name: 'Northwind' })
  })

  it('with the last of two members of one name', async () => {
    const text = '{"domain":"twice.example","raw_payload":"{\\"a\\":1}","raw_payload":{"a":2}}'
    const { payload } = await land(text)
    expect(JSON.parse(payload)).toEqual({ a: 2 })
  })

  it('with fields that nobody knows', async () => {
    const { payload } = await land(
      '{"domain":"extra.example","raw_payload":{"name":"N","zz_new":[1,{"x":null}]},"note":"kept"}'
    )
    expect(JSON.parse(payload)).toMatchObject({ zz_new: [1, { x: null }] })
  })

  it('64 levels deep', async () => {
    const inner = `${'['.repeat(62)}1${']'.repeat(62)}`
    const { payload } = await land(`{"domain":"deep.example","raw_payload":{"a":${inner}}}`)
    expect(payload).toContain('['.repeat(62))
  })
})
