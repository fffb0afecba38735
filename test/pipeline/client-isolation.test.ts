import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { bindKey, landLeads } from '../support/clients.ts'
import { call, failure, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const sessions: Record<string, postgres.Sql> = {}
const as = (role: string) => sessions[role] as postgres.Sql

/** What only the client may see, in every place where it could turn up. */
const secret = 'Wilma Secret'
let failureId = ''
let rejectedId = ''

beforeAll(async () => {
  sessions.pipeline_edge = connect(house.database.edgeUrl)
  for (const role of ['service_role', 'pipeline_analyst', 'anon', 'authenticated']) {
    const sql = connect(house.database.url)
    await sql.unsafe(`set session authorization ${role}`)
    sessions[role] = sql
  }
  await landLeads(house.sql, [
    { lead: { client_domain: 'northwind.example', full_name: secret, work_email: 'w@a.example' } },
    { client: '10.0.0.1', lead: { full_name: secret } },
  ])
  await house.land('10.0.0.2', {})
  await bindKey(house.sql, 'key-of-northwind', 'northwind.example')
  const [key] = await house.sql`
    select k.api_key_id from ops.api_keys as k where k.client_domain = 'northwind.example'`
  const kept = await call(
    house.sql,
    'record_rejected_request',
    JSON.stringify({
      method: 'POST',
      path: '/run/client/leads/ingest',
      sql_function: 'ingest_client_lead',
      status: 422,
      code: 'WH101',
      message: 'client_domain is required',
      body_base64: Buffer.from(`{"full_name": "${secret}"}`).toString('base64'),
      body_length: 30,
    }),
    JSON.stringify({ api_key_id: key?.api_key_id })
  )
  rejectedId = kept.rejected_id
  const [failed] = await house.sql`
    select f.failure_id from ops.failures as f where f.source = 'client_lead'`
  failureId = failed?.failure_id
})

afterAll(async () => {
  for (const sql of Object.values(sessions)) await sql.end()
})

const tables = [
  'client.leads',
  'client.leads_people',
  'client.leads_companies',
  'raw.client_lead_payloads',
]

describe.each(['pipeline_analyst', 'pipeline_edge', 'anon', 'authenticated'])('%s', (role) => {
  it.each(tables)('can neither read nor write %s', async (table) => {
    const column = table.startsWith('raw') ? 'client_domain' : 'source'
    for (const statement of [
      `select 1 from ${table}`,
      `select ${column} from ${table} limit 1`,
      `update ${table} set ${column} = 'x'`,
      `delete from ${table}`,
      `truncate ${table}`,
      `insert into ${table} (client_domain) values ('x.example')`,
    ]) {
      expect((await failure(as(role).unsafe(statement))).code, statement).toBe('42501')
    }
  })

  it.each([
    `client.list_lead_rows('northwind.example', null, 0, 10)`,
    `client.list_unsent_people('northwind.example', null, true, 10)`,
    `client.write_leads('{}')`,
    `extracted.take_client_lead('{}')`,
    `ops.create_api_key('x', array['read'])`,
    `ops.may_handle_clients()`,
  ])('cannot call %s', async (statement) => {
    expect((await failure(as(role).unsafe(`select ${statement}`))).code).toBe('42501')
  })
})

describe('an analyst', () => {
  it('sees nothing of a client in failures, documents, entities, runs and refusals', async () => {
    const sql = as('pipeline_analyst')
    const rows = {
      failures: await sql`select source from ops.failures`,
      documents: await sql`select source from ops.documents where source = 'client_lead'`,
      entities: await sql`select kind from ops.entities where kind like 'client%'`,
      runs: await sql`select source from ops.enrichment_runs where source = 'client_lead'`,
      rejected: await sql`select rejected_id from ops.rejected_requests`,
    }
    expect(rows).toEqual({
      failures: [{ source: 'companyenrich' }],
      documents: [],
      entities: [],
      runs: [],
      rejected: [],
    })
    const [all] = await house.sql`
      select (select count(*)::integer from ops.failures) as failures,
        (select count(*)::integer from ops.documents where source = 'client_lead') as documents,
        (select count(*)::integer from ops.entities where kind like 'client%') as entities,
        (select count(*)::integer from ops.enrichment_runs where source = 'client_lead') as runs,
        (select count(*)::integer from ops.rejected_requests) as rejected`
    expect(all).toEqual({ failures: 2, documents: 1, entities: 2, runs: 1, rejected: 1 })
  })

  it('cannot resubmit what a client sent, even by its id; the owner can', async () => {
    const sql = as('pipeline_analyst')
    const mended = JSON.stringify({ client_domain: 'northwind.example', full_name: 'Forged' })
    expect(
      await failure(
        sql`select ops.resubmit_failure(${failureId}, ${mended}::text::jsonb, 'northwind.example')`
      )
    ).toMatchObject({ code: 'WH901', message: 'the failure does not exist' })
    expect(
      await failure(sql`select ops.resubmit_rejected(${rejectedId}, ${mended}::text::jsonb)`)
    ).toMatchObject({ code: 'WH901', message: 'the rejected request does not exist' })
    // Not by becoming somebody else in the same session either.
    for (const role of ['pipeline_owner', 'service_role']) {
      expect((await failure(sql.unsafe(`set role ${role}`))).code).toBe('42501')
    }
    await house.sql.begin(async (owner) => {
      await owner`set local role pipeline_owner`
      await owner`select ops.resubmit_failure(${failureId}, ${mended}::text::jsonb, 'northwind.example')`
    })
  })

  it('runs replay and rebuild, and learns nothing of clients by it', async () => {
    const notices: string[] = []
    const sql = postgres(house.database.url, {
      max: 1,
      onnotice: (notice) => notices.push(JSON.stringify(notice)),
    })
    await sql.unsafe('set session authorization pipeline_analyst')
    await sql`call ops.rebuild('client_lead', 1)`
    await sql`call ops.replay('client_lead')`
    await sql.end()
    expect(notices.join('\n')).toContain('client_lead')
    expect(notices.join('\n')).not.toMatch(/northwind|Wilma|@/)
  })
})

describe('a refused request of a client', () => {
  it('stays with its client when the owner resubmits it', async () => {
    const foreign = JSON.stringify({ client_domain: 'globex.example', full_name: 'X' })
    expect(
      await failure(house.sql`select ops.resubmit_rejected(${rejectedId}, ${foreign}::text::jsonb)`)
    ).toMatchObject({ code: 'WH801' })
    const own = JSON.stringify({ client_domain: 'northwind.example', full_name: secret })
    const [row] = await house.sql`
      select ops.resubmit_rejected(${rejectedId}, ${own}::text::jsonb) as answer`
    expect(row?.answer).toMatchObject({ success: true, client_domain: 'northwind.example' })
  })
})

describe('service_role', () => {
  it('reads and lands everything, as a backend may', async () => {
    await as('service_role')`
      insert into raw.client_lead_payloads (client_domain, payload)
      values ('service.example', '{"full_name": "S"}')`
    const rows = await as('service_role')`
      select l.full_name from client.leads as l where l.client_domain = 'service.example'`
    expect(rows).toMatchObject([{ full_name: 'S' }])
    const [answer] = await as('service_role')`
      select api.list_client_leads('{"client_domain": "service.example"}') as a`
    expect(answer?.a.total).toBe(1)
  })
})

describe('a lead', () => {
  it('cannot have a person or company of another client, whatever writes it', async () => {
    const [person] = await house.sql`
      select p.id from client.leads_people as p where p.client_domain = 'northwind.example' limit 1`
    expect(
      await failure(house.sql`
        insert into client.leads (id, client_domain, raw_id, landing_no, submission_key, occurrence,
          submitted_at, person_id)
        values (gen_random_uuid(), 'globex.example', gen_random_uuid(), 1, gen_random_uuid(), 1,
          now(), ${person?.id})`)
    ).toMatchObject({ code: '23503' })
  })
})

describe('a key', () => {
  it.each([
    ['no domain', 'nothing', ['read'], 'WH903'],
    ['an empty domain', '', ['read'], 'WH903'],
    ['a shortener', 'bit.ly', ['read'], 'WH903'],
    ['scope admin', 'northwind.example', ['admin'], 'WH903'],
  ])('of a client with %s is refused', async (_what, client, scopes, code) => {
    expect(await failure(bindKey(house.sql, 'some-long-key', client, scopes))).toMatchObject({
      code,
    })
  })

  it('is told with its client, in one spelling', async () => {
    await bindKey(house.sql, 'another-long-key', ' HTTPS://www.Northwind.example/ ')
    const [row] = await house.sql`
      select k.client_domain from ops.api_keys as k where k.name = 'test another-long-key'`
    expect(row?.client_domain).toBe('northwind.example')
  })
})
