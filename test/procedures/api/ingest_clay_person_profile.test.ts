import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contentOf } from '../../support/content.ts'
import { createPersonRequest } from '../../support/people.ts'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const urlOf = (slug: string) => `https://www.linkedin.com/in/${slug}`

const fixture = (name: string) =>
  JSON.parse(
    readFileSync(
      new URL(`../../fixtures/payloads/person_profile/${name}.json`, import.meta.url),
      'utf8'
    )
  )

const send = (request: unknown, context = '{}') =>
  call(house.sql, 'ingest_clay_person_profile', JSON.stringify(request), context)

describe('the answer', () => {
  it('to a complete profile has every field', async () => {
    const answer = await send(fixture('complete'))
    expect(answer).toEqual({
      success: true,
      raw_id: uuid,
      linkedin_url: urlOf('zelda-quux-example'),
      person_profile_id: uuid,
      experience_count: 5,
      education_count: 2,
      core_person_id: uuid,
      companies_count: 3,
      core_location_id: uuid,
      core_tenure_id: uuid,
      core_job_title_id: uuid,
      past_employers_count: 3,
      work_history_count: 5,
      promotions_count: expect.any(Number),
      unchanged: false,
      unmapped: expect.arrayContaining([
        { field: 'location_name', value: 'Cork, County Cork, Ireland' },
      ]),
      warnings: [],
      written: expect.objectContaining({
        'extracted.person_profile': 1,
        'extracted.person_experience': 5,
        'extracted.person_education': 2,
        'core.people': 1,
        'core.companies': 3,
        'core.person_locations': 1,
        'core.person_tenure': 1,
        'core.person_past_employer': 3,
        'core.person_job_titles': 1,
        'core.person_work_history': 5,
      }),
    })
    expect(
      await house.row(`
        select p.id as core_person_id, l.id as core_location_id, t.id as core_tenure_id,
          j.id as core_job_title_id, x.id as person_profile_id
        from core.people as p
        inner join core.person_locations as l using (linkedin_url)
        inner join core.person_tenure as t using (linkedin_url)
        inner join core.person_job_titles as j using (linkedin_url)
        inner join extracted.person_profile as x using (linkedin_url)
        where p.linkedin_url = '${answer.linkedin_url}'`)
    ).toEqual({
      core_person_id: answer.core_person_id,
      core_location_id: answer.core_location_id,
      core_tenure_id: answer.core_tenure_id,
      core_job_title_id: answer.core_job_title_id,
      person_profile_id: answer.person_profile_id,
    })
  })

  it('to a profile without anything names no rows that the person does not have', async () => {
    expect(await send(fixture('minimal'))).toMatchObject({
      success: true,
      core_person_id: uuid,
      core_location_id: null,
      core_tenure_id: null,
      core_job_title_id: null,
      experience_count: 0,
      education_count: 0,
      companies_count: 0,
      work_history_count: 0,
      promotions_count: 0,
      past_employers_count: 0,
      unmapped: [],
      warnings: [],
    })
  })

  it('counts no employer whose domain is a shared host', async () => {
    expect(await send(fixture('careless'))).toMatchObject({
      experience_count: 2,
      companies_count: 1,
      written: { 'core.companies': 1 },
    })
  })

  it('to a person that is employed names the present employer', async () => {
    await send(fixture('complete'))
    expect(
      await house.row(`
        select c.domain from core.people as p
        inner join core.companies as c on c.id = p.core_company_id
        where p.linkedin_url = '${urlOf('zelda-quux-example')}'`)
    ).toEqual({ domain: 'quuxworks.example' })
  })

  it('to a profile that cannot be taken names its failure', async () => {
    await house.sql`alter table core.people add constraint no_bad check (full_name <> 'Bad')`
    const answer = await send({ payload: { url: 'linkedin.com/in/bad', name: 'Bad' } })
    const batch = await send({
      payloads: [{ url: 'linkedin.com/in/bad', name: 'Bad' }, createPersonRequest(1).raw_payload],
    })
    await house.sql`alter table core.people drop constraint no_bad`
    const error = {
      code: 'WH201',
      message: expect.stringContaining('quarantined'),
      hint: expect.stringContaining(answer.failure_id),
      issues: [],
    }
    expect(answer).toEqual({
      success: false,
      raw_id: uuid,
      failure_id: uuid,
      linkedin_url: urlOf('bad'),
      error,
    })
    expect(batch).toMatchObject({ success: false, success_count: 1, error_count: 1 })
    expect(batch.results).toMatchObject([{ success: false, failure_id: uuid }, { success: true }])
    expect(batch.error).toBeUndefined()
  })
})

describe('the three forms', () => {
  it('leave the same rows', async () => {
    const one = createPersonRequest(2)
    const { raw_payload } = one
    await send(one)
    const before = await contentOf(house.sql)
    expect(await send({ payload: raw_payload })).toMatchObject({ unchanged: true })
    expect(await send({ payload: JSON.stringify(raw_payload) })).toMatchObject({ unchanged: true })
    const batch = { payloads: [raw_payload, JSON.stringify(raw_payload)] }
    expect(await send(batch)).toMatchObject({ success: true, success_count: 2 })
    const text = { payloads: JSON.stringify([raw_payload]) }
    expect(await send(text)).toMatchObject({ success: true, success_count: 1 })
    expect(await contentOf(house.sql)).toEqual(before)
  })

  it('keep key, workflow and the rest of the request in raw', async () => {
    const rest = { table: 'clay 7', payload: '' }
    const answer = await send({
      ...createPersonRequest(3),
      linkedin_url: ' LinkedIn.com/in/X ',
      ...rest,
    })
    expect(
      await house.row(`select linkedin_url, workflow_slug, envelope from raw.person_payloads
        where id = '${answer.raw_id}'`)
    ).toEqual({
      linkedin_url: ' LinkedIn.com/in/X ',
      workflow_slug: 'clay-person-profile',
      envelope: rest,
    })
    const batch = await send({ payloads: [{ url: 'linkedin.com/in/y' }], table: 'clay 8' })
    expect(
      await house.row(`select linkedin_url, workflow_slug, envelope from raw.person_payloads
        where id = '${batch.results[0].raw_id}'`)
    ).toEqual({
      linkedin_url: 'linkedin.com/in/y',
      workflow_slug: 'clay-native-person-enrichment',
      envelope: { table: 'clay 8' },
    })
  })

  it('take the key of the request, not that of the document, when there is one', async () => {
    const { raw_payload } = createPersonRequest(4)
    const request = { linkedin_url: 'linkedin.com/in/key', workflow_slug: 'clay-person-profile' }
    const answer = await send({ ...request, raw_payload })
    expect(answer.linkedin_url).toBe(urlOf('key'))
  })
})

describe('a request', () => {
  const raw_payload = { name: 'Zelda' }
  const full = { linkedin_url: 'linkedin.com/in/zelda', workflow_slug: 'clay-person-profile' }

  it.each([
    ['without anything', {}, 'WH101', 'linkedin_url'],
    ['without a URL', { workflow_slug: 'x', raw_payload }, 'WH101', 'linkedin_url'],
    ['with a placeholder for a URL', { ...full, linkedin_url: 'none' }, 'WH101', 'linkedin_url'],
    ['with an object for a URL', { ...full, linkedin_url: {} }, 'WH104', 'linkedin_url'],
    ['with a number for a URL', { ...full, linkedin_url: 7 }, 'WH102', 'linkedin_url'],
    ['with another site', { ...full, linkedin_url: 'x.example/in/y' }, 'WH102', 'linkedin_url'],
    ['without a workflow', { ...full, workflow_slug: null }, 'WH101', 'workflow_slug'],
    ['with an array for a workflow', { ...full, workflow_slug: [] }, 'WH104', 'workflow_slug'],
    ['without a profile', full, 'WH101', 'raw_payload'],
    ['with an array for a profile', { ...full, raw_payload: [] }, 'WH104', 'raw_payload'],
    ['with broken JSON', { ...full, raw_payload: '{"a"' }, 'WH104', 'raw_payload'],
    ['with a null payload', { payload: null }, 'WH101', 'payload'],
    ['with a number for a payload', { payload: 7 }, 'WH104', 'payload'],
    ['with a payload without url', { payload: {} }, 'WH101', 'payload.url'],
    [
      'with a payload of a company',
      { payload: { url: 'linkedin.com/company/x' } },
      'WH102',
      'payload.url',
    ],
    ['with no payloads', { payloads: [] }, 'WH101', 'payloads'],
    ['with an object for payloads', { payloads: {} }, 'WH104', 'payloads'],
    ['with a number for payloads', { payloads: 7 }, 'WH104', 'payloads'],
    ['that is an array', [], 'WH101', 'linkedin_url'],
    ['that is a number', 7, 'WH101', 'linkedin_url'],
    ['that is null', null, 'WH101', 'linkedin_url'],
  ])('%s is refused with field and remedy', async (_, request, code, path) => {
    const count = () => house.row('select count(*)::integer as n from raw.person_payloads')
    const before = await count()
    const error = await failure(send(request))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(new RegExp(`^${path} `))
    expect(error.hint).toMatch(/^send /)
    expect(JSON.parse(error.detail)).toEqual([{ path, message: expect.any(String) }])
    expect(await count()).toEqual(before)
  })
})

describe('an unknown workflow', () => {
  it('quarantines the profile with WH202, and of a batch of workflows only its own', async () => {
    await house.landPeople([
      { linkedin_url: 'linkedin.com/in/a', workflow_slug: 'not-there', payload: { name: 'A' } },
      { linkedin_url: 'linkedin.com/in/b', workflow_slug: 'companyenrich', payload: { name: 'B' } },
      { linkedin_url: 'linkedin.com/in/c', payload: { name: 'C' } },
    ])
    expect(
      await house.rows(`
        select f.sqlstate, f.stage, f.message from ops.failures as f
        where f.sqlstate = 'WH202' order by f.message`)
    ).toEqual([
      { sqlstate: 'WH202', stage: 'key', message: "Workflow 'companyenrich' not found" },
      { sqlstate: 'WH202', stage: 'key', message: "Workflow 'not-there' not found" },
    ])
    expect(
      await house.rows(`select linkedin_slug from core.people where linkedin_slug in ('a','b','c')`)
    ).toEqual([{ linkedin_slug: 'c' }])
  })
})
