import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { GatewayProcess } from '../../scripts/gateway-process.ts'
import { type Clay, startClay } from '../support/clay.ts'
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
  await addKey(database.sql, 'send-key', ['send', 'ingest'])
  await allowReceiver(database.sql, clay.origin, 500)
  functions = await startFunctions({ databaseUrl: database.url })
  send = sender(functions.baseUrl, 'send-key')
})

afterAll(async () => {
  await functions?.stop()
  await clay?.stop()
  await database?.drop()
})

beforeEach(() => database.sql`truncate raw.staging_case_study_urls, core.company_customers`)

const toClay = '/run/case-study-urls/to-clay'
const unresolvedToClay = '/run/unresolved-customers/to-clay'
const arrived = (webhook: string) => clay.log.filter((request) => request.webhook === webhook)

type StagedRow = { customer?: string | null; name?: string | null; batch?: string; sent?: boolean }

/** Stages case studies of vendor.example; each page is numbered by its place. */
async function stage(...rows: StagedRow[]): Promise<void> {
  await database.sql`
    insert into raw.staging_case_study_urls (
      origin_company_name, origin_company_domain, customer_company_name, case_study_url, batch_id,
      sent_to_clay
    )
    select
      s.item ->> 'name', 'vendor.example', s.item ->> 'customer',
      'https://vendor.example/customers/' || s.place, s.item ->> 'batch',
      coalesce((s.item ->> 'sent')::boolean, false)
    from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb)
      with ordinality as s (item, place)`
}

const staged = () =>
  database.sql`
    select s.customer_company_name as customer, s.sent_to_clay as sent,
      s.sent_at is not null as has_time, s.processed
    from raw.staging_case_study_urls as s order by s.case_study_url`

describe('case study URLs', () => {
  it('go out with exactly four fields, and are sent when Clay has them', async () => {
    await stage({ name: 'Vendor', customer: 'Acme' }, { name: 'Vendor', customer: 'Globex' })
    const answer = await send(toClay, { body: { webhook_url: clay.webhookUrl('four') } })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ success: true, total_rows: 2, queued: 2, skipped: 0 })
    await expect.poll(() => arrived('four').length, { timeout: 20_000 }).toBe(2)
    expect(
      arrived('four')
        .map(({ body }) => body.replaceAll(' ', ''))
        .toSorted()
    ).toEqual([
      '{"origin_company_name":"Vendor","origin_company_domain":"vendor.example","customer_company_name":"Acme","case_study_url":"https://vendor.example/customers/1"}',
      '{"origin_company_name":"Vendor","origin_company_domain":"vendor.example","customer_company_name":"Globex","case_study_url":"https://vendor.example/customers/2"}',
    ])
    const both = { sent: true, has_time: true, processed: false }
    await expect.poll(staged, { timeout: 10_000 }).toEqual([
      { customer: 'Acme', ...both },
      { customer: 'Globex', ...both },
    ])
    const again = await send(toClay, { body: { webhook_url: clay.webhookUrl('four') } })
    expect(again.body).toMatchObject({ total_rows: 0, message: 'No unsent rows found.' })
    expect(again.body.job_id).toBeNull()
  })

  it('without a name are skipped and reported, until core knows the name', async () => {
    await stage({ name: null, customer: 'Acme' }, { name: 'Vendor', customer: ' ' })
    const first = await send(toClay, { body: { webhook_url: clay.webhookUrl('nameless') } })
    expect(first.body).toMatchObject({ total_rows: 0, skipped: 2 })
    // Staged by one statement, at one moment: their order is that of their ids.
    expect(first.body.skipped_rows).toHaveLength(2)
    expect(first.body.skipped_rows).toEqual(
      expect.arrayContaining([
        { id: expect.any(String), missing: ['origin_company_name'] },
        { id: expect.any(String), missing: ['customer_company_name'] },
      ])
    )
    await database.sql`
      insert into raw.companyenrich_payloads (domain, payload)
      values ('vendor.example', '{"name": "Vendor Ltd"}')`
    await send(toClay, { body: { webhook_url: clay.webhookUrl('nameless') } })
    await expect.poll(() => arrived('nameless').length, { timeout: 20_000 }).toBe(1)
    expect(JSON.parse(arrived('nameless')[0]?.body ?? '{}').origin_company_name).toBe('Vendor Ltd')
  })

  it('that fail stay unsent', async () => {
    await stage({ name: 'Vendor', customer: 'Acme' })
    clay.removeWebhook('gone')
    const answer = await send(toClay, { body: { webhook_url: clay.webhookUrl('gone') } })
    const job = () => send(`/run/outbound/jobs/${answer.body.job_id}`)
    await expect.poll(async () => (await job()).body.state, { timeout: 20_000 }).toBe('stopped')
    expect(await staged()).toEqual([
      { customer: 'Acme', sent: false, has_time: false, processed: false },
    ])
  })

  it('of two requests at once go out once each', async () => {
    await stage(...Array.from({ length: 40 }, (_, n) => ({ name: 'Vendor', customer: `C${n}` })))
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => send(toClay, { body: { webhook_url: clay.webhookUrl('once') } }))
    )
    expect(answers.reduce((sum, { body }) => sum + body.queued, 0)).toBe(40)
    await expect.poll(() => arrived('once').length, { timeout: 20_000 }).toBe(40)
    expect(new Set(arrived('once').map(({ body }) => body)).size).toBe(40)
  })

  it('are chosen by batch and limit; a dry run only counts', async () => {
    await stage(
      { name: 'Vendor', customer: 'A', batch: 'one' },
      { name: 'Vendor', customer: 'B', batch: 'two' },
      { name: 'Vendor', customer: 'C', batch: 'two' }
    )
    const webhook_url = clay.webhookUrl('batch')
    const dry = await send(toClay, { body: { webhook_url, batch_id: 'two', dry_run: true } })
    expect(dry.body).toMatchObject({ dry_run: true, total_rows: 2, queued: 0, remaining: 0 })
    const wet = await send(toClay, { body: { webhook_url, batch_id: 'two', limit: '1' } })
    expect(wet.body).toMatchObject({ total_rows: 1, queued: 1, remaining: 1 })
    await expect.poll(() => arrived('batch').length, { timeout: 20_000 }).toBe(1)
  })

  it.each([
    [{}, 'WH101', 'webhook_url'],
    [{ webhook_url: ' ' }, 'WH101', 'webhook_url'],
    [{ webhook_url: 'https://nobody.example/x' }, 'WH711', 'nobody.example'],
    [{ webhook_url: 'http://10.0.0.1/x' }, 'WH712', ''],
    [{ webhook_url: 'https://api.clay.com/x', limit: 5001 }, 'WH104', 'limit'],
    [{ webhook_url: 'https://api.clay.com/x', dry_run: 'perhaps' }, 'WH104', 'dry_run'],
  ])('with %j are refused: %s', async (body, code, named) => {
    const answer = await send(toClay, { body })
    expect(answer.status).toBe(422)
    expect(answer.body.error.code).toBe(code)
    expect(JSON.stringify(answer.body.error)).toContain(named)
  })
})

describe('a resend', () => {
  const resend = (body: Record<string, unknown>) => send('/run/case-study-urls/resend', { body })

  it('counts first, then makes rows unsent that have a name now, and leaves processed', async () => {
    await stage(
      { name: 'Vendor', customer: 'A', batch: 'old', sent: true },
      { name: null, customer: 'B', batch: 'old', sent: true },
      { name: 'Vendor', customer: 'C', batch: 'old' }
    )
    await database.sql`update raw.staging_case_study_urls set processed = true`
    const counts = { success: true, matched: 2, reset: 1, still_null: 1 }
    expect((await resend({ batch_id: 'old' })).body).toEqual({ ...counts, dry_run: true })
    expect((await staged()).map((row) => row.sent)).toEqual([true, true, false])
    const wet = await resend({ batch_id: 'old', dry_run: false })
    expect(wet.body).toEqual({ ...counts, dry_run: false })
    expect((await staged()).map((row) => [row.sent, row.processed])).toEqual([
      [false, true],
      [true, true],
      [false, true],
    ])
  })

  it('leaves rows that really went out with a name, unless told otherwise', async () => {
    await stage({ name: 'Vendor', customer: 'Acme' })
    await send(toClay, { body: { webhook_url: clay.webhookUrl('named') } })
    await expect.poll(async () => (await staged())[0]?.sent, { timeout: 20_000 }).toBe(true)
    const own = { origin_company_domains: ['https://www.Vendor.example/'] }
    expect((await resend(own)).body).toMatchObject({ matched: 0, reset: 0 })
    const all = await resend({ ...own, only_null_name_sends: false, dry_run: false })
    expect(all.body).toMatchObject({ matched: 1, reset: 1 })
    expect((await staged())[0]?.sent).toBe(false)
  })

  it('takes ids, and refuses what is no list', async () => {
    await stage(
      { name: 'Vendor', customer: 'A', sent: true },
      { name: 'V', customer: 'B', sent: true }
    )
    const [row] = await database.sql`
      select s.id from raw.staging_case_study_urls as s order by s.case_study_url limit 1`
    expect((await resend({ ids: [row?.id, 'no uuid'] })).body).toMatchObject({ matched: 1 })
    expect((await resend({ ids: [{}] })).status).toBe(422)
    expect((await resend({ ids: 7 })).status).toBe(422)
  })
})

describe('unresolved customers', () => {
  const land = (origin: string, ...names: string[]) =>
    send('/run/companies/claygent/customers-of-3/ingest', {
      body: { origin_company_domain: origin, origin_company_name: 'Vendor', customers: names },
    })

  it('go out once, with four fields, and again when told to', async () => {
    await land('orphans.example', 'Acme', 'none found', 'Globex')
    const webhook_url = clay.webhookUrl('orphans')
    const first = await send(unresolvedToClay, { body: { webhook_url } })
    expect(first.body).toMatchObject({ success: true, total_rows: 2, queued: 2, remaining: 0 })
    await expect.poll(() => arrived('orphans').length, { timeout: 20_000 }).toBe(2)
    expect(arrived('orphans').map(({ body }) => Object.keys(JSON.parse(body)))).toEqual([
      ['id', 'customer_name', 'origin_company_domain', 'origin_company_name'],
      ['id', 'customer_name', 'origin_company_domain', 'origin_company_name'],
    ])
    const job = () => send(`/run/outbound/jobs/${first.body.job_id}`)
    await expect.poll(async () => (await job()).body.state, { timeout: 20_000 }).toBe('done')
    expect((await send(unresolvedToClay, { body: { webhook_url } })).body.queued).toBe(0)
    const again = await send(unresolvedToClay, { body: { webhook_url, resend: true } })
    expect(again.body.queued).toBe(2)
  })

  it('of two requests at once go out once each', async () => {
    await land('twice.example', ...Array.from({ length: 30 }, (_, n) => `Customer ${n}`))
    const webhook_url = clay.webhookUrl('twice')
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => send(unresolvedToClay, { body: { webhook_url } }))
    )
    expect(answers.reduce((sum, { body }) => sum + body.queued, 0)).toBe(30)
  })

  it('and case studies that do not come back are seen', async () => {
    await stage({ name: 'Vendor', customer: 'A' }, { name: 'Vendor', customer: 'B' })
    await land('late.example', 'Initech')
    await send(toClay, { body: { webhook_url: clay.webhookUrl('late') } })
    await send(unresolvedToClay, { body: { webhook_url: clay.webhookUrl('late') } })
    await expect.poll(() => arrived('late').length, { timeout: 20_000 }).toBe(3)
    await expect
      .poll(async () => (await staged()).filter((row) => row.sent).length, { timeout: 10_000 })
      .toBe(2)
    await database.sql`
      update raw.staging_case_study_urls set processed = true where customer_company_name = 'B'`
    await database.sql`update outbound.kinds set return_after = '1 microsecond'
      where kind in ('case_study_url', 'unresolved_customer')`
    const late = () =>
      database.sql`
        select u.kind, count(*)::integer as n from outbound.unreturned_deliveries as u
        where u.webhook_url = ${clay.webhookUrl('late')} group by u.kind order by u.kind`
    await expect.poll(late, { timeout: 10_000 }).toEqual([
      { kind: 'case_study_url', n: 1 },
      { kind: 'unresolved_customer', n: 1 },
    ])
  })
})
