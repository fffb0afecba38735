import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { addKey } from '../support/functions.ts'
import { createPersonRequest } from '../support/people.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const ingest = '/run/people/clay-native/person-profile/ingest'
const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const urlOf = (slug: string) => `https://www.linkedin.com/in/${slug}`
const withKey = (idempotencyKey: string) => ({ headers: { 'idempotency-key': idempotencyKey } })

const fixture = (name: string) =>
  JSON.parse(
    readFileSync(
      new URL(`../fixtures/payloads/person_profile/${name}.json`, import.meta.url),
      'utf8'
    )
  )

beforeAll(async () => {
  await addKey(served.database.sql, 'reader', ['read'])
  await addKey(served.database.sql, 'writer', ['ingest'])
})

async function landed(): Promise<number> {
  const [row] = await served.database.sql<{ n: number }[]>`
    select count(*)::integer as n from raw.person_payloads`
  return row?.n ?? 0
}

describe('a person profile', () => {
  it('with its key and workflow becomes a person, an employee and a history', async () => {
    const { status, body } = await send(ingest, { body: fixture('complete') })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      success: true,
      linkedin_url: urlOf('zelda-quux-example'),
      raw_id: uuid,
      person_profile_id: uuid,
      core_person_id: uuid,
      core_location_id: uuid,
      core_tenure_id: uuid,
      core_job_title_id: uuid,
      experience_count: 5,
      education_count: 2,
      companies_count: 3,
      work_history_count: 5,
      past_employers_count: 3,
      unchanged: false,
      warnings: [],
    })
    expect(body.written).toMatchObject({ 'core.people': 1, 'core.person_work_history': 5 })
  })

  it('under its alias is the same endpoint', async () => {
    const { linkedin_url, workflow_slug, raw_payload } = createPersonRequest(1)
    const body = { linkedin_url, workflow_slug, raw_payload: JSON.stringify(raw_payload) }
    const answer = await send('/ingest_clay_person_profile', { body })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ success: true, linkedin_url, warnings: [] })
    expect(answer.body.work_history_count).toBe(answer.body.experience_count)
  })

  it.each([
    ['an object', (document: unknown) => document],
    ['a JSON string', (document: unknown) => JSON.stringify(document)],
  ])('that carries its own URL comes as payload, %s', async (_what, form) => {
    const { payload } = fixture('careless')
    const answer = await send(ingest, { body: { payload: form(payload) } })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      linkedin_url: urlOf('careless-person-example'),
      experience_count: 2,
    })
  })

  it('says which of its values were not read', async () => {
    const { payload } = fixture('careless')
    const body = { payload: { ...payload, headline: 'again' } }
    const { warnings } = (await send(ingest, { body })).body
    const fields = warnings.map((warning: { field: string }) => warning.field)
    expect(fields).toEqual([
      'connections',
      'experience',
      'experience[2].company_domain',
      'experience[2].start_date',
      'last_refresh',
    ])
  })

  it('sent twice is unchanged, in any spelling of the URL', async () => {
    const request = createPersonRequest(2)
    const first = await send(ingest, { body: request })
    expect(first.body).toMatchObject({ success: true, unchanged: false })
    const again = await send(ingest, {
      body: { ...request, linkedin_url: 'HTTP://de.LinkedIn.com/in/PERSON-2/de/?x=1' },
    })
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ success: true, unchanged: true, written: {} })
    const { written: _first, raw_id: firstRaw, unmapped: _missed, ...ids } = first.body
    const { written: _again, raw_id: againRaw, unmapped: _same, ...same } = again.body
    expect({ ...same, unchanged: false }).toEqual(ids)
    expect(againRaw).not.toBe(firstRaw)
  })

  it('with an Idempotency-Key seen before gives the first answer; another body is a 409', async () => {
    const body = createPersonRequest(3)
    const first = await send(ingest, { body, ...withKey('people-1') })
    const before = await landed()
    const second = await send(ingest, { body, ...withKey('people-1') })
    expect(second.body).toEqual({ ...first.body, duplicate: true })
    const other = await send(ingest, { body: createPersonRequest(4), ...withKey('people-1') })
    expect(other.status).toBe(409)
    expect(other.body.error.code).toBe('WH105')
    expect(await landed()).toBe(before)
  })

  it('needs the scope ingest', async () => {
    const body = createPersonRequest(5)
    expect((await send(ingest, { body, key: 'writer' })).status).toBe(200)
    const answer = await send(ingest, { body, key: 'reader' })
    expect(answer.status).toBe(403)
    expect(answer.body.error).toMatchObject({ code: 'WH008' })
    expect(answer.body.error.message).toContain('ingest')
    expect((await send(ingest, { body, key: null })).status).toBe(401)
  })
})

describe('a batch', () => {
  const payloads = (...numbers: number[]) =>
    numbers.map((number) => createPersonRequest(number).raw_payload)

  it('is answered per profile, in its order', async () => {
    const { status, body } = await send(ingest, { body: { payloads: payloads(12, 10, 11) } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ success: true, success_count: 3, error_count: 0 })
    const urls = body.results.map((result: { linkedin_url: string }) => result.linkedin_url)
    expect(urls).toEqual([urlOf('person-12'), urlOf('person-10'), urlOf('person-11')])
    for (const result of body.results) {
      expect(result).toMatchObject({ success: true, raw_id: uuid, core_person_id: uuid })
      expect(result.work_history_count).toBe(result.experience_count)
    }
  })

  it('may be a JSON string, of JSON strings', async () => {
    const strings = payloads(13, 14).map((payload) => JSON.stringify(payload))
    const { status, body } = await send(ingest, { body: { payloads: JSON.stringify(strings) } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ success: true, success_count: 2 })
  })

  it('of one is a batch', async () => {
    const { body } = await send(ingest, { body: { payloads: payloads(15) } })
    expect(body).toMatchObject({
      success_count: 1,
      results: [{ linkedin_url: urlOf('person-15') }],
    })
  })

  it('with two profiles of one person leaves the newer one, whatever their order', async () => {
    const [newer, older] = [createPersonRequest(16, 2), createPersonRequest(16, 1)]
    const body = { payloads: [newer.raw_payload, older.raw_payload] }
    const answer = await send(ingest, { body })
    expect(answer.body).toMatchObject({ success: true, success_count: 2 })
    const [row] = await served.database.sql`
      select p.summary,
        (select count(*)::integer from core.person_work_history as h
         where h.linkedin_url = p.linkedin_url) as jobs
      from extracted.person_profile as p where p.linkedin_url = ${urlOf('person-16')}`
    expect(row).toEqual({
      summary: 'Builds imaginary bridges, edition 2.',
      jobs: newer.raw_payload.jobs_count,
    })
  })

  it('with some that cannot be taken: those are in quarantine, the others are done', async () => {
    const before = await landed()
    const [good] = payloads(17)
    const items = [good, { name: 'No URL' }, 7, { url: 'https://example.com/in/x' }, null, 'text']
    const answer = await send(ingest, { body: { payloads: items } })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ success: false, success_count: 1, error_count: 5 })
    expect(answer.body.error).toBeUndefined()
    const [first, ...others] = answer.body.results
    expect(first).toMatchObject({ success: true, linkedin_url: urlOf('person-17') })
    for (const result of others) {
      expect(result).toMatchObject({ success: false, raw_id: uuid, failure_id: uuid })
      expect(result.error).toMatchObject({ code: 'WH201', issues: [] })
      expect(result.error.message).toContain('linkedin_url')
      expect(result.error.hint).toContain(result.failure_id)
    }
    expect(await landed()).toBe(before + items.length)
  })

  it('that is in quarantine altogether is a 202', async () => {
    const answer = await send(ingest, { body: { payloads: [{ name: 'Nobody' }, []] } })
    expect(answer.status, answer.text).toBe(202)
    expect(answer.body).toMatchObject({
      success: false,
      success_count: 0,
      error_count: 2,
      error: { code: 'WH201' },
    })
  })

  it('with an Idempotency-Key seen before gives the first answer', async () => {
    const body = { payloads: payloads(18, 19) }
    const first = await send(ingest, { body, ...withKey('people-2') })
    const second = await send(ingest, { body, ...withKey('people-2') })
    expect(second.body).toEqual({ ...first.body, duplicate: true })
  })
})

describe('an unknown workflow', () => {
  it('is a 202, and healed by a row of the registry and a replay', async () => {
    const { sql } = served.database
    const body = { ...createPersonRequest(20), workflow_slug: 'brand-new-workflow' }
    const answer = await send(ingest, { body })
    expect(answer.status).toBe(202)
    expect(answer.body).toMatchObject({
      success: false,
      raw_id: uuid,
      failure_id: uuid,
      linkedin_url: urlOf('person-20'),
      error: { code: 'WH201' },
    })
    expect(answer.body.error.message).toContain("Workflow 'brand-new-workflow' not found")
    const { failure_id, raw_id } = answer.body
    const failure = () => sql`
      select f.sqlstate, f.hint, f.resolved_at is not null as is_resolved
      from ops.failures as f where f.failure_id = ${failure_id}`
    const [open] = await failure()
    expect(open).toMatchObject({ sqlstate: 'WH202', is_resolved: false })
    expect(open?.hint).toContain('reference.enrichment_workflow_registry')

    await sql`
      insert into reference.enrichment_workflow_registry (
        workflow_slug, provider, platform, payload_type, entity_type, description,
        usage_category, workflow_type
      ) values (
        'brand-new-workflow', 'clay', 'clay', 'profile', 'person', 'A test.', 'client', 'ingest'
      )`
    await sql`call ops.replay('person_profile', array[${raw_id}]::uuid[])`
    expect((await failure())[0]?.is_resolved).toBe(true)
    const history = await send(`/api/people/work-history?linkedin_url=${urlOf('person-20')}`)
    expect(history.body.has_work_history).toBe(true)
  })
})

describe('a refused request', () => {
  it('is kept, and taken once it is mended', async () => {
    const { raw_payload } = createPersonRequest(21)
    const answer = await send(ingest, { body: { raw_payload } })
    expect(answer.status).toBe(422)
    const mended = JSON.stringify({ payloads: [raw_payload, { name: 'Nobody' }] })
    const [row] = await served.database.sql`
      select ops.resubmit_rejected(${answer.body.rejected_id}, ${mended}::text::jsonb) as answer`
    expect(row?.answer).toMatchObject({ success_count: 1, error_count: 1 })
    const [kept] = await served.database.sql`
      select r.resolved_at is not null as is_resolved from ops.rejected_requests as r
      where r.rejected_id = ${answer.body.rejected_id}`
    expect(kept).toEqual({ is_resolved: true })
  })
})

describe('a profile in quarantine', () => {
  it('goes through with a mended key', async () => {
    const { sql } = served.database
    const { raw_payload } = createPersonRequest(22)
    const items = [{ ...raw_payload, url: 'https://example.com/person-22' }]
    const { body } = await send(ingest, { body: { payloads: items } })
    const [{ failure_id }] = body.results
    const [row] = await sql`
      select ops.resubmit_failure(
        ${failure_id}, ${JSON.stringify(raw_payload)}::text::jsonb, 'linkedin.com/in/Person-22'
      ) as answer`
    expect(row?.answer).toMatchObject({
      raw_id: uuid,
      landed: { linkedin_url: urlOf('person-22') },
    })
    const [mended] = await sql`
      select p.workflow_slug, p.api_key_id from raw.person_payloads as p
      where p.id = ${row?.answer.raw_id}`
    expect(mended).toEqual({
      workflow_slug: 'clay-native-person-enrichment',
      api_key_id: served.apiKeyId,
    })
    const history = await send(`/api/people/work-history?linkedin_url=${urlOf('person-22')}`)
    expect(history.body.entry_count).toBe(raw_payload.jobs_count)
    const [failure] = await sql`
      select f.resolved_at is not null as is_resolved from ops.failures as f
      where f.failure_id = ${failure_id}`
    expect(failure).toEqual({ is_resolved: true })
  })
})

describe('many senders at once', () => {
  it('post people that share employers, in several versions: all are taken', async () => {
    const requests = Array.from({ length: 60 }, (_, at) =>
      createPersonRequest(100 + (at % 20), Math.floor(at / 20))
    )
    const one = {
      company: 'Everybody Ltd',
      company_domain: 'everybody.example',
      title: 'Member',
      start_date: '2001-01-01',
      end_date: '2002-01-01',
      is_current: false,
    }
    const answers = await Promise.all(
      requests.map(({ raw_payload, ...envelope }) => {
        const experience = [...(raw_payload.experience as unknown[]), one]
        return send(ingest, { body: { ...envelope, raw_payload: { ...raw_payload, experience } } })
      })
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    const rows = await served.database.sql`
      select count(*)::integer as people, count(distinct h.company_name)::integer as names
      from core.person_work_history as h where h.company_domain = 'everybody.example'`
    expect(rows[0]).toEqual({ people: 20, names: 1 })
  })
})
