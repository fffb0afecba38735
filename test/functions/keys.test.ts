import { beforeAll, describe, expect, it } from 'vitest'
import { isSameHash } from '../../supabase/functions/_shared/auth.ts'
import { addKey, sender, startFunctions } from '../support/functions.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent = {}) => served.send(path, { key: 'writer', ...sent })

const path = '/run/testing/companies'
const body = { name: 'Northwind', domain: 'northwind.example' }

beforeAll(async () => {
  await addKey(served.database.sql, 'writer', ['ingest'])
  await addKey(served.database.sql, 'reader', ['read'])
  await addKey(served.database.sql, 'boss', ['admin'])
})

const revoke = (id: string) =>
  served.database.sql`update ops.api_keys set revoked_at = now() where api_key_id = ${id}`

describe('a key', () => {
  it('opens what its scope names, as x-api-key or as Bearer', async () => {
    expect((await send(path, { body })).status).toBe(200)
    const bearer = { body, key: null, headers: { authorization: 'Bearer writer' } }
    expect((await send(path, bearer)).status).toBe(200)
  })

  it('counts as x-api-key where Authorization holds something else', async () => {
    const headers = { authorization: 'Bearer a.platform.token' }
    expect((await send(path, { body, headers })).status).toBe(200)
  })

  it('with scope admin opens everything', async () => {
    expect((await send(path, { body, key: 'boss' })).status).toBe(200)
  })

  it.each([
    ['missing', null],
    ['unknown', 'nobody'],
    ['a part of a valid one', 'write'],
    ['an injection', "' or true --"],
    ['very long', 'x'.repeat(4000)],
  ])('that is %s gives 401', async (_what, key) => {
    const answer = await send(path, { body, key })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    expect(answer.body.error).toMatchObject({ code: 'WH007', issues: [] })
    expect(answer.body.error.hint).toContain('x-api-key')
  })

  it('out of scope gives 403 and names the scope', async () => {
    const answer = await send(path, { body, key: 'reader' })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('www-authenticate')).toContain('scope="ingest"')
    expect(answer.body.error).toMatchObject({ code: 'WH008' })
    expect(answer.body.error.message).toContain('ingest')
  })

  it('works at once when it is new, and no longer when it is revoked', async () => {
    expect((await send(path, { body, key: 'fresh' })).status).toBe(401)
    const id = await addKey(served.database.sql, 'fresh')
    expect((await send(path, { body, key: 'fresh' })).status).toBe(200)
    await revoke(id)
    expect((await send(path, { body, key: 'fresh' })).status).toBe(401)
  })

  it('is asked for before anything else is looked at', async () => {
    const before = await served.database
      .sql`select count(*)::integer as n from ops.rejected_requests`
    expect((await send(path, { body: '{not json', key: null })).status).toBe(401)
    expect((await send(path, { body: '{not json', key: 'reader' })).status).toBe(403)
    const after = await served.database
      .sql`select count(*)::integer as n from ops.rejected_requests`
    expect(after).toEqual(before)
  })

  it('is remembered for KEY_CACHE_SECONDS', async () => {
    const cached = await startFunctions({
      databaseUrl: served.database.url,
      env: { KEY_CACHE_SECONDS: '2' },
    })
    try {
      const sendCached = sender(cached.baseUrl, 'remembered')
      const id = await addKey(served.database.sql, 'remembered')
      expect((await sendCached(path, { body })).status).toBe(200)
      await revoke(id)
      expect((await sendCached(path, { body })).status).toBe(200)
      await new Promise((resolve) => setTimeout(resolve, 2100))
      expect((await sendCached(path, { body })).status).toBe(401)
    } finally {
      await cached.stop()
    }
  })

  it('never appears in the log', () => {
    expect(served.functions.logs()).not.toMatch(/writer|reader|fresh/)
  })
})

describe('isSameHash', () => {
  it('tells equal from unequal, whatever the lengths', () => {
    expect(isSameHash('abc', 'abc')).toBe(true)
    for (const other of ['abd', 'xbc', 'ab', 'abcd', ''])
      expect(isSameHash('abc', other)).toBe(false)
  })
})
