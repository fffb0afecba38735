import { beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const functions = ['Sales', 'Engineering', 'Security, Risk, & Compliance', null]
const url = (number: number) => `https://www.linkedin.com/in/p-${number}`

beforeAll(async () => {
  const { sql } = served.database
  await sql.unsafe(`
    insert into core.people (id, linkedin_url, linkedin_slug, linkedin_url_type, full_name, source,
      landing_no)
    select md5(n::text)::uuid, 'https://www.linkedin.com/in/p-' || n, 'p-' || n, 'real',
      case n when 7 then 'A_b 100%' when 8 then 'AXb 100x' else 'Person ' || n end, 'test', n
    from generate_series(1, 12) as n;
    insert into core.person_job_titles (id, linkedin_url, raw_job_title, matched_cleaned_job_title,
      matched_job_function, matched_seniority, document_source)
    select md5(n::text)::uuid, 'https://www.linkedin.com/in/p-' || n, 'x', 'Chief ' || n,
      (array['Sales', 'Engineering', 'Security, Risk, & Compliance', null])[1 + n % 4],
      (array['VP', 'Manager'])[1 + n % 2], 'test'
    from generate_series(1, 11) as n;
    insert into core.person_locations (id, linkedin_url, city, country, source, first_landing_no)
    select md5(n::text)::uuid, 'https://www.linkedin.com/in/p-' || n,
      case when n % 2 = 0 then 'Cork' end, case when n % 3 = 0 then 'Ireland' else 'Iceland' end,
      'test', n
    from generate_series(1, 11) as n;
    insert into core.person_tenure (id, linkedin_url, job_start_date, job_start_precision, source)
    select md5(n::text)::uuid, 'https://www.linkedin.com/in/p-' || n,
      date '2025-01-01' + 30 * n, 'day', 'test'
    from generate_series(1, 10) as n;
    select core.refresh_leads(array(select linkedin_url from core.people order by landing_no))`)
})

const query = (parameters: Record<string, unknown>) =>
  new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, String(one)] as [string, string])
    )
  ).toString()

async function list(parameters: Record<string, unknown>) {
  const answer = await send(`/api/people?${query(parameters)}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

const numbers = (body: { data: { linkedin_slug: string }[] }) =>
  body.data.map((person) => Number(person.linkedin_slug.slice(2)))
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1)
const those = (fits: (number: number) => boolean, most = 11) => upTo(most).filter(fits)

describe('the list of people', () => {
  it('has everybody once, with or without an employer', async () => {
    const body = await list({})
    expect(numbers(body).toSorted((a, b) => a - b)).toEqual(upTo(12))
    expect(body.meta.total).toBe(12)
    const one = body.data.find((person: { linkedin_url: string }) => person.linkedin_url === url(3))
    expect(one).toEqual({
      id: expect.any(String),
      linkedin_url: url(3),
      linkedin_slug: 'p-3',
      full_name: 'Person 3',
      core_company_id: null,
      linkedin_url_type: 'real',
      linkedin_user_profile_urn: null,
      created_at: expect.stringMatching(/\+00:00$/),
      updated_at: expect.stringMatching(/\+00:00$/),
      person_city: null,
      person_state: null,
      person_country: 'Ireland',
      matched_cleaned_job_title: 'Chief 3',
      matched_job_function: null,
      matched_seniority: 'Manager',
      job_start_date: '2025-04-01',
    })
  })

  it.each([
    [{ job_function: functions[2] }, those((n) => n % 4 === 2)],
    [{ job_function: `Sales, ${functions[2]}` }, those((n) => n % 4 === 2 || n % 4 === 0)],
    [{ job_function: ['Sales', 'Engineering'] }, those((n) => n % 4 < 2)],
    [{ seniority: 'vp', person_country: 'IREL' }, those((n) => n % 6 === 0)],
    [{ person_country: 'land', person_city: 'cor' }, those((n) => n % 2 === 0)],
    [{ job_title: 'chief 1' }, [1, 10, 11]],
    [{ full_name: '100%' }, [7]],
    [{ full_name: 'a_B' }, [7]],
    [{ full_name: 'person', seniority: 'VP' }, those((n) => n % 2 === 0 && n !== 8)],
    [{ linkedin_url: 'LinkedIn.com/in/p-5/?x=1' }, [5]],
    [{ linkedin_url: url(5), full_name: 'person 6' }, []],
    [{ linkedin_url: url(99) }, []],
    [{ job_start_date_gte: '2025-08-01', job_start_date_lte: '2025-08-29' }, [8]],
    [{ job_start_date_gte: '2025-08-01' }, [8, 9, 10]],
  ])('with %j', async (parameters, expected) => {
    const body = await list(parameters)
    expect(numbers(body).toSorted((a, b) => a - b)).toEqual(expected)
    expect(body.meta.total).toBe(expected.length)
  })

  it('comes whole in pages, by offset and by cursor', async () => {
    const whole = numbers(await list({ count: 'none' }))
    const pages: number[] = []
    let cursor: string | null = ''
    for (let offset = 0; cursor !== null; offset += 5) {
      const page = await list({ limit: 5, ...(cursor === '' ? {} : { cursor }) })
      expect(numbers(await list({ limit: 5, offset }))).toEqual(numbers(page))
      pages.push(...numbers(page))
      cursor = page.meta.next_cursor
    }
    expect(pages).toEqual(whole)
  })

  it.each([
    ['linkedin_url=nowhere', 'WH102', 'linkedin_url'],
    ['linkedin_url=https://www.linkedin.com/company/x', 'WH102', 'linkedin_url'],
    ['job_start_date_gte=yesterday', 'WH104', 'job_start_date_gte'],
    ['limit=101', 'WH104', 'limit'],
    ['include_incomplete=true', 'WH107', 'include_incomplete'],
    ['cursor=eyJoIjoieCJ9', 'WH108', 'cursor'],
  ])('refuses %s', async (text, code, field) => {
    const answer = await send(`/api/people?${text}`)
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body.error).toMatchObject({ code, issues: [{ path: field }] })
  })

  it.each([["x' or '1'='1"], ['%'], ['\u0000'], ['z'.repeat(7000)], ['"),(;']])(
    'finds nothing by hostile text %#',
    async (text) => {
      for (const name of ['job_function', 'seniority', 'person_city', 'job_title']) {
        expect(await list({ [name]: text })).toMatchObject({ data: [], meta: { total: 0 } })
      }
    }
  )
})
