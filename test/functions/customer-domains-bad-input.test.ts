import { beforeAll, describe, expect, it } from 'vitest'
import { addKey } from '../support/functions.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const orphan = '/ingest_orphan_customer_domain'
const infer = '/ingest_gemini_domain_inference'
const uuid = /^[0-9a-f-]{36}$/

beforeAll(async () => {
  await addKey(served.database.sql, 'reader', ['read'])
})

describe.each([orphan, infer])('%s', (path) => {
  const good = { customer_company_name: 'Acme', origin_company_domain: 'refused.example' }
  const isOrphan = path === orphan
  const refused: [string, unknown, string, string][] = [
    ['neither', {}, 'WH101', 'customer_company_name'],
    ['no customer', { origin_company_domain: 'x.example' }, 'WH101', 'customer_company_name'],
    ['customer null', { ...good, customer_company_name: null }, 'WH101', 'customer_company_name'],
    ['customer blank', { ...good, customer_company_name: ' \t' }, 'WH101', 'customer_company_name'],
    ['customer N/A', { ...good, customer_company_name: 'N/A' }, 'WH101', 'customer_company_name'],
    ['customer 42', { ...good, customer_company_name: 42 }, 'WH104', 'customer_company_name'],
    ['customer [ ]', { ...good, customer_company_name: [] }, 'WH104', 'customer_company_name'],
    ['customer ---', { ...good, customer_company_name: '---' }, 'WH102', 'customer_company_name'],
    ['origin 42', { ...good, origin_company_domain: 42 }, 'WH104', 'origin_company_domain'],
    [
      'origin an address',
      { ...good, origin_company_domain: '192.0.2.7' },
      'WH102',
      'origin_company_domain',
    ],
    ['origin a word', { ...good, origin_company_domain: 'acme' }, 'WH102', 'origin_company_domain'],
    [
      'origin a shortener',
      { ...good, origin_company_domain: 'bit.ly' },
      'WH103',
      'origin_company_domain',
    ],
    ['an array', [good], 'WH104', ''],
  ]
  const orphanOnly: typeof refused = [
    ['no origin', { customer_company_name: 'Acme' }, 'WH101', 'origin_company_domain'],
    ['origin blank', { ...good, origin_company_domain: ' ' }, 'WH101', 'origin_company_domain'],
    ['origin null', { ...good, origin_company_domain: null }, 'WH101', 'origin_company_domain'],
  ]
  it.each([...refused, ...(isOrphan ? orphanOnly : [])])(
    '%s: 422, kept, with field and remedy, and nothing is written',
    async (_what, body, code, field) => {
      const answer = await send(path, { body })
      expect(answer.status, answer.text).toBe(422)
      expect(answer.body).toMatchObject({ success: false, error: { code } })
      expect(answer.body.error.issues[0].path).toBe(field)
      expect(answer.body.error.hint).toMatch(/^send /)
      const [kept] = await served.database.sql`
        select r.code, convert_from(r.body, 'UTF8') as body from ops.rejected_requests as r
        where r.rejected_id = ${answer.body.rejected_id}`
      expect(kept).toEqual({ code, body: JSON.stringify(body) })
      if (code === 'WH101') {
        expect(answer.body.error.message.startsWith(`${field} is required`)).toBe(true)
      }
    }
  )

  it('takes names, domains and reasons as long as they come', async () => {
    const label = 'x'.repeat(61)
    // Four bytes each, and nothing that an index could compress.
    const characters = Array.from({ length: 3000 }, (_, number) =>
      String.fromCodePoint(0x20000 + ((number * 7919) % 40_000))
    )
    const body = {
      customer_company_name: characters.join(''),
      origin_company_domain: `${[label, label, label, label].join('.')}.ab`,
      reason: 'because '.repeat(100_000),
      candidates: [{ domain: 'found.example', reason: 'because '.repeat(10_000) }],
    }
    const answer = await send(path, { body })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      warnings: [{ field: 'customer_company_name', message: 'over 500 characters: cut' }],
    })
  })

  it('needs a key of scope ingest', async () => {
    expect((await send(path, { body: good, key: null })).status).toBe(401)
    expect((await send(path, { body: good, key: 'reader' })).status).toBe(403)
  })

  it('is quarantined with its ids when the data cannot be written', async () => {
    const table = isOrphan ? 'orphan_customer_domain' : 'gemini_domain_inference'
    await served.database.sql.unsafe(`alter table extracted.${table}
      add constraint no_poison check (customer_name_key <> 'poison')`)
    const body = { ...good, customer_company_name: 'Poison' }
    const answer = await send(path, { body })
    expect(answer.status, answer.text).toBe(202)
    expect(answer.body).toMatchObject({
      success: false,
      raw_id: expect.stringMatching(uuid),
      failure_id: expect.stringMatching(uuid),
      error: { code: 'WH201' },
    })
    const mended = JSON.stringify({ ...body, customer_company_name: 'Mended' })
    const [row] = await served.database.sql`
      select ops.resubmit_failure(${answer.body.failure_id}, ${mended}::text::jsonb) as result`
    expect(row?.result.landed).toMatchObject({ extracted_id: expect.stringMatching(uuid) })
  })
})
