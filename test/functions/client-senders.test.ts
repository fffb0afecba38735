import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import type { GatewayProcess } from '../../scripts/gateway-process.ts'
import { type Clay, startClay } from '../support/clay.ts'
import { bindKey, landLeads } from '../support/clients.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { addKey, sender, startFunctions } from '../support/functions.ts'
import { allowReceiver } from '../support/outbound.ts'

let clay: Clay
let database: TestDatabase
let functions: GatewayProcess
let send: ReturnType<typeof sender>

beforeAll(async () => {
  clay = await startClay()
  database = await createDatabase()
  await addKey(database.sql, 'key-of-nobody')
  await bindKey(database.sql, 'key-of-northwind', 'northwind.example')
  await bindKey(database.sql, 'key-of-globex', 'globex.example')
  await allowReceiver(database.sql, clay.origin, 500)
  functions = await startFunctions({ databaseUrl: database.url })
  send = sender(functions.baseUrl, 'key-of-northwind')
})

afterAll(async () => {
  await functions?.stop()
  await clay?.stop()
  await database?.drop()
})

const northwind = 'northwind.example'
const arrived = (webhook: string) =>
  clay.log
    .filter((request) => request.webhook === webhook)
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
const toClay = (body: Record<string, unknown>, key = 'key-of-northwind') =>
  send('/run/client/leads/to-clay', { body: { client_domain: northwind, ...body }, key })
const jobOf = (id: string, key = 'key-of-northwind') => send(`/run/outbound/jobs/${id}`, { key })
const land = (...leads: Record<string, unknown>[]) =>
  landLeads(
    database.sql,
    leads.map((lead) => ({ lead: { client_domain: northwind, ...lead } }))
  )

describe('leads of a client', () => {
  it('go out as people, one per lead, and companies, once each, in two jobs', async () => {
    await land(
      { full_name: 'Ann A', company_domain: 'acme.example', client_form_id: 'f' },
      { full_name: 'Bob B', work_email: 'bob@acme.example' },
      { company_name: 'Only A Company' }
    )
    await landLeads(database.sql, [{ lead: { client_domain: 'globex.example', full_name: 'Not' } }])
    const answer = await toClay({
      client_name: 'Northwind',
      people_webhook_url: clay.webhookUrl('people'),
      companies_webhook_url: clay.webhookUrl('companies'),
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      client_domain: northwind,
      total_rows: 4,
      people_errors: 0,
      people: { total_rows: 2, queued: 2, remaining: 0 },
      companies: { total_rows: 2, queued: 2, remaining: 0 },
    })
    await expect.poll(() => arrived('people').length, { timeout: 20_000 }).toBe(2)
    await expect.poll(() => arrived('companies').length, { timeout: 20_000 }).toBe(2)
    expect(arrived('people').find(({ full_name }) => full_name === 'Ann A')).toEqual({
      lead_id: expect.any(String),
      client_domain: northwind,
      client_name: 'Northwind',
      first_name: 'Ann',
      last_name: 'A',
      full_name: 'Ann A',
      person_linkedin_url: null,
      work_email: null,
      company_domain: 'acme.example',
      company_name: null,
      company_linkedin_url: null,
      source: null,
      client_form_id: 'f',
      client_form_title: null,
    })
    expect(arrived('companies').map((row) => [row.company_domain, row.company_name])).toEqual(
      expect.arrayContaining([
        ['acme.example', null],
        [null, 'Only A Company'],
      ])
    )
    for (const half of ['people', 'companies']) {
      const id = answer.body[half].job_id
      await expect.poll(async () => (await jobOf(id)).body.state, { timeout: 20_000 }).toBe('done')
    }
  })

  it('go out once, and again when told to; what is left out gets nothing', async () => {
    const people_webhook_url = clay.webhookUrl('again')
    expect((await toClay({ people_webhook_url })).body).toMatchObject({
      total_rows: 0,
      people: { queued: 0, job_id: null, message: 'No unsent people found.' },
    })
    await land({ full_name: 'Cid C' }, { full_name: 'Dan D' })
    const dry = await toClay({ people_webhook_url, dry_run: true, limit: '1' })
    expect(dry.body).toMatchObject({ dry_run: true, people: { total_rows: 1, remaining: 1 } })
    expect((await toClay({ people_webhook_url })).body.people).toMatchObject({ queued: 2 })
    const again = await toClay({ people_webhook_url, resend: true, limit: 1000 })
    // Those of before, and the two new ones only once they were sent.
    expect(again.body.people.queued).toBeGreaterThanOrEqual(2)
    expect(again.body.companies).toMatchObject({ queued: 0, job_id: null })
  })

  it('of two requests at once go out once each: the second waits for the first', async () => {
    await land({ full_name: 'Once One' }, { full_name: 'Once Two' })
    const request = JSON.stringify({
      client_domain: northwind,
      people_webhook_url: clay.webhookUrl('once'),
    })
    const sendBy = (sql: postgres.Sql) => sql<{ queued: number }[]>`
      select (api.send_client_leads(${request}::text::jsonb, '{"is_development": true}')
        #>> '{people,queued}')::integer as queued`
    const [one, two] = [connect(database.url), connect(database.url)]
    await one`begin`
    const first = await sendBy(one)
    const second = sendBy(two).execute()
    const blocked = () =>
      database.sql`select 1 as one from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
    await Promise.race([second, expect.poll(blocked, { timeout: 20_000 }).toHaveLength(1)])
    await one`commit`
    expect([first[0]?.queued, (await second)[0]?.queued]).toEqual([2, 0])
    await Promise.all([one.end(), two.end()])
  })

  it.each([
    [{}, 'WH101', 'webhook_url'],
    [{ people_webhook_url: ' ' }, 'WH101', 'webhook_url'],
    [{ people_webhook_url: 'https://nobody.example/x' }, 'WH711', 'nobody.example'],
    [{ companies_webhook_url: 'http://10.0.0.1/x' }, 'WH712', ''],
    [{ people_webhook_url: 'https://api.clay.com/x', limit: 5001 }, 'WH104', 'limit'],
    [{ people_webhook_url: 'https://api.clay.com/x', resend: 'perhaps' }, 'WH104', 'resend'],
    [{ people_webhook_url: 'https://api.clay.com/x', client_domain: ' ' }, 'WH101', 'client'],
  ])('with %j are refused: %s', async (body, code, named) => {
    const answer = await toClay(body)
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body.error.code).toBe(code)
    expect(JSON.stringify(answer.body.error)).toContain(named)
  })
})

describe('a job of a client', () => {
  it('is known to keys of that client and of nobody, to others it does not exist', async () => {
    await land({ full_name: 'Job Person' })
    const { body } = await toClay({ people_webhook_url: clay.webhookUrl('jobs') })
    const id = body.people.job_id
    expect((await jobOf(id)).body).toMatchObject({ success: true, kind: 'client_lead' })
    expect((await jobOf(id, 'key-of-nobody')).status).toBe(200)
    const unknown = await jobOf('00000000-0000-4000-8000-000000000000', 'key-of-globex')
    for (const [path, method] of [
      ['', 'GET'],
      ['/cancel', 'POST'],
      ['/redrive', 'POST'],
    ]) {
      const answer = await send(`/run/outbound/jobs/${id}${path}`, {
        key: 'key-of-globex',
        method: method as string,
        ...(method === 'POST' ? { body: {} } : {}),
      })
      expect(answer.status, path).toBe(404)
      expect(answer.body).toEqual(unknown.body)
    }
    expect((await jobOf(id)).body.cancelled).toBe(0)
    expect((await send(`/run/outbound/jobs/${id}/cancel`, { body: {} })).status).toBe(200)
  })

  it('of the warehouse does not exist for a key of a client', async () => {
    await send('/run/companies/claygent/customers-of-3/ingest', {
      body: { origin_company_domain: 'o.example', origin_company_name: 'O', customers: ['Acme'] },
      key: 'key-of-nobody',
    })
    const { body } = await send('/run/unresolved-customers/to-clay', {
      body: { webhook_url: clay.webhookUrl('warehouse') },
      key: 'key-of-nobody',
    })
    expect(body.job_id).toEqual(expect.any(String))
    expect((await jobOf(body.job_id)).status).toBe(404)
  })

  it('is not seen by analysts, nor what it sends', async () => {
    const seen = await database.sql.begin(async (sql) => {
      await sql`set local role pipeline_analyst`
      const kinds = await sql`select distinct j.kind from outbound.jobs as j`
      const bodies = await sql`select d.body from outbound.deliveries as d`
      const [receipts] = await sql`select count(*)::integer as n from outbound.attempts`
      return { kinds: kinds.map(({ kind }) => kind), bodies, receipts }
    })
    expect(seen.kinds).toEqual(['unresolved_customer'])
    expect(JSON.stringify(seen.bodies)).not.toContain(northwind)
    expect(seen.receipts?.n).toBeLessThanOrEqual(1)
  })
})
