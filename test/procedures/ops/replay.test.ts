import { describe, expect, it } from 'vitest'
import { contentOf } from '../../support/content.ts'
import { failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const failures = () =>
  house.rows(`select f.failure_id, p.domain, f.attempts, f.sqlstate,
      f.resolved_at is not null as is_resolved, f.resolved_by_raw_id
    from ops.failures as f inner join raw.companyenrich_payloads as p on p.id = f.raw_id
    order by p.landing_no`)

async function failureOf(domain: string) {
  return (await failures()).find((row) => row.domain === domain) as Record<string, string>
}

describe('ops.replay', () => {
  it('refuses an unknown source and names those there are', async () => {
    expect(await failure(house.sql`call ops.replay('apollo')`)).toMatchObject({
      code: 'WH901',
      message: `the source 'apollo' does not exist`,
      hint: expect.stringMatching(/^one of: .*\bcompanyenrich\b/),
    })
    expect(await failure(house.sql`call ops.replay(null)`)).toMatchObject({ code: 'WH901' })
    expect(await failure(house.sql`call ops.rebuild('apollo')`)).toMatchObject({ code: 'WH901' })
  })

  it.each([0, -1, 20001, null])('refuses a batch size of %s', async (size) => {
    for (const call of ['replay', 'rebuild']) {
      const named = `call ops.${call}('companyenrich', p_batch_size => ${size})`
      expect(await failure(house.sql.unsafe(named))).toMatchObject({
        code: 'WH903',
        hint: 'pass p_batch_size between 1 and 20000',
      })
    }
  })

  it('takes the company of a key that is unusable by now back, and keeps its payload', async () => {
    await house.land('pages.example', { name: 'Pages', keywords: ['a'] })
    await house.land('stays.example', { name: 'Stays' })
    await house.sql`insert into reference.blocked_domains (domain, reason)
      values ('pages.example', 'link page')`
    await house.sql`call ops.rebuild('companyenrich')`
    expect(
      await house.rows(`select domain from core.companies
        where domain in ('pages.example', 'stays.example')`)
    ).toEqual([{ domain: 'stays.example' }])
    expect(
      await house.rows(`select domain from extracted.companyenrich_company
        where domain = 'pages.example' union all
        select domain from core.company_keywords where domain = 'pages.example' union all
        select key from ops.documents where key = 'pages.example'`)
    ).toEqual([])
    expect(await failureOf('pages.example')).toMatchObject({
      sqlstate: 'WH103',
      is_resolved: false,
    })

    await house.sql`delete from reference.blocked_domains where domain = 'pages.example'`
    await house.sql`call ops.replay('companyenrich', p_failures_only => true)`
    expect(
      await house.rows(`select name from core.companies where domain = 'pages.example'`)
    ).toEqual([{ name: 'Pages' }])
    expect(await failureOf('pages.example')).toMatchObject({ is_resolved: true })
  })

  it('takes what the operator deleted again, and leaves what was not asked for', async () => {
    await house.land('asked.example', { name: 'Asked', keywords: ['a'] })
    await house.land('other.example', { name: 'Other', keywords: ['a'] })
    const content = await contentOf(house.sql)
    await house.sql`delete from core.company_keywords`
    const [row] = await house.sql`select id from raw.companyenrich_payloads
      where domain = 'asked.example'`
    await house.sql`call ops.replay('companyenrich', array[${row?.id}]::uuid[])`
    expect(await house.rows('select domain from core.company_keywords')).toEqual([
      { domain: 'asked.example' },
    ])
    await house.sql`call ops.replay('companyenrich')`
    expect(await contentOf(house.sql)).toEqual(content)
  })

  it('of nothing does nothing', async () => {
    const content = await contentOf(house.sql)
    await house.sql`call ops.replay('companyenrich', '{}')`
    await house.sql`call ops.replay('companyenrich', array[gen_random_uuid()])`
    expect(await contentOf(house.sql)).toEqual(content)
  })

  it('counts an attempt when a payload fails again', async () => {
    await house.land('192.0.2.1', { name: 'Bad' })
    await house.sql`call ops.replay('companyenrich', p_failures_only => true)`
    expect(await failureOf('192.0.2.1')).toMatchObject({ attempts: 2, is_resolved: false })
  })
})

describe('ops.resubmit_failure', () => {
  it('lands a mended payload under a mended key and resolves the failure', async () => {
    await house.land('192.0.2.2', { name: 'Mended' })
    const { failure_id } = await failureOf('192.0.2.2')
    const [answer] = await house.sql`
      select ops.resubmit_failure(${failure_id as string}, '{"name": "Mended"}', 'mended.example')
        as answer`
    expect(answer?.answer).toMatchObject({
      raw_id: expect.any(String),
      landed: { domain: 'mended.example', core_company_inserted: true },
    })
    expect(await failureOf('192.0.2.2')).toMatchObject({
      is_resolved: true,
      resolved_by_raw_id: answer?.answer.raw_id,
    })
    expect(
      await house.row(`select name from core.companies where domain = 'mended.example'`)
    ).toEqual({ name: 'Mended' })
  })

  it('keeps the key where none is given', async () => {
    await house.land('array.example', [1, 2])
    const { failure_id } = await failureOf('array.example')
    await house.sql`select ops.resubmit_failure(${failure_id as string}, '{"name": "Object"}')`
    expect(
      await house.row(`select name from core.companies where domain = 'array.example'`)
    ).toEqual({ name: 'Object' })
  })

  it('changes nothing when the mended payload fails as well', async () => {
    await house.land('192.0.2.3', {})
    const { failure_id } = await failureOf('192.0.2.3')
    const count = () => house.row('select count(*)::integer as n from raw.companyenrich_payloads')
    const before = await count()
    const call = house.sql`select ops.resubmit_failure(${failure_id as string}, '{}', 'bit.ly')`
    expect(await failure(call)).toMatchObject({
      code: 'WH201',
      hint: 'mend it further; the failure is still open',
    })
    expect(await count()).toEqual(before)
    expect(await failureOf('192.0.2.3')).toMatchObject({ is_resolved: false, attempts: 1 })
  })

  it('refuses what is resolved or unknown, with the next step', async () => {
    const { failure_id } = await failureOf('192.0.2.2')
    expect(
      await failure(house.sql`select ops.resubmit_failure(${failure_id as string}, '{}')`)
    ).toMatchObject({ code: 'WH902', hint: expect.stringContaining('land a new payload') })
    expect(
      await failure(house.sql`select ops.resubmit_failure(gen_random_uuid(), '{}')`)
    ).toMatchObject({ code: 'WH901', hint: expect.stringContaining('ops.failures') })
  })

  it('says so when the raw row was erased', async () => {
    await house.landTogether([{ domain: 'erased', payload: {} }])
    const { failure_id } = await failureOf('erased')
    await house.sql`delete from raw.companyenrich_payloads where domain = 'erased'`
    expect(
      await failure(house.sql`select ops.resubmit_failure(${failure_id ?? ''}, '{}', 'e.example')`)
    ).toMatchObject({
      code: 'WH901',
      message: 'the raw row of the failure does not exist any more',
    })
  })

  it('stays resolved when all of raw is replayed', async () => {
    await house.sql`call ops.replay('companyenrich')`
    await house.sql`call ops.rebuild('companyenrich')`
    expect(await failureOf('192.0.2.2')).toMatchObject({ is_resolved: true })
    expect(await failureOf('array.example')).toMatchObject({ is_resolved: true })
    expect(await failureOf('192.0.2.3')).toMatchObject({ is_resolved: false })
  })
})

describe('ops.resubmit_rejected', () => {
  const rejected = async (members: Record<string, unknown>) => {
    const full = { method: 'POST', path: '/run/x', status: 422, code: 'WH102', message: 'm' }
    const request = JSON.stringify({ ...full, body_length: 0, ...members })
    const [row] = await house.sql`select api.record_rejected_request(${request}::text::jsonb) as a`
    return row?.a.rejected_id as string
  }
  const ingest = { sql_function: 'ingest_companyenrich' }
  const resubmit = (id: string, body: unknown) =>
    house.sql`select ops.resubmit_rejected(${id}, ${JSON.stringify(body)}::text::jsonb) as answer`
  const resolution = (id: string) =>
    house.row(`select resolved_at is not null as is_resolved, resolution
      from ops.rejected_requests where rejected_id = '${id}'`)

  it('sends the mended body on and keeps the answer', async () => {
    const id = await rejected(ingest)
    const [row] = await resubmit(id, { domain: 'again.example', raw_payload: { name: 'Again' } })
    expect(row?.answer).toMatchObject({ success: true, domain: 'again.example' })
    expect(await resolution(id)).toEqual({ is_resolved: true, resolution: row?.answer })
    expect(await failure(resubmit(id, {}))).toMatchObject({
      code: 'WH902',
      hint: 'send a new request',
    })
  })

  it('changes nothing when the mended body is refused as well', async () => {
    const id = await rejected(ingest)
    expect(await failure(resubmit(id, { domain: '192.0.2.9', raw_payload: {} }))).toMatchObject({
      code: 'WH102',
    })
    expect(await resolution(id)).toEqual({ is_resolved: false, resolution: null })
  })

  it('is resolved by a body that lands and is quarantined', async () => {
    await house.sql`alter table core.companies add constraint no_bad check (name <> 'Bad')`
    const id = await rejected(ingest)
    const [row] = await resubmit(id, { domain: 'bad.example', raw_payload: { name: 'Bad' } })
    await house.sql`alter table core.companies drop constraint no_bad`
    expect(row?.answer).toMatchObject({ success: false, failure_id: expect.any(String) })
    expect(await resolution(id)).toMatchObject({ is_resolved: true })
  })

  it('refuses what is unknown or belongs to no function', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect(await failure(resubmit(unknown, {}))).toMatchObject({
      code: 'WH901',
      hint: expect.stringContaining('ops.rejected_requests'),
    })
    for (const sql_function of [null, 'no_such', `x'; drop table core.companies; --`]) {
      const id = await rejected({ sql_function })
      expect(await failure(resubmit(id, {}))).toMatchObject({
        code: 'WH903',
        hint: 'send it as a new request to the right path',
      })
    }
  })
})
