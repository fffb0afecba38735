import { beforeEach, describe, expect, it } from 'vitest'
import { addKey } from '../support/functions.ts'
import { replaceFunction, type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const lookUp = '/run/people/db/person-job-title/lookup'
const locate = '/run/people/db/person-location/lookup'
const updateTitle = '/run/reference/job-title/update'
const updatePlace = '/run/reference/location/update'
const ingest = '/run/people/clay-find-people/title-enrichment/ingest'

const sdr = {
  latest_title: 'SDR',
  cleaned_job_title: 'Sales Development Representative',
  seniority_level: 'junior',
  job_function: 'Sales',
}

const titles = async () => {
  const rows = await served.database.sql`
    select latest_title, seniority_level from reference.job_title_lookup order by lookup_key`
  return [...rows]
}

beforeEach(async () => {
  await served.database.sql`truncate reference.job_title_lookup, reference.location_lookup,
    ops.reference_misses`
})

describe('the protocol of Clay', () => {
  it('for titles: a miss, an update, a match', async () => {
    const miss = await send(lookUp, { body: { job_title: 'sdr' } })
    expect(miss.status).toBe(200)
    expect(miss.body).toMatchObject({ success: true, match_status: false, job_title: 'sdr' })

    const update = await send(updateTitle, { body: sdr })
    expect(update.status).toBe(200)
    expect(update.body).toMatchObject({
      success: true,
      seniority_level: 'Entry Level',
      filled: {},
      warnings: [],
    })

    const match = await send(lookUp, { body: { job_title: ' SDR ' } })
    expect(match.body).toMatchObject({
      match_status: true,
      job_title: ' SDR ',
      cleaned_job_title: 'Sales Development Representative',
      seniority_level: 'Entry Level',
      job_function: 'Sales',
    })
    const gaps = await served.database.sql`select raw_value from ops.reference_gaps`
    expect([...gaps]).toEqual([])
  })

  it('for places: a miss, an update, a match', async () => {
    const body = { location_name: 'Cork, Ireland' }
    expect((await send(locate, { body })).body).toMatchObject({ match_status: false, city: null })
    const place = { city: 'Cork', country: 'Ireland', has_state: 'False' }
    const update = await send(updatePlace, { body: { ...body, ...place } })
    expect(update.status).toBe(200)
    expect((await send(locate, { body })).body).toMatchObject({
      match_status: true,
      city: 'Cork',
      has_city: true,
      has_state: false,
      has_country: true,
    })
  })

  it('for title enrichments: the document lands', async () => {
    const answer = await send(ingest, {
      body: {
        linkedin_url: 'linkedin.com/in/Ann',
        raw_payload: '{"job_title": "SDR", "seniority": "entry"}',
      },
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      success: true,
      linkedin_url: 'https://www.linkedin.com/in/ann',
      seniority_level: 'Entry Level',
    })
    const refused = await send(ingest, {
      body: { linkedin_url: 'acme.example', raw_payload: {} },
    })
    expect(refused.status).toBe(422)
    expect(refused.body.error).toMatchObject({ code: 'WH102', issues: [{ path: 'linkedin_url' }] })
    const quarantined = await send(ingest, {
      body: { linkedin_url: 'linkedin.com/in/ann', workflow_slug: 'nope', raw_payload: {} },
    })
    expect(quarantined.status).toBe(202)
    expect(quarantined.body).toMatchObject({ success: false, error: { code: 'WH201' } })
  })
})

describe('a batch', () => {
  it('of look-ups is answered item by item', async () => {
    await send(updateTitle, { body: sdr })
    const answer = await send(lookUp, { body: { job_titles: ['sdr', '', 'Mage'] } })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      success: false,
      success_count: 2,
      error_count: 1,
      results: [
        { success: true, match_status: true },
        { success: false, error: { code: 'WH101', issues: [{ path: 'job_titles.1' }] } },
        { success: true, match_status: false },
      ],
    })
  })

  it('of updates as a JSON string is parsed', async () => {
    const answer = await send(updateTitle, { body: { job_titles: JSON.stringify([sdr]) } })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ success: true, success_count: 1 })
    expect(await titles()).toEqual([{ latest_title: 'SDR', seniority_level: 'Entry Level' }])
  })

  it('of 1,000 updates is one request', async () => {
    const job_titles = Array.from({ length: 1000 }, (_, number) => ({
      ...sdr,
      latest_title: `Title ${number}`,
    }))
    const answer = await send(updateTitle, { body: { job_titles } })
    expect(answer.body).toMatchObject({ success: true, success_count: 1000, error_count: 0 })
    expect(await titles()).toHaveLength(1000)
  })
})

describe('a request that is wrong', () => {
  const cases: [string, unknown, string, string][] = [
    [lookUp, {}, 'WH101', 'job_title'],
    [lookUp, { job_title: ' ' }, 'WH101', 'job_title'],
    [lookUp, { job_title: 7 }, 'WH104', 'job_title'],
    [lookUp, { job_titles: 'CEO' }, 'WH104', 'job_titles'],
    [lookUp, { job_titles: [] }, 'WH101', 'job_titles'],
    [locate, { location_name: null }, 'WH101', 'location_name'],
    [locate, { location_names: {} }, 'WH104', 'location_names'],
    [updateTitle, { cleaned_job_title: 'x' }, 'WH101', 'latest_title'],
    [updateTitle, { latest_title: 'x', cleaned_job_title: '  ' }, 'WH101', 'cleaned_job_title'],
    [updateTitle, { ...sdr, seniority_level: [] }, 'WH104', 'seniority_level'],
    [updateTitle, { ...sdr, overwrite: {} }, 'WH104', 'overwrite'],
    [updatePlace, { city: 'x' }, 'WH101', 'location_name'],
    [updatePlace, { location_name: 'x', city: 3 }, 'WH104', 'city'],
  ]
  it.each(cases)('%s with %j: 422 that names the field', async (path, body, code, field) => {
    const answer = await send(path, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({ success: false, error: { code } })
    expect(answer.body.error.issues[0].path).toBe(field)
    expect(answer.body).not.toHaveProperty('match_status')
  })
})

describe('hostile text', () => {
  it('with NUL escapes and lone surrogates is mended, with a warning, and found again', async () => {
    const body = '{"latest_title": "C\\u0000EO \\ud800", "cleaned_job_title": "CEO"}'
    const update = await send(updateTitle, { body })
    expect(update.status, update.text).toBe(200)
    expect(update.body.latest_title).toBe('C\ufffdEO \ufffd')
    expect(update.body.warnings).toHaveLength(2)
    const found = await send(lookUp, { body: '{"job_title": "c\\u0000eo \\ud800"}' })
    expect(found.body).toMatchObject({ match_status: true, cleaned_job_title: 'CEO' })
  })

  it.each(["'; drop table reference.job_title_lookup; --", 'Founder & CEO 🚀', 'Ö'.repeat(9000)])(
    '%# is text and nothing else',
    async (title) => {
      const update = await send(updateTitle, {
        body: { latest_title: title, cleaned_job_title: 'x' },
      })
      expect(update.status).toBe(200)
      const found = await send(lookUp, { body: { job_title: title } })
      expect(found.body).toMatchObject({ match_status: true, job_title: title })
    }
  )
})

describe('the keys', () => {
  it('of readers look up, and only those of senders update', async () => {
    await addKey(served.database.sql, 'reads-only', ['read'])
    await addKey(served.database.sql, 'ingests-only', ['ingest'])
    const statuses = async (path: string, body: unknown) => {
      const answers = [
        await send(path, { body, key: 'reads-only' }),
        await send(path, { body, key: 'ingests-only' }),
        await send(path, { body, key: null }),
      ]
      return answers.map((answer) => answer.status)
    }
    expect(await statuses(lookUp, { job_title: 'x' })).toEqual([200, 403, 401])
    expect(await statuses(locate, { location_name: 'x' })).toEqual([200, 403, 401])
    expect(await statuses(updateTitle, sdr)).toEqual([403, 200, 401])
    expect(await statuses(updatePlace, { location_name: 'x' })).toEqual([403, 200, 401])
  })
})

describe('an update', () => {
  it('sent again with its Idempotency-Key gives the first answer', async () => {
    const headers = { 'idempotency-key': 'update-1' }
    const first = await send(updateTitle, { body: sdr, headers })
    const second = await send(updateTitle, { body: sdr, headers })
    expect(second.body).toEqual({ ...first.body, duplicate: true })
    const other = await send(updateTitle, { body: { ...sdr, status: 'x' }, headers })
    expect(other.status).toBe(409)
  })

  it('at once from many senders ends in one row', async () => {
    const sent = Array.from({ length: 20 }, (_, number) =>
      send(updateTitle, { body: { ...sdr, latest_title: number % 2 === 0 ? 'SDR' : 'sdr' } })
    )
    const answers = await Promise.all(sent)
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200))
    expect(await titles()).toHaveLength(1)
  })
})

describe('a database that fails', () => {
  it.each([
    ['57014', 503],
    ['53300', 503],
    ['40001', 503],
    ['42P01', 500],
  ])('with %s is a %i, and never match_status false', async (code, status) => {
    await replaceFunction(
      served,
      'lookup_person_job_title',
      `raise exception using errcode = '${code}';`
    )
    const answer = await send(lookUp, { body: { job_title: 'CEO' } })
    expect(answer.status, answer.text).toBe(status)
    expect(answer.body.success).toBe(false)
    expect(answer.body).not.toHaveProperty('match_status')
  })
})
