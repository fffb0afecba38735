import { describe, expect, it } from 'vitest'
import type { Answer } from '../support/functions.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase({ PIPELINE_DB_MAX: '8', DB_MAX_WAITING: '64' })
const send: Served['send'] = (path, sent) => served.send(path, sent)

const normalize = '/run/companies/clay-native/normalize-company/ingest'
const discover = '/run/companies/clay-native/company-discovery/ingest'
const backfill = '/run/companies/db/populate-name/backfill'

async function kept(answer: Answer) {
  const [row] = await served.database.sql`
    select r.code, r.path, r.sql_function, convert_from(r.body, 'UTF8') as body
    from ops.rejected_requests as r where r.rejected_id = ${answer.body.rejected_id ?? null}`
  return row
}

describe.each([
  [
    normalize,
    '/ingest_cleaned_company_name',
    'cleaned_company_name',
    'extracted.cleaned_company_names',
  ],
  [discover, '/ingest_company_discovery', 'name', 'extracted.company_discovery'],
])('%s', (path, alias, field, table) => {
  const fetched = async (domain: string) => {
    const [row] = await served.database.sql.unsafe(
      `select * from ${table} where domain = '${domain}'`
    )
    return row
  }

  it('lands what it is sent, under the name of its function too', async () => {
    const body = { domain: 'WWW.one.example', [field]: 'One', row: { id: 1 } }
    const answer = await send(path, { body })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      domain: 'one.example',
      [field]: 'One',
      unchanged: false,
      written: { [table]: 1 },
      warnings: [],
    })
    expect(await fetched('one.example')).toMatchObject({
      id: answer.body.extracted_id,
      raw_id: answer.body.raw_id,
      [field]: 'One',
    })
    const again = await send(alias, { body })
    expect(again.body).toMatchObject({ success: true, unchanged: true, written: { [table]: 0 } })
  })

  it('takes hostile values for what they are', async () => {
    const hostile = `'; drop table core.companies; -- <script> \u202e ${'\u{1f4a3}'.repeat(10)}`
    const answer = await send(path, { body: { domain: 'hostile.example', [field]: hostile } })
    expect(answer.body[field]).toBe(hostile)
    const text = `{"domain": "nul.example", "${field}": "a\\u0000b\\ud800", "deep": {"x": [1e400]}}`
    const mended = await send(path, { body: text })
    expect(mended.status, mended.text).toBe(200)
    expect(mended.body[field]).toBe('a\ufffdb\ufffd')
    expect(mended.body.warnings).toHaveLength(2)
    const typed = await send(path, { body: { domain: 'typed.example', [field]: [{}] } })
    expect(typed.body).toMatchObject({ success: true, [field]: null, warnings: [{ field }] })
  })

  const refused: [string, unknown, string][] = [
    ['no domain', { [field]: 'x' }, 'WH101'],
    ['domain null', { domain: null }, 'WH101'],
    ['domain blank', { domain: ' \t' }, 'WH101'],
    ['domain a placeholder', { domain: 'N/A' }, 'WH101'],
    ['domain a number', { domain: 42 }, 'WH104'],
    ['domain an object', { domain: {} }, 'WH104'],
    ['domain an address', { domain: '192.0.2.7' }, 'WH102'],
    ['domain a shortener', { domain: 'bit.ly' }, 'WH103'],
    ['an array', [{ domain: 'x.example' }], 'WH104'],
  ]
  it.each(refused)('%s: 422, kept, with field and remedy', async (_what, body, code) => {
    const answer = await send(path, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({ success: false, error: { code } })
    expect(answer.body.error.hint).toMatch(/^send /)
    expect(await kept(answer)).toMatchObject({ code, path, body: JSON.stringify(body) })
  })

  it('with an Idempotency-Key lands once, twenty twins at once too', async () => {
    const body = { domain: 'twins.example', [field]: 'Twins' }
    const headers = { 'idempotency-key': `twins ${path}` }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send(path, { body, headers }))
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    expect(new Set(answers.map((answer) => answer.body.raw_id)).size).toBe(1)
    const other = await send(path, { body: { ...body, more: 1 }, headers })
    expect(other.status).toBe(409)
  })

  it('of one company at once is one row, that of the last to land', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        send(path, { body: { domain: 'race.example', [field]: `Name ${at}` } })
      )
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    const [newest] = await served.database.sql`
      select d.raw_id from ops.documents as d where d.key = 'race.example'
        and d.raw_id = any (${answers.map((answer) => answer.body.raw_id)})
      order by d.document_at desc, d.landing_no desc limit 1`
    const last = answers.find((answer) => answer.body.raw_id === newest?.raw_id)
    expect(await fetched('race.example')).toMatchObject({ [field]: last?.body[field] })
  })

  it('needs a key of scope ingest', async () => {
    expect((await send(path, { body: { domain: 'x.example' }, key: null })).status).toBe(401)
  })
})

describe('a batch of found companies', () => {
  it('is answered in its order; 202 only when nothing of it can be used', async () => {
    const good = { domain: 'batch.example', name: 'Batch' }
    const mixed = await send(discover, { body: { companies: [good, { name: 'x' }] } })
    expect(mixed.status, mixed.text).toBe(200)
    expect(mixed.body).toMatchObject({ success: false, success_count: 1, error_count: 1 })
    const text = await send(discover, { body: { companies: JSON.stringify([good]) } })
    expect(text.body).toMatchObject({ success: true, success_count: 1 })
    const bad = await send(discover, { body: { companies: [{ domain: 'bit.ly' }, 'x'] } })
    expect(bad.status).toBe(202)
    expect(bad.body).toMatchObject({ success: false, error: { code: 'WH201' } })
    for (const companies of [[], {}, 'text', 7]) {
      expect((await send(discover, { body: { companies } })).status).toBe(422)
    }
  })
})

describe('the backfill', () => {
  it('copies the cleaned names to core, and says how many', async () => {
    await served.database.sql`insert into raw.companyenrich_payloads (domain, payload)
      values ('one.example', '{"name": "ONE LLC"}'), ('two.example', '{"name": "TWO LLC"}')`
    await send(normalize, { body: { domain: 'one.example', cleaned_company_name: 'One' } })
    await send(normalize, { body: { domain: 'two.example', cleaned_company_name: 'Two' } })
    const dry = await send(backfill, { body: { dry_run: true } })
    expect(dry.body).toMatchObject({ total_updated: 2, dry_run: true })
    const first = await send(backfill, { body: { batch_size: 1, max_batches: 1 } })
    expect(first.status, first.text).toBe(200)
    expect(first.body).toMatchObject({
      success: true,
      total_updated: 1,
      batches_processed: 1,
      remaining: 1,
    })
    expect((await send(backfill, { body: {} })).body).toMatchObject({
      total_updated: 1,
      remaining: 0,
    })
    const rows = await served.database.sql`
      select cleaned_name from core.companies where cleaned_name is not null order by domain`
    expect(rows.map((row) => row.cleaned_name)).toEqual(['One', 'Two'])
  })

  it.each([{ batch_size: 0 }, { batch_size: {} }, { max_batches: 'x' }, { dry_run: [] }])(
    '%j is a 422 that names the field',
    async (body) => {
      const answer = await send(backfill, { body })
      expect(answer.status).toBe(422)
      expect(answer.body.error).toMatchObject({ code: 'WH104' })
      expect(answer.body.error.issues).toMatchObject([{ path: Object.keys(body)[0] }])
    }
  )
})
