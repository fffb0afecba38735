import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../../scripts/db/connection.ts'
import { createWorker, enqueueBodies, useOutbox } from '../../support/outbox.ts'
import { failure } from '../../support/warehouse.ts'

const house = useOutbox()
let edge: postgres.Sql

beforeAll(() => {
  edge = connect(house.database.edgeUrl, 1)
})

afterAll(() => edge?.end())

/** Runs a statement as an analyst. */
async function asAnalyst(query: string): Promise<Record<string, unknown>[]> {
  return (await house.sql.begin(async (sql) => {
    await sql`set local role pipeline_analyst`
    return [...(await sql.unsafe(query))]
  })) as Record<string, unknown>[]
}

const tables = ['accounts', 'destinations', 'kinds', 'webhooks', 'jobs', 'deliveries', 'queue']
const views = ['job_progress', 'webhook_usage', 'unreturned_deliveries']
const denied = { code: '42501' }

describe('the edge functions', () => {
  it('work on the outbox through api alone', async () => {
    await house.enqueue(2)
    const worker = createWorker(edge)
    const claims = await worker.claim()
    expect(claims).toHaveLength(2)
    expect(await worker.extend(claims)).toHaveLength(2)
    expect(await worker.release(claims.slice(1))).toHaveLength(1)
    expect(await worker.finish(claims.slice(0, 1))).toMatchObject({ sent: 1 })
  })

  it.each([...tables, 'attempts', ...views])('cannot read outbound.%s', async (name) => {
    expect(await failure(edge.unsafe(`select * from outbound.${name}`))).toMatchObject(denied)
  })

  it.each([
    "outbound.allow_destination('https://a.example')",
    "outbound.forbid_destination('https://api.clay.com')",
    'outbound.claim_deliveries(gen_random_uuid(), 1, 0)',
    "outbound.finish_deliveries(gen_random_uuid(), '[]')",
    "outbound.enqueue('test_row', 'https://api.clay.com/', '{}', '{}')",
    'outbound.redrive()',
    'outbound.cancel_job(gen_random_uuid())',
    'outbound.describe_job(gen_random_uuid())',
  ])('cannot call %s', async (call) => {
    expect(await failure(edge.unsafe(`select ${call}`))).toMatchObject(denied)
  })
})

describe('analysts', () => {
  it.each([...tables, 'attempts', ...views])('read outbound.%s', async (name) => {
    await asAnalyst(`select * from outbound.${name}`)
  })

  it('see jobs, deliveries and receipts, but none with data of a client', async () => {
    await house.clear()
    await house.sql`
      insert into outbound.kinds (kind, description, is_confidential)
      values ('test_secret', 'Rows with data of a client.', true)`
    await enqueueBodies(house.sql, [{ open: 1 }])
    await enqueueBodies(house.sql, [{ email: 'jo@client.example' }], { kind: 'test_secret' })
    const worker = house.worker()
    await worker.finish(await worker.claim(), { http_status: 500, response_excerpt: 'jo' })
    const counted = async (name: string) =>
      (await asAnalyst(`select count(*)::integer as n from outbound.${name}`))[0]?.n
    expect(await counted('jobs')).toBe(1)
    expect(await counted('deliveries')).toBe(1)
    expect(await counted('attempts')).toBe(1)
    expect(await counted('job_progress')).toBe(1)
    expect(await house.rows('select 1 as one from outbound.attempts')).toHaveLength(2)
    const secret = await house.row("select job_id from outbound.jobs where kind = 'test_secret'")
    // Nor by asking for the job by its id.
    expect(
      await failure(asAnalyst(`select outbound.describe_job('${secret?.job_id}')`))
    ).toMatchObject({ code: 'WH701' })
  })

  it('may cancel, redrive and describe jobs', async () => {
    const jobId = await house.enqueue(1)
    const [row] = await asAnalyst(`select outbound.describe_job('${jobId}') as job`)
    expect(row?.job).toMatchObject({ job_id: jobId, state: 'running' })
    await asAnalyst(`select outbound.cancel_job('${jobId}')`)
    await asAnalyst('select * from outbound.redrive()')
    expect(await house.job(jobId)).toMatchObject({ state: 'cancelled' })
  })

  it.each([
    "insert into outbound.kinds values ('x', 'x')",
    'update outbound.accounts set rate_per_second = 1000',
    'delete from outbound.deliveries',
    "select outbound.allow_destination('https://a.example')",
    'select outbound.claim_deliveries(gen_random_uuid(), 1, 0)',
    "select outbound.enqueue('test_row', 'https://api.clay.com/', '{}', '{}')",
  ])('may not: %s', async (query) => {
    expect(await failure(asAnalyst(query))).toMatchObject(denied)
  })
})
