import { beforeAll, describe, expect, it } from 'vitest'
import { day, seedLeads } from '../support/lead-people.ts'
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

describe('signals', () => {
  const all = 'include_incomplete=true'

  it('new in role: lately, not in the future, not in some unknown month', async () => {
    expect(await slugs(`/api/leads/new-in-role?${all}`)).toEqual(['ann', 'fay', 'bob'])
    expect(await slugs('/api/leads/new-in-role')).toEqual(['ann', 'bob'])
    expect(await slugs(`/api/leads/new-in-role?${all}&started_within_days=91`)).toContain('cat')
    expect(await slugs(`/api/leads/new-in-role?${all}&started_within_days=3650`)).not.toContain(
      'eve'
    )
    expect(await slugs('/api/leads/new-in-role?seniority=Head')).toEqual(['bob'])
    expect((await send('/api/leads/new-in-role?started_within_days=3651')).status).toBe(422)
    const first = await send(`/api/leads/new-in-role?${all}&limit=2`)
    expect(
      await slugs(`/api/leads/new-in-role?${all}&limit=2&cursor=${first.body.meta.next_cursor}`)
    ).toEqual(['bob'])
    expect(first.body.meta.total).toBe(3)
  })

  it('recently promoted: the latest rise at the present employer', async () => {
    const { body } = await send(`/api/leads/recently-promoted?${all}`)
    expect(body.data).toMatchObject([
      { linkedin_slug: 'ann', previous_title: 'Head', new_title: 'VP', promotion_date: day(30) },
      { linkedin_slug: 'fay', promotion_date: day(180) },
    ])
    expect(await slugs('/api/leads/recently-promoted?promoted_within_days=365')).toEqual(['ann'])
    expect(await slugs('/api/leads/recently-promoted?promoted_within_days=29')).toEqual([])
  })

  it('at a portfolio company: once per investor', async () => {
    const { body } = await send(`/api/leads/at-vc-portfolio?${all}&limit=4`)
    expect(
      body.data.map((row: Record<string, string>) => [row.linkedin_slug, row.vc_name])
    ).toEqual([
      ['ann', 'Alpha'],
      ['ann', 'beta'],
      ['bob', 'Alpha'],
      ['bob', 'beta'],
    ])
    expect(body.data[0].vc_company_description).toBe('Money.')
    expect(body.meta).toMatchObject({ total: 9, distinct_people: 5 })
    const next = `/api/leads/at-vc-portfolio?${all}&limit=4&cursor=${body.meta.next_cursor}`
    expect(await slugs(next)).toEqual(['dan', 'dan', 'eve', 'eve'])
    expect(await slugs('/api/leads/at-vc-portfolio?vc_name=BETA')).toEqual(['ann', 'bob'])
    expect(await slugs('/api/leads/at-vc-portfolio?vc_name=nobody')).toEqual([])
  })
})

describe('former employees', () => {
  const all = 'include_incomplete=true'

  it('of companies: each once, those who left last first, none who works there', async () => {
    const path = '/api/leads/by-past-employer?domains='
    expect(await slugs(`${path}www.Initech.example&${all}`)).toEqual(['bob', 'ann', 'gus'])
    expect(await slugs(`${path}initech.example`)).toEqual(['bob', 'ann'])
    expect(await slugs(`${path}acme.example&${all}`)).toEqual(['cat'])
    expect(await slugs(`${path}initech.example,globex.example,,&${all}`)).toEqual([
      'fay',
      'bob',
      'ann',
      'gus',
    ])
    expect(
      await slugs(`${path}initech.example&domains=globex.example&${all}&seniority=Head`)
    ).toEqual(['bob'])
    const first = await send(`${path}initech.example&${all}&limit=2`)
    expect(first.body.meta.total).toBe(3)
    expect(
      await slugs(`${path}initech.example&${all}&limit=2&cursor=${first.body.meta.next_cursor}`)
    ).toEqual(['gus'])
    expect((await send('/api/leads/by-past-employer')).body.error.code).toBe('WH101')
    expect((await send(`${path}nonsense`)).body.error.code).toBe('WH102')
  })

  it('of the customers of a company, with their last job there', async () => {
    const path = '/api/leads/by-company-customers?company_domain='
    const { body } = await send(`${path}Vendor.example&${all}`)
    const last = (
      slug: string,
      domain: string,
      name: string,
      title: string | null,
      end: string | null
    ) => ({
      linkedin_slug: slug,
      previous_customer_domain: domain,
      previous_customer_name: name,
      previous_title: title,
      previous_end_date: end,
    })
    expect(body.data).toMatchObject([
      last('fay', 'globex.example', 'Globex', 'Cook', '2022-05-01'),
      last('bob', 'initech.example', 'Initech Inc.', 'Boss', '2021-05-01'),
      last('ann', 'initech.example', 'Initech Inc.', 'Clerk', '2020-05-01'),
      last('gus', 'initech.example', 'Initech Inc.', null, null),
    ])
    expect(body.meta).toMatchObject({ total: 4, origin_domain: 'vendor.example', customers: 2 })
    expect(await slugs(`${path}nobody.example`)).toEqual([])
  })

  it('are counted over all pages, by filters too, and on a page after the last one', async () => {
    const totals = async (path: string) => {
      const answers = [await send(`${path}&${all}&limit=1`)]
      const cursor = `&cursor=${answers[0]?.body.meta.next_cursor}`
      const filters = ['&seniority=Head', '&job_function=Sales&person_country=ireland']
      for (const more of ['&offset=1', '&offset=50', cursor, ...filters, '&count=none']) {
        answers.push(await send(`${path}&${all}&limit=1${more}`))
      }
      return answers.map(({ body }) => String(body.meta.total)).join(' ')
    }
    expect(await totals('/api/leads/by-past-employer?domains=initech.example')).toBe(
      '3 3 3 3 1 2 null'
    )
    expect(await totals('/api/leads/by-company-customers?company_domain=vendor.example')).toBe(
      '4 4 4 4 1 3 null'
    )
  })

  it('are what the functions for psql give analysts', async () => {
    const found = await served.database.sql.begin(async (sql) => {
      await sql`set local role pipeline_analyst`
      const [row] = await sql`select
      array(select l.linkedin_slug from core.get_leads_by_past_employer(
        array['https://Initech.example', null, ' ', 'x']) as l) as past,
      core.count_leads_by_past_employer(array['initech.example'])::integer as past_count,
      array(select l.linkedin_slug || ' ' || l.previous_customer_domain
        from core.get_leads_by_company_customers('vendor.example', 2, 1) as l) as customers,
      core.count_leads_by_company_customers('vendor.example', false)::integer as customer_count`
      return row
    })
    expect(found).toEqual({
      past: ['bob', 'ann', 'gus'],
      past_count: 3,
      customers: ['bob initech.example', 'ann initech.example'],
      customer_count: 2,
    })
  })

  it('are counted, previewed and broken down by the name of the company', async () => {
    const ask = async (what: string, query: string) =>
      (await send(`/api/leads/past-employer-${what}?company_name=${query}`)).body
    const about = { success: true, company_name: 'INITECH ltd', domain: 'initech.example' }
    expect(await ask('count', 'INITECH ltd')).toEqual({ ...about, count: 3 })
    expect(await ask('count', 'INITECH ltd&job_function=Sales')).toEqual({ ...about, count: 2 })
    expect(await ask('count', 'INITECH ltd&country=austria')).toEqual({ ...about, count: 0 })
    expect((await ask('preview', 'INITECH ltd&limit=1')).data).toMatchObject([
      { full_name: 'Bob_Baker' },
    ])
    expect(await ask('breakdown', 'INITECH ltd')).toEqual({
      ...about,
      total: 3,
      by_job_function: { Sales: 2, 'Information Technology': 1 },
    })
    expect(await ask('count', 'initech%25')).toMatchObject({ domain: null, count: 0 })
    expect((await send('/api/leads/past-employer-count')).body.error.code).toBe('WH101')
  })
})

describe('every list says, when asked, how many leads the gate hides', () => {
  it.each([
    '/api/leads?count=exact',
    '/api/leads/new-in-role?started_within_days=3650',
    '/api/leads/recently-promoted?promoted_within_days=3650',
    '/api/leads/at-vc-portfolio?count=exact',
    '/api/leads/by-past-employer?domains=initech.example',
    '/api/leads/by-company-customers?company_domain=vendor.example',
  ])('%s', async (path) => {
    const meta = async (more: string) => (await send(`${path}&${more}`)).body.meta
    const people = (found: Record<string, number>) => found.distinct_people ?? found.total ?? 0
    const shown = await meta('report_hidden=true')
    const all = await meta('report_hidden=true&include_incomplete=true')
    expect(shown.hidden_incomplete).toBe(people(all) - people(shown))
    expect(shown.hidden_incomplete).toBeGreaterThan(0)
    expect(all.hidden_incomplete).toBe(shown.hidden_incomplete)
    expect(await meta('limit=5')).not.toHaveProperty('hidden_incomplete')
    if (path.includes('count=')) return
    expect(await meta('report_hidden=true&count=none')).toMatchObject({
      total: null,
      hidden_incomplete: shown.hidden_incomplete,
    })
  })
})
