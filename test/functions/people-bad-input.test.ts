import { describe, expect, it } from 'vitest'
import type { Answer } from '../support/functions.ts'
import { createPersonRequest } from '../support/people.ts'
import { type Served, serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const send: Served['send'] = (path, sent) => served.send(path, sent)

const ingest = '/run/people/clay-native/person-profile/ingest'
const linkedin_url = 'https://www.linkedin.com/in/zelda-quux-example'
const workflow_slug = 'clay-person-profile'
const raw_payload = { name: 'Zelda Quux' }
const full = { linkedin_url, workflow_slug, raw_payload }

/** What was kept of a refused request. */
async function kept(answer: Answer) {
  const [row] = await served.database.sql`
    select r.status, r.code, r.path, r.sql_function, convert_from(r.body, 'UTF8') as body, r.issues
    from ops.rejected_requests as r
    where r.rejected_id = ${answer.body.rejected_id ?? null}`
  return row
}

describe('a form of a person profile', () => {
  const cases: [string, unknown, string, string[]][] = [
    ['nothing', {}, 'WH101', ['linkedin_url', 'workflow_slug', 'raw_payload']],
    ['only a URL', { linkedin_url }, 'WH101', ['workflow_slug', 'raw_payload']],
    ['no URL', { workflow_slug, raw_payload }, 'WH101', ['linkedin_url']],
    ['URL null', { ...full, linkedin_url: null }, 'WH101', ['linkedin_url']],
    ['URL blank', { ...full, linkedin_url: ' \t' }, 'WH101', ['linkedin_url']],
    ['URL a placeholder', { ...full, linkedin_url: 'N/A' }, 'WH101', ['linkedin_url']],
    ['URL a number', { ...full, linkedin_url: 42 }, 'WH104', ['linkedin_url']],
    ['URL an array', { ...full, linkedin_url: [linkedin_url] }, 'WH104', ['linkedin_url']],
    ['URL an object', { ...full, linkedin_url: {} }, 'WH104', ['linkedin_url']],
    ['no workflow', { linkedin_url, raw_payload }, 'WH101', ['workflow_slug']],
    ['workflow blank', { ...full, workflow_slug: '' }, 'WH101', ['workflow_slug']],
    ['workflow an array', { ...full, workflow_slug: [] }, 'WH104', ['workflow_slug']],
    ['no raw_payload', { linkedin_url, workflow_slug }, 'WH101', ['raw_payload']],
    ['raw_payload null', { ...full, raw_payload: null }, 'WH101', ['raw_payload']],
    ['raw_payload blank', { ...full, raw_payload: ' ' }, 'WH101', ['raw_payload']],
    ['raw_payload text', { ...full, raw_payload: 'nothing' }, 'WH104', ['raw_payload']],
    ['raw_payload an array', { ...full, raw_payload: [raw_payload] }, 'WH104', ['raw_payload']],
    ['raw_payload "[]"', { ...full, raw_payload: '[]' }, 'WH104', ['raw_payload']],
    ['raw_payload true', { ...full, raw_payload: true }, 'WH104', ['raw_payload']],
    ['raw_payload cut off', { ...full, raw_payload: '{"name": "Zel' }, 'WH104', ['raw_payload']],
    ['payload null', { payload: null }, 'WH101', ['payload']],
    ['payload blank', { payload: '' }, 'WH101', ['payload']],
    ['payload text', { payload: 'nothing' }, 'WH104', ['payload']],
    ['payload an array', { payload: [] }, 'WH104', ['payload']],
    ['payload without url', { payload: raw_payload }, 'WH101', ['payload.url']],
    ['payload with url null', { payload: { url: null } }, 'WH101', ['payload.url']],
    ['payload with url blank', { payload: { url: ' ' } }, 'WH101', ['payload.url']],
    ['payload with url an array', { payload: { url: [] } }, 'WH104', ['payload.url']],
    [
      'payload of a company',
      { payload: { url: 'linkedin.com/company/x' } },
      'WH102',
      ['payload.url'],
    ],
    ['payloads empty', { payloads: [] }, 'WH101', ['payloads']],
    ['payloads "[]"', { payloads: '[]' }, 'WH101', ['payloads']],
    ['payloads an object', { payloads: { url: linkedin_url } }, 'WH104', ['payloads']],
    ['payloads text', { payloads: 'nothing' }, 'WH104', ['payloads']],
    ['payloads true', { payloads: true }, 'WH104', ['payloads']],
    ['an array', [full], 'WH104', ['the body']],
  ]

  it.each(cases)('%s: 422, kept, with field and remedy', async (_what, body, code, fields) => {
    const answer = await send(ingest, { body })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body).toMatchObject({ success: false, error: { code } })
    for (const field of fields) expect(answer.body.error.message).toContain(field)
    expect(answer.body.error.hint).toMatch(/^send /)
    const paths = answer.body.error.issues.map((issue: { path: string }) => issue.path)
    expect(paths).toEqual(fields[0] === 'the body' ? [''] : fields)
    const row = await kept(answer)
    expect(row).toMatchObject({
      status: 422,
      code,
      path: ingest,
      sql_function: 'ingest_clay_person_profile',
      body: JSON.stringify(body),
    })
  })

  it('is told from the others by what is in it: null and blank fields count as absent', async () => {
    const unused = { payload: null, payloads: '' }
    expect((await send(ingest, { body: { ...full, ...unused } })).status).toBe(200)
    const native = { payload: { url: linkedin_url }, raw_payload: '', payloads: null }
    expect((await send(ingest, { body: native })).status).toBe(200)
    const batch = { payloads: [{ url: linkedin_url }], payload: '', linkedin_url: null }
    expect((await send(ingest, { body: batch })).body.success_count).toBe(1)
  })

  it('keeps the members that it does not use', async () => {
    const body = { payload: { url: linkedin_url }, linkedin_url: 'other', row: 7 }
    const answer = await send(ingest, { body })
    const [row] = await served.database.sql`
      select p.envelope, p.workflow_slug from raw.person_payloads as p
      where p.id = ${answer.body.raw_id}`
    expect(row).toEqual({
      envelope: { linkedin_url: 'other', row: 7 },
      workflow_slug: 'clay-native-person-enrichment',
    })
  })
})

describe('a key that is no person', () => {
  it.each([
    'https://example.com/in/zelda',
    'zelda-quux-example',
    'https://www.linkedin.com/',
    'https://www.linkedin.com/in/',
    'https://www.linkedin.com/company/quuxworks',
    'https://www.linkedin.com/feed/update/urn:li:activity:1',
    'https://www.linkedin.com.evil.example/in/zelda',
    'https://evil.example/?u=linkedin.com/in/zelda',
    'https://www.linkedin.com/in/%00',
    'https://www.linkedin.com/in/a%20b',
    `https://www.linkedin.com/in/${'x'.repeat(2000)}`,
    "'; drop table core.people; --",
    'javascript:alert(1)//linkedin.com/in/x',
  ])('%j is a 422 with WH102', async (url) => {
    const answer = await send(ingest, { body: { ...full, linkedin_url: url } })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.body.error).toMatchObject({ code: 'WH102', issues: [{ path: 'linkedin_url' }] })
    expect(answer.body.error.hint).toContain('https://www.linkedin.com/in/')
  })
})

describe('every spelling of a URL', () => {
  const slug = 'jos%C3%A9-%E6%9D%8E-1a2b'
  const spellings = [
    `https://www.linkedin.com/in/${slug}`,
    `http://www.linkedin.com/in/${slug}/`,
    `linkedin.com/in/${slug}`,
    `//linkedin.com/in/${slug}`,
    `https://uk.linkedin.com/in/${slug}?originalSubdomain=uk`,
    `https://www.linkedin.com/in/${slug}/de/`,
    `https://www.linkedin.com/de-DE/in/${slug}`,
    `https://m.linkedin.com/in/${slug}#experience`,
    `https://www.linkedin.com/mwlite/in/${slug}/overlay/contact-info/`,
    'HTTPS://WWW.LINKEDIN.COM/IN/JOS%c3%89-%e6%9d%8e-1A2B',
    'https://www.linkedin.com/in/josé-李-1a2b',
    'https://www.linkedin.com/in/jose\u0301-李-1a2b',
    `  https://www.linkedin.com/in/${slug}\n`,
    `https://www.linkedin.com//in//${slug}//`,
  ]

  it.each(spellings)('%j is one person', async (url) => {
    const answer = await send(ingest, { body: { ...full, linkedin_url: url } })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body.linkedin_url).toBe('https://www.linkedin.com/in/josé-李-1a2b')
    const query = `/api/people/enrichment-status?linkedin_url=${encodeURIComponent(url)}`
    expect((await send(query)).body.linkedin_url).toBe('https://www.linkedin.com/in/josé-李-1a2b')
  })

  it('leaves hashed Sales Navigator ids apart, with their case', async () => {
    const hashed = ['ACwAAAabCdEf-1', 'ACwAAAABCDEF-1', 'ACoAAAabCdEf-1']
    for (const id of hashed) {
      const url = `https://www.linkedin.com/sales/lead/${id},NAME_SEARCH,x1Yz`
      const answer = await send(ingest, { body: { ...full, linkedin_url: url } })
      expect(answer.body.linkedin_url).toBe(`https://www.linkedin.com/in/${id}`)
    }
    const rows = await served.database.sql`
      select p.linkedin_url_type from core.people as p where p.linkedin_url ~ '/in/AC[wo]A'`
    expect(rows.map((row) => row.linkedin_url_type)).toEqual(['salesnav', 'salesnav', 'salesnav'])
  })
})

describe('a batch that is out of the ordinary', () => {
  it('over 1 MiB is a 413 that says what to send', async () => {
    const payloads = Array.from({ length: 300 }, (_, at) => createPersonRequest(at).raw_payload)
    const answer = await send(ingest, { body: { payloads } })
    expect(answer.status).toBe(413)
    expect(answer.body.error.hint).not.toBe('')
  })

  it('of 100 profiles is taken', async () => {
    const payloads = Array.from({ length: 100 }, (_, at) => createPersonRequest(at).raw_payload)
    const answer = await send(ingest, { body: { payloads } })
    expect(answer.status, answer.text.slice(0, 500)).toBe(200)
    expect(answer.body).toMatchObject({ success: true, success_count: 100 })
  })

  it('with one profile a hundred times is one person, and every landing is kept', async () => {
    const { raw_payload: profile } = createPersonRequest(400)
    const answer = await send(ingest, { body: { payloads: Array(100).fill(profile) } })
    expect(answer.body).toMatchObject({ success: true, success_count: 100 })
    const ids = answer.body.results.map((result: { raw_id: string }) => result.raw_id)
    expect(new Set(ids).size).toBe(100)
  })
})
