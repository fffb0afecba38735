import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { encodeForm, exporter, exportPath, type Field, freshWebhook } from '../support/forms.ts'
import { type Answer, addKey, sender, startFunctions } from '../support/functions.ts'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const to = exporter(served)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const MiB = 1024 * 1024

async function counts() {
  const [row] = await served.database.sql`
    select
      (select count(*) from outbound.jobs)::integer as jobs,
      (select count(*) from outbound.deliveries)::integer as deliveries,
      (select count(*) from raw.salesnav_exports)::integer as exports,
      (select count(*) from outbound.upload_chunks)::integer as chunks`
  return row
}

const nothing = { jobs: 0, deliveries: 0, exports: 0, chunks: 0 }

/** Nothing was made of it, and the answer has every member that a reader looks at. */
function expectRefused(answer: Answer, status: number, code: string): void {
  expect(answer.body).toMatchObject({
    success: false,
    total_rows: 0,
    export_id: null,
    job_id: null,
    error: { code, hint: expect.stringMatching(/./) },
  })
  expect(answer.status).toBe(status)
  expect(answer.body.message).toBe(answer.body.error.message)
  expect(answer.body.errors.length).toBeGreaterThan(0)
}

describe('a file that is refused', () => {
  afterEach(async () => {
    expect(await counts()).toEqual(nothing)
  })

  const many = (length: number) => `Email,Company\n${'x,y\n'.repeat(length)}`
  const wide = (length: number) => `Email,Company\n${`${'x'.repeat(997)},y\n`.repeat(length)}`

  it.each<[string, string | Uint8Array, string]>([
    ['nothing in it', '', 'WH723'],
    ['white space only', ' \r\n\t\n', 'WH723'],
    ['a byte order mark only', '\ufeff', 'WH723'],
    ['a header only', 'First name,Email\r\n', 'WH723'],
    ['a header and empty lines', 'First name,Email\n\n\r\n\n', 'WH723'],
    ['a header and rows without values', 'First name,Email\n,\n , \n', 'WH723'],
    ['Latin-1', Buffer.from('Email\nJ\xf6rg\n', 'latin1'), 'WH721'],
    ['an encoded surrogate', Buffer.from([...Buffer.from('Email\n'), 0xed, 0xa0, 0x80]), 'WH721'],
    ['UTF-8 that is cut off', Buffer.from([...Buffer.from('Email\nx'), 0xe2, 0x82]), 'WH721'],
    ['UTF-16 that is cut off', Buffer.from([0xff, 0xfe, 0x45, 0, 0x6d]), 'WH721'],
    ['UTF-16 with half a pair', Buffer.from('\ufeffEmail\n\ud83d\n', 'utf16le'), 'WH721'],
    ['UTF-16 without a mark', Buffer.from('Email\nx\n', 'utf16le'), 'WH722'],
    ['no known column', 'Name,Mail\nx,y\n', 'WH722'],
    ['no header', 'Zelda,zelda@quux.example\n', 'WH722'],
    ['known names separated by bars', 'First name|Email\nx|y\n', 'WH722'],
    ['a spreadsheet', Buffer.from('504b0304140006000800', 'hex'), 'WH722'],
    ['a header that never ends', `"Email,${'x'.repeat(300_000)}`, 'WH722'],
    ['over a thousand columns', `Email${',x'.repeat(1000)}\n1\n`, 'WH722'],
  ])('says why: %s', async (_what, content, code) => {
    const answer = await to.send(content)
    expectRefused(answer, 422, code)
    expect(await to.kept(answer)).toMatchObject({ code, path: exportPath, body: expect.anything() })
  })

  it('says that there are no rows in the words of the requirement', async () => {
    const answer = await to.send('Email\n')
    expect(answer.body.errors).toEqual(['No data rows found in file'])
  })

  it('says on which line a quote opens that never closes, after what it noticed before', async () => {
    const answer = await to.send('Email,Company\r\na,"b\r\nc"\r\nd\r\n\r\ne,"f\r\ng,h\r\n')
    expectRefused(answer, 422, 'WH722')
    expect(answer.body.errors).toEqual([
      'line 4: 1 cell instead of 2; the missing ones are sent empty',
      'line 6: a quote opens that never closes',
    ])
  })

  it('says on which line a row is far too long', async () => {
    const answer = await to.send(`Email,Company\na,b\nc,"${'x'.repeat(1.5 * MiB)}`)
    expectRefused(answer, 422, 'WH722')
    expect(answer.body.errors[0]).toMatch(/^line 3: a row has more than 1 MiB/)
  })

  it('is found to be badly encoded even after rows that were loaded', async () => {
    const late = Buffer.concat([Buffer.from(wide(4000)), Buffer.from([0x78, 0xe9, 0x0a])])
    const answer = await to.send(late)
    expectRefused(answer, 422, 'WH721')
  })

  it('has one row too many', async () => {
    const answer = await to.send(many(50_001))
    expectRefused(answer, 422, 'WH723')
    expect(answer.body.message).toBe('the file has more than 50000 data rows')
  })

  it('has one byte too many: length and hash are kept, the bytes are not', async () => {
    const form = encodeForm([
      ['webhook_url', freshWebhook()],
      ['file', { content: wide(34_000).slice(0, 32 * MiB + 1) }],
    ])
    const answer = await to.submit(form)
    expectRefused(answer, 413, 'WH003')
    expect(answer.body.errors[0]).toContain('(32 MiB)')
    expect(await to.kept(answer)).toMatchObject({
      status: 413,
      body: null,
      body_length: form.bytes.length,
      body_sha256: sha256(form.bytes),
    })
  })

  it('is kept whole up to a mebibyte, with the type that says how to read it', async () => {
    const form = encodeForm([
      ['webhook_url', freshWebhook()],
      ['file', { content: `Name,Mail\n${'x,y\n'.repeat(200_000)}` }],
    ])
    expect(form.bytes.length).toBeLessThan(MiB)
    const kept = await to.kept(await to.submit(form))
    expect(kept).toMatchObject({
      content_type: form.contentType,
      sql_function: 'export_salesnav',
      body_sha256: sha256(form.bytes),
    })
    expect(Buffer.compare(kept?.body, form.bytes)).toBe(0)
  })
})

describe('a form that is refused', () => {
  afterEach(async () => {
    expect(await counts()).toEqual(nothing)
  })

  const file: Field = ['file', { content: 'Email\nx\n' }]
  const webhook = (): Field => ['webhook_url', freshWebhook()]

  it.each<[string, Field[], string, string]>([
    ['without a file', [webhook()], 'WH101', 'file is required'],
    ['without a webhook', [file], 'WH101', 'webhook_url is required'],
    ['with a blank webhook', [file, ['webhook_url', ' \t']], 'WH101', 'must not be blank'],
    ['with two files', [webhook(), file, file], 'WH104', 'file is sent twice'],
    ['with two webhooks', [webhook(), webhook(), file], 'WH104', 'webhook_url is sent twice'],
    ['with endless notes', [webhook(), ['notes', 'x'.repeat(65_537)], file], 'WH104', 'notes has'],
  ])('says why: %s', async (_what, fields, code, message) => {
    const answer = await to.submit(encodeForm(fields))
    expectRefused(answer, 422, code)
    expect(answer.body.message).toContain(message)
  })

  it('says which webhook is not allowed, and what allows it', async () => {
    const answer = await to.send('Email\nx\n', { webhook_url: 'https://evil.example/x' })
    expectRefused(answer, 422, 'WH711')
    expect(answer.body.error.hint).toContain(
      "select outbound.allow_destination('https://evil.example')"
    )
    const kept = await to.kept(answer)
    expect(kept).toMatchObject({ code: 'WH711', issues: [{ path: 'webhook_url' }] })
  })

  it.each(['http://api.clay.com/x', 'https://127.0.0.1/x', 'https://a@api.clay.com/x', 'x'])(
    'says what is wrong with a webhook: %s',
    async (webhook_url) => {
      expectRefused(await to.send('Email\nx\n', { webhook_url }), 422, 'WH712')
    }
  )

  it('says so when a large file goes to a webhook that is not allowed', async () => {
    const content = `Email,Company\n${`${'x'.repeat(500)},y\n`.repeat(5000)}`
    expectRefused(await to.send(content, { webhook_url: 'https://evil.example/x' }), 422, 'WH711')
  })

  it.each<[string, (bytes: Buffer) => Uint8Array<ArrayBuffer>]>([
    ['ends early', (bytes) => new Uint8Array(bytes.subarray(0, bytes.length - 20))],
    ['has no parts', () => new Uint8Array(Buffer.from('hello'))],
    ['is empty', () => new Uint8Array()],
    [
      'has text behind a boundary',
      (bytes) =>
        new Uint8Array(Buffer.from(bytes.toString().replace('\r\ncontent', 'x\r\ncontent'))),
    ],
    [
      'has a part without a name',
      (bytes) => new Uint8Array(Buffer.from(bytes.toString().replace(' name="notes"', ''))),
    ],
    [
      'has a part without header lines',
      (bytes) =>
        new Uint8Array(
          Buffer.from(bytes.toString().replace(/content-disposition.*name="notes"\r\n/, ''))
        ),
    ],
    [
      'has a part in base64',
      (bytes) =>
        new Uint8Array(
          Buffer.from(
            bytes
              .toString()
              .replace('\r\n\r\nn\r\n', '\r\ncontent-transfer-encoding: base64\r\n\r\nn\r\n')
          )
        ),
    ],
    [
      'has endless header lines',
      (bytes) =>
        new Uint8Array(
          Buffer.from(
            bytes.toString().replace('\r\n\r\nn\r\n', `\r\nx: ${'y'.repeat(20_000)}\r\n\r\nn\r\n`)
          )
        ),
    ],
  ])('is no sound form: %s', async (_what, change) => {
    const form = encodeForm([['notes', 'n'], webhook(), file])
    const changed = change(Buffer.from(form.bytes))
    expect(Buffer.compare(changed, form.bytes)).not.toBe(0)
    const answer = await to.submit({ ...form, bytes: changed })
    expectRefused(answer, 400, 'WH018')
    expect((await to.kept(answer))?.body_length).toBe(changed.length)
  })

  it('has more parts than anybody needs', async () => {
    const fields = Array.from({ length: 101 }, (_, at): Field => [`field ${at}`, 'x'])
    expectRefused(await to.submit(encodeForm(fields)), 400, 'WH018')
  })

  it('has text that is not UTF-8', async () => {
    const form = encodeForm([['notes', '\u00e9'], webhook(), file])
    const at = Buffer.from(form.bytes).indexOf(Buffer.from('\u00e9'))
    form.bytes[at] = 0xff
    expectRefused(await to.submit(form), 400, 'WH002')
  })

  it.each<[string, Record<string, string>]>([
    ['JSON', { 'content-type': 'application/json' }],
    ['no boundary', { 'content-type': 'multipart/form-data' }],
    ['a boundary of odd letters', { 'content-type': 'multipart/form-data; boundary="\t<x>"' }],
    ['another multipart type', { 'content-type': 'multipart/mixed; boundary=x' }],
    ['text', { 'content-type': 'text/csv' }],
  ])('is no form at all: %s', async (_what, headers) => {
    const answer = await served.send(exportPath, { body: '{"webhook_url": "x"}', headers })
    expect(answer).toMatchObject({ status: 415, body: { error: { code: 'WH004' } } })
  })

  it('is compressed', async () => {
    const { contentType, bytes } = encodeForm([webhook(), file])
    const headers = { 'content-type': contentType, 'content-encoding': 'gzip' }
    const answer = await served.send(exportPath, { body: new Uint8Array(gzipSync(bytes)), headers })
    expect(answer.status).toBe(415)
  })

  it('is sent to an endpoint that takes JSON', async () => {
    const { contentType, bytes } = encodeForm([webhook(), file])
    const answer = await served.send('/run/testing/companies', {
      body: bytes,
      headers: { 'content-type': contentType },
    })
    expect(answer).toMatchObject({ status: 415, body: { error: { code: 'WH004' } } })
  })

  it('carries an Idempotency-Key that is none', async () => {
    const form = encodeForm([webhook(), file])
    const answer = await to.submit(form, { 'idempotency-key': 'x'.repeat(256) })
    expectRefused(answer, 422, 'WH009')
  })

  it('comes from a key that may not send', async () => {
    await addKey(served.database.sql, 'ingest-only', ['ingest', 'read'])
    const { contentType, bytes } = encodeForm([webhook(), file])
    const headers = { 'content-type': contentType }
    const forbidden = await served.send(exportPath, { body: bytes, headers, key: 'ingest-only' })
    expect(forbidden.status).toBe(403)
    expect((await served.send(exportPath, { body: bytes, headers, key: null })).status).toBe(401)
  })
})

describe('an upload that breaks off', () => {
  it('leaves nothing to be sent, and what was loaded is cleared by a later one', async () => {
    const form = encodeForm([
      ['webhook_url', freshWebhook()],
      ['file', { content: `Email,Company\n${`${'x'.repeat(500)},y\n`.repeat(10_000)}` }],
    ])
    const { hostname, port, pathname } = new URL(`${served.functions.baseUrl}${exportPath}`)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\nx-api-key: test-key\r\n` +
        `content-type: ${form.contentType}\r\ncontent-length: ${form.bytes.length}\r\n\r\n`
    )
    socket.write(form.bytes.subarray(0, form.bytes.length - 1000))
    await expect.poll(async () => (await counts())?.chunks).toBeGreaterThan(0)
    socket.destroy()
    await expect.poll(counts).toEqual(nothing)

    await served.database.sql`
      insert into outbound.upload_chunks (upload_id, chunk_no, first_row, members, created_at)
      values (gen_random_uuid(), 0, 0, '{}', clock_timestamp() - interval '61 minutes'),
        (gen_random_uuid(), 0, 0, '{}', clock_timestamp() - interval '59 minutes')`
    await to.send('Email\nx\n')
    expect((await counts())?.chunks).toBe(1)
    await served.database.sql`truncate outbound.upload_chunks`
  })
})

describe('a server that is not for development', () => {
  it('refuses a destination that is insecure', async () => {
    await served.database.sql`
      select outbound.allow_destination('http://127.0.0.1:9999', insecure => true)`
    const functions = await startFunctions({
      databaseUrl: served.database.url,
      env: { PIPELINE_DEVELOPMENT: '' },
    })
    const form = encodeForm([
      ['file', { content: 'Email\nx\n' }],
      ['webhook_url', 'http://127.0.0.1:9999/x'],
    ])
    const sent = { body: form.bytes, headers: { 'content-type': form.contentType } }
    const answer = await sender(functions.baseUrl, 'test-key')(exportPath, sent)
    await functions.stop()
    expectRefused(answer, 422, 'WH711')
    expect(answer.body.error.hint).toContain('PIPELINE_DEVELOPMENT=1')
    expect(await served.send(exportPath, sent)).toMatchObject({ status: 200 })
  })
})
