import { beforeAll, describe, expect, it } from 'vitest'
import { addKey } from '../support/functions.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const ingest = '/run/companies/companyenrich/ingest'

beforeAll(async () => {
  await addKey(served.database.sql, 'other-key')
})

const request = (domain: string) => ({ domain, raw_payload: { name: `Company ${domain}` } })
const withKey = (idempotencyKey: string) => ({ headers: { 'idempotency-key': idempotencyKey } })

async function landed(domain: string): Promise<number> {
  const [row] = await served.database.sql<{ n: number }[]>`
    select count(*)::integer as n from raw.companyenrich_payloads as p where p.domain = ${domain}`
  return row?.n ?? 0
}

describe('an Idempotency-Key', () => {
  it('seen before gives the first answer, and lands nothing', async () => {
    const body = request('once.example')
    const first = await send(ingest, { body, ...withKey('key-1') })
    const second = await send(ingest, { body, ...withKey('key-1') })
    expect([first.status, second.status]).toEqual([200, 200])
    expect(first.body.duplicate ?? false).toBe(false)
    expect(second.body).toEqual({ ...first.body, duplicate: true })
    expect(await landed('once.example')).toBe(1)
  })

  it('with another body is a 409, and lands nothing', async () => {
    await send(ingest, { body: request('first.example'), ...withKey('key-2') })
    const answer = await send(ingest, { body: request('second.example'), ...withKey('key-2') })
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ success: false, error: { code: 'WH105' } })
    expect(await landed('second.example')).toBe(0)
  })

  it('makes twenty twins at once land one payload', async () => {
    const body = request('twins.example')
    const twins = Array.from({ length: 20 }, () => send(ingest, { body, ...withKey('key-3') }))
    const answers = await Promise.all(twins)
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200))
    expect(new Set(answers.map((answer) => answer.body.raw_id)).size).toBe(1)
    expect(answers.filter((answer) => answer.body.duplicate !== true)).toHaveLength(1)
    expect(await landed('twins.example')).toBe(1)
  })

  it('is a matter of one API key and one endpoint', async () => {
    const body = request('apart.example')
    const first = await send(ingest, { body, ...withKey('key-4') })
    const other = await send(ingest, { body, key: 'other-key', ...withKey('key-4') })
    const alias = await send('/ingest_companyenrich', { body, ...withKey('key-4') })
    expect(other.body.raw_id).not.toBe(first.body.raw_id)
    expect(alias.body).toMatchObject({ raw_id: first.body.raw_id, duplicate: true })
    const testing = { name: 'Northwind', domain: 'apart.example' }
    const third = await send('/run/testing/companies', { body: testing, ...withKey('key-4') })
    expect(third.status).toBe(200)
  })

  it('of 255 characters is taken, of 256 or none is a 422', async () => {
    const body = request('length.example')
    expect((await send(ingest, { body, ...withKey('k'.repeat(255)) })).status).toBe(200)
    for (const key of ['k'.repeat(256), '']) {
      const answer = await send(ingest, { body, ...withKey(key) })
      expect(answer.status).toBe(422)
      expect(answer.body.error).toMatchObject({ code: 'WH009' })
      expect(answer.body.rejected_id).toBeTypeOf('string')
    }
  })
})
