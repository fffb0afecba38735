import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { encodeForm, exporter, freshWebhook, inPieces } from '../support/forms.ts'
import type { Answer } from '../support/functions.ts'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const to = exporter(served)

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

/** The rows of an answer without what the endpoint adds to each. */
async function rowsOf(answer: Answer): Promise<Record<string, unknown>[]> {
  expect(answer.body).toMatchObject({ success: true })
  return (await to.bodies(answer)).map((body) => {
    const row = JSON.parse(body)
    for (const own of ['_export_title', '_export_timestamp', '_notes', '_row_index']) {
      delete row[own]
    }
    return row
  })
}

const twoRows = [
  { 'First name': 'Zelda', Email: 'zelda@quux.example' },
  { 'First name': 'Jörg', Email: '' },
]

describe('a file', () => {
  it('becomes one delivery per row, with the values of the form beside those of the row', async () => {
    const notes = `https://www.linkedin.com/sales/search?query=${'x'.repeat(1200)}\r\n`
    const answer = await to.send('First name,Email\nZelda,zelda@quux.example\n"Jo ""B""",\n', {
      export_title: 'Heads of IT',
      export_timestamp: '1/25/2026, 10:15 PM',
      notes,
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      success: true,
      export_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      job_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      total_rows: 2,
      message: expect.stringContaining('2 of 2 rows are on their way'),
      errors: [],
      warnings: [],
    })
    const own = `"_export_title":"Heads of IT","_export_timestamp":"1/25/2026, 10:15 PM","_notes":${JSON.stringify(notes)}`
    expect(await to.bodies(answer)).toEqual([
      `{"First name":"Zelda","Email":"zelda@quux.example",${own},"_row_index":0}`,
      `{"First name":"Jo \\"B\\"","Email":"",${own},"_row_index":1}`,
    ])
  })

  it('sends null for a title, timestamp or note that is not given, "" for an empty one', async () => {
    const answer = await to.send('Email\nx', { notes: '' })
    expect(answer.body.error).toBeUndefined()
    expect(await to.bodies(answer)).toEqual([
      '{"Email":"x","_export_title":null,"_export_timestamp":null,"_notes":"","_row_index":0}',
    ])
  })

  it.each([
    ['commas', 'First name,Email\nZelda,zelda@quux.example\nJörg,\n'],
    ['tabs', 'First name\tEmail\nZelda\tzelda@quux.example\nJörg\t\n'],
    ['semicolons', 'First name;Email\nZelda;zelda@quux.example\nJörg;\n'],
    ['CRLF', 'First name,Email\r\nZelda,zelda@quux.example\r\nJörg,\r\n'],
    ['CR', 'First name,Email\rZelda,zelda@quux.example\rJörg,\r'],
    ['line ends of every kind', 'First name,Email\r\nZelda,zelda@quux.example\rJörg,\n'],
    ['no line end at its end', 'First name,Email\nZelda,zelda@quux.example\nJörg,'],
    ['a byte order mark', '\ufeffFirst name,Email\nZelda,zelda@quux.example\nJörg,\n'],
    ['quotes around everything', '"First name","Email"\n"Zelda","zelda@quux.example"\n"Jörg",""\n'],
    ['a mark and quotes', '\ufeff"First name","Email"\nZelda,zelda@quux.example\nJörg,\n'],
    ['empty lines', '\n\r\nFirst name,Email\n\nZelda,zelda@quux.example\n\r\n\nJörg,\n\n\n'],
    ['spaces around names', ' First name , Email\t\nZelda,zelda@quux.example\nJörg,\n'],
    ['UTF-16LE', utf16('First name\tEmail\r\nZelda\tzelda@quux.example\r\nJörg\t\r\n', false)],
    ['UTF-16BE', utf16('First name,Email\nZelda,zelda@quux.example\nJörg,', true)],
  ])('is understood with %s', async (_what, content) => {
    const answer = await to.send(content)
    expect(answer.body.errors).toEqual([])
    expect(await rowsOf(answer)).toEqual(twoRows)
  })

  it.each([
    ['tabs, with commas in the names', 'Email\tName, first\tName; last\na,b\tc;d\te', 3],
    ['semicolons, with commas in the names', 'Email;Name, first;City, State, Zip\na,b;c;d', 3],
    ['commas, with a tab in a quoted name', '"First\tname",Email,Company\n"a\tb",c,d', 3],
    ['commas, with known names in quotes', 'Email,"x;Company;y;Location;z"\na,b', 2],
    ['tabs, with a quote in a bare name', 'Screens of 5"\tEmail\tCompany, Ltd\na\tb\tc', 3],
    ['one column', 'Email\na@b.example', 1],
  ])('has its delimiter read from the header: %s', async (_what, content, width) => {
    const answer = await to.send(content)
    expect(answer.body.errors).toEqual([])
    const [row] = await rowsOf(answer)
    expect(Object.keys(row ?? {})).toHaveLength(width)
  })

  it('keeps line ends, delimiters and quotes inside quoted cells', async () => {
    const answer = await to.send(
      'Email,Profile summary,Company\n1,"one\ntwo\r\n\r\nthree, ""four""",x\n2,"",""""\n'
    )
    expect(await rowsOf(answer)).toEqual([
      { Email: '1', 'Profile summary': 'one\ntwo\r\n\r\nthree, "four"', Company: 'x' },
      { Email: '2', 'Profile summary': '', Company: '"' },
    ])
  })

  it('takes quotes inside a bare cell, and behind a quoted one, for what they are', async () => {
    const answer = await to.send('Email,Company,Location\na,5" screens,"x" y\nb,O"Neill "Ltd",z\n')
    expect(await rowsOf(answer)).toEqual([
      { Email: 'a', Company: '5" screens', Location: '"x" y' },
      { Email: 'b', Company: 'O"Neill "Ltd"', Location: 'z' },
    ])
  })

  it('keeps every value as text: numbers, spaces, letters of any script', async () => {
    const answer = await to.send(
      'Email,Company headcount,Matching filters,Location\n 007 ,1e400,true,"東京 🗼 \u202eabc\\u0041\\"\n'
    )
    expect(await rowsOf(answer)).toEqual([
      {
        Email: ' 007 ',
        'Company headcount': '1e400',
        'Matching filters': 'true',
        Location: '東京 🗼 \u202eabc\\u0041\\',
      },
    ])
  })

  it('gives repeated, blank and reserved names a name of their own', async () => {
    const answer = await to.send('Email,Email,,Email_2, ,_notes,_extra,Email\n1,2,3,4,5,6,7,8\n')
    expect(await rowsOf(answer)).toEqual([
      {
        Email: '1',
        Email_2: '2',
        column_3: '3',
        Email_2_2: '4',
        column_5: '5',
        _notes_2: '6',
        _extra_2: '7',
        Email_3: '8',
      },
    ])
  })

  it('needs one known name, in any case, and keeps the others', async () => {
    const answer = await to.send('whatever,LINKEDIN url  (User Profile),__proto__\n1,2,3\n')
    const body = (await to.bodies(answer))[0] ?? ''
    expect(body).toContain('"whatever":"1","LINKEDIN url  (User Profile)":"2","__proto__":"3"')
  })

  it('reports rows with too many or too few cells by line, and sends them', async () => {
    const answer = await to.send(
      'Email,Company\r\na,"x\r\ny"\r\nb\r\n\r\nc,d,e,"f\r\ng"\r\n,\r\nh,i\r\nj,k,\r\n'
    )
    expect(answer.body.total_rows).toBe(5)
    expect(answer.body.errors).toEqual([
      'line 4: 1 cell instead of 2; the missing ones are sent empty',
      'line 6: 4 cells instead of 2; the surplus is sent as _extra',
      'line 8: no cell has a value; the row is left out',
      'line 10: 3 cells instead of 2; the surplus is sent as _extra',
    ])
    expect(await rowsOf(answer)).toEqual([
      { Email: 'a', Company: 'x\r\ny' },
      { Email: 'b', Company: '' },
      { Email: 'c', Company: 'd', _extra: ['e', 'f\r\ng'] },
      { Email: 'h', Company: 'i' },
      { Email: 'j', Company: 'k', _extra: [''] },
    ])
    const indexes = (await to.bodies(answer)).map((body) => JSON.parse(body)._row_index)
    expect(indexes).toEqual([0, 1, 2, 3, 4])
  })

  it('reports the first hundred such rows, and how many there are', async () => {
    const answer = await to.send(`Email,Company\n${'x\n'.repeat(250)}`)
    expect(answer.body.total_rows).toBe(250)
    expect(answer.body.errors).toHaveLength(101)
    expect(answer.body.errors[99]).toContain('line 101: ')
    expect(answer.body.errors[100]).toBe('and 150 more lines like these')
  })

  it('has its NUL characters replaced, and says so', async () => {
    const answer = await to.send('Email,Comp\0any\na\0b,\0\n')
    expect(await rowsOf(answer)).toEqual([{ Email: 'a\ufffdb', 'Comp\ufffdany': '\ufffd' }])
    expect(answer.body.warnings).toEqual([
      { field: 'file', message: expect.stringContaining('2 NUL characters') },
    ])
  })

  it('leaves out rows that the receiver would not take, and says which', async () => {
    const answer = await to.send(`Email,Company\na,b\nc,${'x'.repeat(100_000)}\ne,f\n`)
    expect(answer.body).toMatchObject({ success: true, total_rows: 3 })
    expect(answer.body.errors).toEqual([expect.stringMatching(/^row 1 is not sent: .*100000/)])
    expect((await rowsOf(answer)).map((row) => row.Email)).toEqual(['a', 'e'])
  })

  it.each([1, 7, 4096])('is read alike when it arrives in pieces of %i bytes', async (size) => {
    const head = '\ufeffFirst name\tEmail\r\n'
    const content = `${head}"Jö\r\n""rg"""\t--é\r\n\r\n東京\t🗼\r\nx\t------form-of-a-test-012345678\r\n`
    const form = encodeForm([
      ['notes', 'früh'],
      ['file', { content }],
      ['webhook_url', freshWebhook()],
    ])
    const body = inPieces(form.bytes, size)
    const headers = { 'content-type': form.contentType }
    const answer = await served.send('/run/salesnav/export/to-clay', { body, headers })
    expect(await rowsOf(answer)).toEqual([
      { 'First name': 'Jö\r\n"rg"', Email: '--é' },
      { 'First name': '東京', Email: '🗼' },
      { 'First name': 'x', Email: '------form-of-a-test-012345678' },
    ])
  })

  it('may come in a form of any order, made by any client', async () => {
    const form = new FormData()
    form.append('notes', 'Zeile 1\r\nZeile 2')
    form.append('webhook_url', freshWebhook())
    form.append('file', new Blob(['Email\nä']), 'Exp"ort – ä.csv')
    form.append('campaign', 'spring')
    const encoded = new Response(form)
    const answer = await to.submit({
      contentType: encoded.headers.get('content-type') ?? '',
      bytes: new Uint8Array(await encoded.arrayBuffer()),
    })
    const [row] = await served.database.sql`
      select e.file_name, e.notes, e.envelope from raw.salesnav_exports as e
      where e.export_id = ${answer.body.export_id}`
    expect(row).toEqual({
      file_name: 'Exp"ort – ä.csv',
      notes: 'Zeile 1\r\nZeile 2',
      envelope: { campaign: 'spring' },
    })
  })

  it('is kept as a row of raw.salesnav_exports', async () => {
    const content = utf16('Email;Email\r\na;b\r\nc\r\n', false)
    const webhook_url = freshWebhook()
    const answer = await to.send(content, { webhook_url, export_title: 'T', export_timestamp: 'x' })
    const [row] = await served.database.sql`
      select to_jsonb(e) - 'received_at' as found from raw.salesnav_exports as e
      where e.export_id = ${answer.body.export_id}`
    expect(row?.found).toEqual({
      export_id: answer.body.export_id,
      job_id: answer.body.job_id,
      webhook_url,
      file_name: 'export.csv',
      file_sha256: createHash('sha256').update(content).digest('hex'),
      file_bytes: content.length,
      encoding: 'utf-16le',
      delimiter: ';',
      header: ['Email', 'Email'],
      columns: ['Email', 'Email_2'],
      export_title: 'T',
      export_timestamp: 'x',
      notes: null,
      total_rows: 2,
      skipped_rows: 0,
      errors: ['line 3: 1 cell instead of 2; the missing ones are sent empty'],
      error_count: 1,
      envelope: {},
      api_key_id: served.apiKeyId,
    })
  })
})

describe('the progress of an export', () => {
  it('is counted by state', async () => {
    const answer = await to.send('Email\na\nb\nc\n', { export_title: 'T' })
    await served.database.sql`
      update outbound.deliveries as d set state = 'sent', finished_at = now()
      where d.job_id = ${answer.body.job_id} and d.subject like '%/1'`
    const progress = await served.send(`/run/salesnav/export/${answer.body.export_id}`)
    expect(progress.status).toBe(200)
    expect(progress.body).toMatchObject({
      success: true,
      export_id: answer.body.export_id,
      job_id: answer.body.job_id,
      file_name: 'export.csv',
      export_title: 'T',
      state: 'running',
      total_rows: 3,
      pending: 2,
      sent: 1,
      failed: 0,
      dead: 0,
      cancelled: 0,
      errors: [],
    })
  })

  it('is not known of an export that there is not', async () => {
    const unknown = await served.send(`/run/salesnav/export/${crypto.randomUUID()}`)
    expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'WH725' } } })
    const malformed = await served.send('/run/salesnav/export/x')
    expect(malformed).toMatchObject({ status: 422, body: { error: { code: 'WH104' } } })
  })
})

describe('an Idempotency-Key', () => {
  const key = () => ({ 'idempotency-key': crypto.randomUUID() })
  const jobs = async () => {
    const [row] = await served.database.sql`select count(*)::integer as n from outbound.jobs`
    return row?.n as number
  }

  it('gives the first answer to the same file and fields, in any order', async () => {
    const [headers, webhook_url] = [key(), freshWebhook()]
    const first = await to.send('Email\na\n', { webhook_url, notes: 'n' }, headers)
    const before = await jobs()
    const again = await to.submit(
      encodeForm([
        ['notes', 'n'],
        ['webhook_url', webhook_url],
        ['file', { content: 'Email\na\n' }],
      ]),
      headers
    )
    expect(again.body).toEqual({ ...first.body, duplicate: true })
    expect(await jobs()).toBe(before)
  })

  it('is a conflict with another file, and with other fields', async () => {
    const [headers, webhook_url] = [key(), freshWebhook()]
    await to.send('Email\na\n', { webhook_url }, headers)
    for (const other of [
      await to.send('Email\nb\n', { webhook_url }, headers),
      await to.send('Email\na\n', { webhook_url, notes: 'n' }, headers),
    ]) {
      expect(other).toMatchObject({ status: 409, body: { error: { code: 'WH105' } } })
    }
  })

  it('makes one job of twins that arrive together', async () => {
    const [headers, webhook_url, before] = [key(), freshWebhook(), await jobs()]
    const twins = await Promise.all(
      Array.from({ length: 4 }, () => to.send('Email\na\nb\n', { webhook_url }, headers))
    )
    expect(new Set(twins.map((twin) => twin.body.export_id)).size).toBe(1)
    expect(twins.filter((twin) => twin.body.duplicate === true)).toHaveLength(3)
    expect(await jobs()).toBe(before + 1)
  })
})
