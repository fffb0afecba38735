import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { withClient } from '../../../scripts/db/connection.ts'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

describe('api.health', () => {
  it('reports what is deployed, and as whom the caller is logged in', async () => {
    const expected = {
      success: true,
      database: 'reachable',
      migration_version: expect.stringMatching(/^\d{14}$/),
      bundle_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    }
    await withClient(house.database.edgeUrl, async (sql) => {
      expect(await call(sql, 'health', '{}')).toEqual({
        ...expected,
        role: 'pipeline_edge',
        role_is_expected: true,
      })
    })
    expect(await call(house.sql, 'health', '{}')).toMatchObject({
      ...expected,
      role_is_expected: false,
    })
  })

  it('knows no version where another tool keeps the history', async () => {
    await house.sql.unsafe('alter table supabase_migrations.schema_migrations rename to elsewhere')
    expect(await call(house.sql, 'health', '{}')).toMatchObject({
      success: true,
      migration_version: null,
    })
    await house.sql.unsafe('alter table supabase_migrations.elsewhere rename to schema_migrations')
  })
})

describe('api.authenticate', () => {
  const hash = (key: string) => createHash('sha256').update(key).digest('hex')
  const authenticate = (key_sha256: unknown) =>
    call(house.sql, 'authenticate', JSON.stringify({ key_sha256 }))

  it('knows a key by its hash, until it is revoked', async () => {
    const [created] = await house.sql`
      select ops.create_api_key(' clay ', array['read', 'ingest', 'read']) as key`
    const answer = await authenticate(hash(created?.key))
    expect(answer).toEqual({
      api_key_id: expect.any(String),
      name: 'clay',
      key_sha256: hash(created?.key),
      scopes: ['ingest', 'read'],
      client_domain: null,
    })
    await house.sql`select ops.revoke_api_key(${answer.api_key_id})`
    expect(await authenticate(hash(created?.key))).toBeNull()
  })

  it.each(['', hash('nobody'), null, 7, {}])('knows no key by %s', async (value) => {
    expect(await authenticate(value)).toBeNull()
  })

  it('has two keys of one name at once, for rotation', async () => {
    const make = () => house.sql`select ops.create_api_key('rotated', array['ingest']) as key`
    const [[first], [second]] = [await make(), await make()]
    expect(await authenticate(hash(first?.key))).toMatchObject({ name: 'rotated' })
    expect(await authenticate(hash(second?.key))).toMatchObject({ name: 'rotated' })
  })

  it.each([
    [`select ops.create_api_key(' ', array['read'])`, 'WH903'],
    [`select ops.create_api_key('x', array['write'])`, 'WH903'],
    [`select ops.create_api_key('x', '{}')`, 'WH903'],
    [`select ops.create_api_key('x', null)`, 'WH903'],
    [`select ops.create_api_key('x', array['read'], 'short')`, 'WH903'],
    [`select ops.revoke_api_key(gen_random_uuid())`, 'WH901'],
  ])('%s is refused with a remedy', async (statement, code) => {
    const error = await failure(house.sql.unsafe(statement))
    expect(error).toMatchObject({ code, hint: expect.any(String) })
  })
})

describe('api.record_rejected_request', () => {
  it('keeps the bytes as received, whatever they are', async () => {
    const bytes = Buffer.from([0, 255, 123, 39, 34, 92])
    const answer = await call(
      house.sql,
      'record_rejected_request',
      JSON.stringify({
        method: 'POST',
        path: '/run/x',
        status: 400,
        code: 'WH001',
        message: 'not JSON',
        issues: [{ path: '', message: 'not JSON' }],
        body_base64: bytes.toString('base64'),
        body_length: bytes.length,
      })
    )
    const [row] = await house.sql`select body, status, resolved_at from ops.rejected_requests
      where rejected_id = ${answer.rejected_id}`
    expect(row).toMatchObject({ status: 400, resolved_at: null })
    expect(Buffer.compare(row?.body, bytes)).toBe(0)
  })
})
