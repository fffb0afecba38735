import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ask, countStatements } from '../../support/titles.ts'
import { failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()
const lookUp = (request: unknown) => ask(house.sql, 'lookup_person_job_title', request)
const locate = (request: unknown) => ask(house.sql, 'lookup_person_location', request)
const misses = () =>
  house.rows(`select dimension, raw_value, source, key, raw_id
    from ops.reference_misses where resolved_at is null order by miss_no`)

beforeAll(async () => {
  await house.sql`insert into reference.job_title_lookup
    (latest_title, cleaned_job_title, seniority_level, job_function)
    values ('VP, Sales', 'Vice President of Sales', 'VP', 'Sales'),
      ('Wizard', 'Wizard', null, null)`
  await house.sql`insert into reference.location_lookup (location_name, city, country)
    values ('Cork, Ireland', 'Cork', 'Ireland')`
})
beforeEach(() => house.sql`delete from ops.reference_misses`)

const found = {
  success: true,
  match_status: true,
  cleaned_job_title: 'Vice President of Sales',
  seniority_level: 'VP',
  job_function: 'Sales',
  error: null,
}
const missed = {
  success: true,
  match_status: false,
  cleaned_job_title: null,
  seniority_level: null,
  job_function: null,
  error: null,
}

describe('a job title', () => {
  it.each(['VP, Sales', 'vp,  sales', ' VP, SALES\n'])('%j is found, and echoed', async (title) => {
    expect(await lookUp({ job_title: title })).toEqual({ ...found, job_title: title })
    expect(await misses()).toEqual([])
  })

  it('that is found without seniority and function is a match, and no rule fills it', async () => {
    expect(await lookUp({ job_title: 'wizard' })).toMatchObject({
      match_status: true,
      cleaned_job_title: 'Wizard',
      seniority_level: null,
      job_function: null,
    })
  })

  it('that only the rules know is a miss', async () => {
    const answer = await lookUp({ job_title: 'Vice President of Marketing' })
    expect(answer).toEqual({ ...missed, job_title: 'Vice President of Marketing' })
    expect(await misses()).toEqual([
      {
        dimension: 'job_title',
        raw_value: 'Vice President of Marketing',
        source: 'person_job_title_lookup',
        key: null,
        raw_id: null,
      },
    ])
  })

  it.each([
    "'; drop table reference.job_title_lookup; --",
    '%',
    '_',
    'Founder & CEO 🚀',
    '\\u0000',
    'null and void',
    '{"job_title": "VP, Sales"}',
    'ﬃ'.repeat(20),
  ])('%j is text and nothing else', async (title) => {
    expect(await lookUp({ job_title: title })).toEqual({ ...missed, job_title: title })
    expect(await misses()).toHaveLength(1)
  })

  it('of 10,000 characters is a miss like any other, noted cut', async () => {
    const title = 'Chief '.repeat(1700)
    expect(await lookUp({ job_title: title })).toMatchObject({ match_status: false })
    const [miss] = await misses()
    expect(String(miss?.raw_value).length).toBe(500)
  })

  it.each([
    [{}, 'WH101'],
    [{ job_title: null }, 'WH101'],
    [{ job_title: '' }, 'WH101'],
    [{ job_title: ' \t\u200b' }, 'WH101'],
    [{ job_title: 'N/A' }, 'WH101'],
    [{ job_title: {} }, 'WH104'],
    [{ job_title: ['CEO'] }, 'WH104'],
  ])('%j is an error that names the field', async (request, code) => {
    const error = await failure(lookUp(request))
    expect(error).toMatchObject({ code, message: expect.stringContaining('job_title') })
    expect(JSON.parse(error.detail)[0].path).toBe('job_title')
    expect(await misses()).toEqual([])
  })
})

describe('a batch of job titles', () => {
  it('is answered in its order, with counts, and a bad item harms no other', async () => {
    const answer = await lookUp({ job_titles: ['Druid', 'vp, sales', null, {}, 7, ' DRUID '] })
    expect(answer).toMatchObject({ success: false, success_count: 4, error_count: 2 })
    expect(answer.results).toMatchObject([
      { ...missed, job_title: 'Druid' },
      { ...found, job_title: 'vp, sales' },
      { success: false, match_status: null, error: { code: 'WH101' } },
      { success: false, match_status: null, error: { code: 'WH104' } },
      { ...missed, job_title: 7 },
      { ...missed, job_title: ' DRUID ' },
    ])
    expect(answer.results[2].error.issues[0].path).toBe('job_titles.2')
    expect((await misses()).map((miss) => miss.raw_value).toSorted()).toEqual(['7', 'DRUID'])
  })

  it('may come as a JSON string, and an empty text is none', async () => {
    expect(await lookUp({ job_titles: '["VP, Sales"]' })).toMatchObject({
      success: true,
      results: [{ match_status: true }],
    })
    expect(await lookUp({ job_title: 'VP, Sales', job_titles: '' })).toMatchObject(found)
  })

  it.each([
    [{ job_titles: [] }, 'WH101'],
    [{ job_titles: 'CEO' }, 'WH104'],
    [{ job_titles: { a: 1 } }, 'WH104'],
    [{ job_titles: 3 }, 'WH104'],
  ])('%j is an error', async (request, code) => {
    expect(await failure(lookUp(request))).toMatchObject({ code })
  })

  it('of 1,000 is done in as many statements as one of two', async () => {
    const count = await countStatements(house.sql)
    const batch = (size: number) => ({
      job_titles: Array.from({ length: size }, (_, number) => `Title ${number}`),
    })
    const spent = async (size: number) => {
      const before = await count()
      const answer = await lookUp(batch(size))
      expect(answer.results).toHaveLength(size)
      return (await count()) - before
    }
    expect(await spent(1000)).toBe(await spent(2))
    expect(await misses()).toHaveLength(1002)
  })
})

describe('a place', () => {
  const place = {
    city: 'Cork',
    state: null,
    country: 'Ireland',
    has_city: true,
    has_state: false,
    has_country: true,
  }

  it('is found in any case, and says which parts it has', async () => {
    expect(await locate({ location_name: ' CORK,  Ireland' })).toEqual({
      success: true,
      match_status: true,
      location_name: ' CORK,  Ireland',
      ...place,
      error: null,
    })
  })

  it('that is missing has nulls, and is noted', async () => {
    expect(await locate({ location_name: 'Atlantis' })).toEqual({
      success: true,
      match_status: false,
      location_name: 'Atlantis',
      city: null,
      state: null,
      country: null,
      has_city: null,
      has_state: null,
      has_country: null,
      error: null,
    })
    expect(await misses()).toMatchObject([
      { dimension: 'location', raw_value: 'Atlantis', source: 'person_location_lookup' },
    ])
  })

  it('is required', async () => {
    expect(await failure(locate({ location_name: ' ' }))).toMatchObject({
      code: 'WH101',
      message: 'location_name is required',
    })
  })

  it('may be one of many', async () => {
    const answer = await locate({ location_names: ['cork, ireland', [], 'Atlantis'] })
    expect(answer).toMatchObject({
      success: false,
      success_count: 2,
      error_count: 1,
      results: [{ match_status: true, ...place }, { error: { code: 'WH104' } }, { city: null }],
    })
  })
})

describe('a database that fails', () => {
  it('is an error, and never a miss', async () => {
    await house.sql`alter table reference.job_title_lookup rename to hidden`
    const error = await failure(lookUp({ job_title: 'VP, Sales' }))
    await house.sql`alter table reference.hidden rename to job_title_lookup`
    expect(error.code).toBe('42P01')
    expect(await misses()).toEqual([])
  })
})
