import { beforeAll, describe, expect, it } from 'vitest'
import { addKey } from '../support/functions.ts'
import { createPersonRequest } from '../support/people.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const ingest = '/run/people/clay-native/person-profile/ingest'
const history = '/api/people/work-history'
const status = '/api/people/enrichment-status'
const workflow = '/api/people/workflow-enrichment-status'

const request = createPersonRequest(1)
const { linkedin_url } = request
const workflow_slug = 'clay-person-profile'
const unknown = 'https://www.linkedin.com/in/nobody-knows'

beforeAll(async () => {
  await addKey(served.database.sql, 'reader', ['read'])
  await addKey(served.database.sql, 'writer', ['ingest'])
  expect((await send(ingest, { body: request })).status).toBe(200)
})

/** The same question in the body and in the query. */
async function ask(path: string, question: Record<string, string>) {
  const posted = await send(path, { body: question })
  const got = await send(`${path}?${new URLSearchParams(question)}`)
  expect(got.status).toBe(posted.status)
  const { rejected_id: _kept, ...body } = posted.body
  expect(got.body).toEqual(body)
  return posted
}

describe('the work history', () => {
  it('has every job, for any spelling of the URL', async () => {
    const answer = await ask(history, { linkedin_url: 'at.linkedin.com/in/Person-1/?x=y' })
    expect(answer.status).toBe(200)
    const { jobs_count } = request.raw_payload
    expect(answer.body).toMatchObject({
      success: true,
      linkedin_url,
      has_work_history: true,
      entry_count: jobs_count,
    })
    expect(answer.body.work_history).toHaveLength(Number(jobs_count))
    expect(answer.body.work_history[0]).toMatchObject({ is_current: true, end_date: null })
  })

  it('says what a title means as soon as somebody has told the look-up', async () => {
    const url = 'https://www.linkedin.com/in/zoo-example'
    const experience = [{ title: 'Keeper of Imaginary Zebras', company: 'Zoo' }]
    await send(ingest, { body: { payload: { url, experience } } })
    const update = await send('/run/reference/job-title/update', {
      body: {
        latest_title: 'keeper of  imaginary ZEBRAS',
        cleaned_job_title: 'Zookeeper',
        seniority_level: 'Manager',
        job_function: 'Operations',
      },
    })
    expect(update.body).toMatchObject({ success: true, filled: { 'core.person_work_history': 1 } })
    const answer = await ask(history, { linkedin_url: url })
    expect(answer.body.work_history).toMatchObject([
      {
        title: 'Keeper of Imaginary Zebras',
        matched_seniority: 'Manager',
        matched_job_function: 'Operations',
      },
    ])
  })

  it('of a person that nothing is known of is empty', async () => {
    const answer = await ask(history, { linkedin_url: unknown })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      success: true,
      linkedin_url: unknown,
      has_work_history: false,
      entry_count: 0,
      work_history: [],
    })
  })
})

describe('the enrichment status', () => {
  it('says yes and no', async () => {
    const yes = await ask(status, { linkedin_url })
    expect(yes.body).toEqual({
      success: true,
      linkedin_url,
      is_enriched: true,
      entry_count: request.raw_payload.jobs_count,
      last_enriched_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/),
    })
    const no = await ask(status, { linkedin_url: unknown })
    expect(no.body).toMatchObject({ is_enriched: false, entry_count: 0, last_enriched_at: null })
  })

  it('is younger after the same profile came again', async () => {
    const first = await ask(status, { linkedin_url })
    expect((await send(ingest, { body: request })).body.unchanged).toBe(true)
    const second = await ask(status, { linkedin_url })
    const [before, after] = [first, second].map(({ body }) => Date.parse(body.last_enriched_at))
    expect(after).toBeGreaterThan(before as number)
  })
})

describe('the enrichment status of a workflow', () => {
  it('looks into the table that the registry names', async () => {
    const yes = await ask(workflow, { person_linkedin_url: linkedin_url, workflow_slug })
    expect(yes.body).toEqual({
      success: true,
      person_linkedin_url: linkedin_url,
      workflow_slug,
      core_table: 'core.people',
      enriched: true,
      count: 1,
      last_enriched_at: expect.stringMatching(/\+00:00$/),
      warnings: [],
    })
    const no = await ask(workflow, { person_linkedin_url: unknown, workflow_slug })
    expect(no.body).toMatchObject({ enriched: false, count: 0, last_enriched_at: null })
  })

  it('of an unknown workflow is a 404, of one without a table a 422', async () => {
    const none = { person_linkedin_url: linkedin_url, workflow_slug: 'nothing-of-the-kind' }
    const absent = await ask(workflow, none)
    expect(absent.status).toBe(404)
    expect(absent.body).toMatchObject({ ...none, success: false, enriched: false })
    expect(absent.body.error).toMatchObject({
      code: 'WH505',
      message: "Workflow 'nothing-of-the-kind' not found",
      issues: [{ path: 'workflow_slug' }],
    })
    for (const slug of ['salesnav-person', 'companyenrich']) {
      const answer = await ask(workflow, { ...none, workflow_slug: slug })
      expect(answer.status, slug).toBe(422)
      expect(answer.body).toMatchObject({ enriched: false, error: { code: 'WH506' } })
    }
  })
})

describe('a question that is refused', () => {
  const person = { person_linkedin_url: linkedin_url, workflow_slug }
  const cases: [string, string, Record<string, unknown>, string, string][] = [
    ['no URL', history, {}, 'WH101', 'linkedin_url'],
    ['a blank URL', history, { linkedin_url: ' ' }, 'WH101', 'linkedin_url'],
    ['an array', history, { linkedin_url: [linkedin_url] }, 'WH104', 'linkedin_url'],
    ['a company', history, { linkedin_url: 'linkedin.com/company/x' }, 'WH102', 'linkedin_url'],
    ['no URL', status, {}, 'WH101', 'linkedin_url'],
    ['no profile', status, { linkedin_url: 'https://example.com/in/x' }, 'WH102', 'linkedin_url'],
    ['no URL', workflow, { workflow_slug }, 'WH101', 'person_linkedin_url'],
    ['no workflow', workflow, { ...person, workflow_slug: '' }, 'WH101', 'workflow_slug'],
    [
      'no profile',
      workflow,
      { ...person, person_linkedin_url: 'x' },
      'WH102',
      'person_linkedin_url',
    ],
    ['no domain', workflow, { ...person, domain: '192.0.2.1' }, 'WH102', 'domain'],
    ['a shortener', workflow, { ...person, domain: 'bit.ly' }, 'WH103', 'domain'],
    ['a number', workflow, { ...person, company_name: 7 }, 'WH104', 'company_name'],
  ]

  it.each(cases)('%s to %s: 422 with field and remedy', async (_what, path, body, code, field) => {
    const answer = await send(path, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({
      success: false,
      error: { code, issues: [{ path: field }] },
    })
    expect(answer.body.error.message).toContain(field)
    expect(answer.body.error.hint).toMatch(/^send /)
    const flags = ['has_work_history', 'is_enriched', 'enriched']
    expect(flags.map((flag) => answer.body[flag]).filter((flag) => flag === false)).toHaveLength(1)
  })

  it('a parameter given twice in a query is a wrong type', async () => {
    const answer = await send(`${history}?linkedin_url=a&linkedin_url=b`)
    expect(answer.status).toBe(422)
    expect(answer.body.error.code).toBe('WH104')
  })
})

describe('reading', () => {
  it.each([history, status])('%s needs the scope read, in both methods', async (path) => {
    const query = `${path}?linkedin_url=${linkedin_url}`
    expect((await send(query, { key: 'reader' })).status).toBe(200)
    expect((await send(path, { body: { linkedin_url }, key: 'reader' })).status).toBe(200)
    expect((await send(query, { key: 'writer' })).status).toBe(403)
    expect((await send(path, { body: { linkedin_url }, key: 'writer' })).status).toBe(403)
    expect((await send(query, { key: null })).status).toBe(401)
  })

  it('has no other method', async () => {
    const answer = await send(history, { method: 'DELETE' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS')
  })
})
