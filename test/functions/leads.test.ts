import { beforeAll, describe, expect, it } from 'vitest'
import { day, seedLeads, url } from '../support/lead-people.ts'
import { wrongLeads } from '../support/leads.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

beforeAll(() => seedLeads(served.database.sql))

/** The slugs of a list, in its order. */
async function slugs(path: string): Promise<string[]> {
  const answer = await send(path)
  expect(answer.body).toMatchObject({ success: true })
  return answer.body.data.map((lead: { linkedin_slug: string }) => lead.linkedin_slug)
}

const list = (query: string) => slugs(`/api/leads?${query}`)
const everybody = (query: string) => list(`include_incomplete=true&${query}`)

describe('the list of leads', () => {
  it('shows complete ones, with every member, and says how many it hides', async () => {
    const { body } = await send('/api/leads?report_hidden=true')
    expect(body.data.map((lead: { full_name: string }) => lead.full_name)).toEqual([
      'Ann 100% Able',
      'Bob_Baker',
      'cat',
    ])
    expect(body.data[2]).toEqual({
      person_id: expect.any(String),
      linkedin_url: url('cat'),
      linkedin_slug: 'cat',
      full_name: 'cat',
      linkedin_url_type: 'real',
      linkedin_user_profile_urn: null,
      person_city: 'Cork',
      person_state: null,
      person_country: 'Austria',
      matched_cleaned_job_title: 'VP, Sales',
      matched_job_function: 'Sales',
      matched_seniority: 'VP',
      job_start_date: day(91),
      company_id: expect.any(String),
      company_domain: 'globex.example',
      company_name: 'globex Ltd',
      company_linkedin_url: null,
      company_city: 'Graz',
      company_state: null,
      company_country: 'Austria',
      matched_industry: 'Banking',
      employee_range: '51-200',
    })
    expect(body.meta).toEqual({
      total: 3,
      limit: 50,
      offset: 0,
      count: 'exact',
      next_cursor: null,
      hidden_incomplete: 4,
    })
    expect(await wrongLeads(served.database.sql)).toEqual({})
  })

  it('is in the order in which leads appeared, all of them if asked', async () => {
    expect(await everybody('')).toEqual(['ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'gus'])
  })

  it('takes every filter', async () => {
    expect(await list('job_function=Security, Risk, %26 Compliance')).toEqual(['bob'])
    expect(await list('job_function=security, risk, %26 COMPLIANCE')).toEqual(['bob'])
    expect(await list('job_function=sales,Security, Risk, %26 Compliance')).toEqual([
      'ann',
      'bob',
      'cat',
    ])
    expect(await list('job_function=Sales&job_function=Engineering')).toEqual(['ann', 'cat'])
    expect(await list('job_function=Tamer')).toEqual([])
    expect(await list('seniority=Head')).toEqual(['bob'])
    expect(await list('industry=Banking&employee_range=51-200,1-10')).toHaveLength(3)
    expect(await list('employee_range=1-10')).toEqual([])
    expect(await list('person_country=AUSTR')).toEqual(['cat'])
    expect(await list('person_city=cork&company_city=graz&company_country=austria')).toHaveLength(3)
    expect(await list('company_state=x')).toEqual([])
    expect(await list('company_name=GLOB')).toEqual(['cat'])
    expect(await list('company_domain=https://www.Globex.example/x')).toEqual(['cat'])
    expect(await list('company_name=glob&company_domain=acme.example')).toEqual([])
    expect(await list('job_title=risk')).toEqual(['bob'])
    expect(await list('full_name=00%25 a')).toEqual(['ann'])
    expect(await list('full_name=B_B')).toEqual(['bob'])
    expect(await list('full_name=%25')).toEqual(['ann'])
    expect(await list(`job_start_date_gte=${day(89)}&job_start_date_lte=${day(1)}`)).toEqual([
      'bob',
    ])
    expect(await list('business_model=both')).toEqual(['ann', 'bob'])
    expect(await list('business_model=B2B')).toHaveLength(3)
    expect(await list('seniority=VP&person_country=ireland&job_title=vp&limit=1')).toEqual(['ann'])
    expect(await list('job_function=&person_city=%20')).toHaveLength(3)
  })

  it('is paged by offset and by cursor, without gaps', async () => {
    expect(await everybody('limit=3&offset=3')).toEqual(['dan', 'eve', 'fay'])
    const seen: string[] = []
    let query = 'include_incomplete=true&limit=2&count=none'
    for (;;) {
      const { body } = await send(`/api/leads?${query}`)
      seen.push(...body.data.map((lead: { linkedin_slug: string }) => lead.linkedin_slug))
      expect(body.meta.total).toBeNull()
      if (body.meta.next_cursor === null) break
      query = `include_incomplete=true&limit=2&count=none&cursor=${body.meta.next_cursor}`
    }
    expect(seen).toEqual(['ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'gus'])
  })

  it('refuses what it does not know and what is out of bounds', async () => {
    const { body } = await send('/api/leads?limit=1')
    const cursor = body.meta.next_cursor
    const refused: [string, string, string][] = [
      ['jobfunction=x', 'WH107', 'jobfunction'],
      ['limit=0', 'WH104', 'limit'],
      ['limit=101', 'WH104', 'limit'],
      ['limit=1e999', 'WH104', 'limit'],
      ['offset=-1', 'WH104', 'offset'],
      ['limit=5&limit=6', 'WH104', 'limit'],
      ['count=maybe', 'WH104', 'count'],
      ['business_model=B2G', 'WH104', 'business_model'],
      ['job_start_date_gte=2026-02-30', 'WH104', 'job_start_date_gte'],
      ['job_start_date_lte=yesterday', 'WH104', 'job_start_date_lte'],
      ['company_domain=nonsense', 'WH102', 'company_domain'],
      ['company_domain=bit.ly', 'WH103', 'company_domain'],
      ['include_incomplete=perhaps', 'WH104', 'include_incomplete'],
      [`cursor=${cursor}&seniority=VP`, 'WH108', 'cursor'],
      [`cursor=${cursor}&offset=1`, 'WH104', 'offset'],
      ['cursor=eyJoIjoxfQ', 'WH108', 'cursor'],
      ['cursor=%00%ff', 'WH108', 'cursor'],
    ]
    for (const [query, code, field] of refused) {
      const answer = await send(`/api/leads?${query}`)
      expect([query, answer.status, answer.body.error?.code]).toEqual([query, 422, code])
      expect(answer.body.error.issues[0].path).toBe(field)
    }
    const unknown = await send('/api/leads?jobfunction=x')
    expect(unknown.body.error.hint).toContain('job_function, seniority')
  })

  it('takes hostile texts for texts', async () => {
    const texts = [
      "'; drop table core.people; --",
      '%',
      '_',
      '\\',
      '"',
      ',',
      '\u0000',
      '😀',
      'x'.repeat(10_000),
    ]
    const fields = [
      'full_name',
      'company_name',
      'job_title',
      'person_city',
      'job_function',
      'industry',
    ]
    for (const text of texts) {
      for (const field of fields) {
        const answer = await send(`/api/leads?${field}=${encodeURIComponent(text)}`)
        expect([field, text.slice(0, 9), answer.status]).toEqual([field, text.slice(0, 9), 200])
        if (text !== ',' && !(field === 'full_name' && '%_'.includes(text))) {
          expect(answer.body.data).toEqual(
            text === ',' && field === 'job_title' ? expect.anything() : []
          )
        }
      }
    }
  })

  it('has a quick form without meta', async () => {
    const { body } = await send('/api/leads/quick?include_incomplete=true&limit=2000')
    expect(Object.keys(body)).toEqual(['data', 'success'])
    expect(body.data).toHaveLength(7)
    expect((await send('/api/leads/quick?offset=1')).body.error.code).toBe('WH107')
    expect((await send('/api/leads/quick?limit=2001')).status).toBe(422)
  })
})
