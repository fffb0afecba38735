import { describe, expect, it } from 'vitest'
import { contentOf, differencesOf } from '../support/content.ts'
import { createPersonRequest } from '../support/people.ts'
import { serveDatabase } from '../support/served.ts'

const served = serveDatabase()
const path = '/run/people/clay-native/person-profile/ingest'

const jobFields = [
  'title',
  'company',
  'company_domain',
  'url',
  'org_id',
  'company_id',
  'locality',
  'summary',
  'start_date',
  'end_date',
  'is_current',
]

const fields = [
  ...['url', 'slug', 'profile_id', 'name', 'first_name', 'last_name', 'headline', 'summary'],
  ...['title', 'org', 'country', 'location_name', 'connections', 'num_followers', 'jobs_count'],
  ...['last_refresh', 'picture_url_orig', 'picture_url_copy', 'dob', 'user_id', 'person_id'],
  ...['latest_experience', 'current_experience', 'experience', 'experience.0', 'education'],
  ...['education.0', 'education.0.school_name', 'education.0.degree', 'education.0.field_of_study'],
  ...['education.0.grade', 'education.0.activities', 'education.0.start_date'],
  ...['education.0.end_date', 'certifications', 'languages', 'courses', 'volunteering', 'patents'],
  ...['projects', 'publications', 'awards'],
  ...jobFields.map((field) => `latest_experience.${field}`),
  ...jobFields.map((field) => `experience.0.${field}`),
]

/** JSON texts, so that numbers stay as they are written. */
const values: Record<string, string> = {
  null: 'null',
  true: 'true',
  'a number as a string': '"42"',
  'a string': '"text, with a comma"',
  'a number past 2^53': '12345678901234567890',
  'a negative number': '-1',
  'a fraction': '0.000000001',
  '1e400': '1e400',
  'an empty string': '""',
  'the word null': '"null"',
  'an empty array': '[]',
  'an array of everything': '[null, 1, 1e400, true, "", " ", "x", {}, [], [[1]], {"title": 5}]',
  'an array of scalars': '["VP", 1, null]',
  'an empty object': '{}',
  'an object': '{"0": {"title": []}, "title": {"name": []}, "start_date": {}, "org_id": 1e400}',
  'a JSON string': '"{\\"title\\": \\"inner\\", \\"company_domain\\": [\\"x\\"]}"',
  'a JSON string of an array': '"[{\\"title\\": \\"inner\\"}, 3]"',
  'a broken JSON string': '"{\\"title\\": \\"inn"',
  'a JSON string nested 10,000 levels': JSON.stringify('['.repeat(10_000)),
  'a JSON string with a NUL escape': '"[{\\"title\\": \\"a\\\\u0000b\\"}]"',
  'a NUL escape': '"a\\u0000b"',
  'lone surrogates': '"\\ud83d x \\ude00"',
  SQL: `"'; drop table raw.person_payloads; select pg_sleep(9); --"`,
  'a format': '"%s %I $1 {0} \\\\ \\" \\u2028 \\ufffd \\u202e"',
  'a long text': JSON.stringify('x'.repeat(20_000)),
  'a long text with accents': JSON.stringify('é'.repeat(9000)),
  'a nonsense date': '"2024-13-45T99:99:99Z"',
  'a date out of range': '"999999-01-01"',
  'a day that is none': '"2023-02-30"',
  'a year before Christ': '"0044-03-15 BC"',
  infinity: '"infinity"',
  'a date in words': '"the day before yesterday"',
  'a year as a number': '2023',
  'white space of all kinds': '"\\u00a0\\u2003\\ufeff \\t\\n"',
}

/** A document with one value at one place; the steps to it are objects, or arrays for a number. */
function documentWith(field: string, value: string): string {
  return field
    .split('.')
    .reduceRight(
      (inner, part) => (/^\d+$/.test(part) ? `[${inner}]` : `{${JSON.stringify(part)}: ${inner}}`),
      value
    )
}

async function count(table: string): Promise<number> {
  const [row] = await served.database.sql<{ n: number }[]>`
    select count(*)::integer as n from ${served.database.sql(table)}`
  return row?.n ?? 0
}

const requestWith = (at: number, document: string) =>
  `{"linkedin_url": "linkedin.com/in/wrong-${at}", "workflow_slug": "clay-person-profile",
    "raw_payload": ${document}}`

describe('a profile with the wrong thing in one place', () => {
  it.each(Object.entries(values))(
    '%s, in any field: taken, and kept in raw',
    async (_what, value) => {
      const before = await count('raw.person_payloads')
      const refused: string[] = []
      for (const [at, field] of fields.entries()) {
        const body = requestWith(at, documentWith(field, value))
        const answer = await served.send(path, { body })
        if (answer.status !== 200) refused.push(`${field}: ${answer.status} ${answer.text}`)
      }
      expect(refused).toEqual([])
      expect(await count('raw.person_payloads')).toBe(before + fields.length)
    }
  )

  it('everything wrong at once, alone and in a batch', async () => {
    const all = Object.values(values)
    const documents = all.map((_, shift) => {
      const members = fields
        .filter((field) => !field.includes('.') && field !== 'url')
        .map((field, at) => `"${field}": ${all[(at + shift) % all.length]}`)
      return `{"url": "linkedin.com/in/all-wrong-${shift}", ${members.join(', ')}}`
    })
    const one = await served.send(path, { body: `{"payload": ${documents[0]}}` })
    expect(one.status, one.text).toBe(200)
    for (let from = 0; from < documents.length; from += 10) {
      const batch = documents.slice(from, from + 10)
      const answer = await served.send(path, { body: `{"payloads": [${batch.join(', ')}]}` })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({ success: true, success_count: batch.length })
    }
  })

  it('is quarantined by none of them', async () => {
    expect(await count('ops.failures')).toBe(0)
  })
})

describe('a url of the wrong kind in a batch', () => {
  it('sets its profile aside, and no other', async () => {
    const items = Object.values(values).map((value) => `{"url": ${value}, "name": "X"}`)
    const before = await count('raw.person_payloads')
    const good = '{"url": "linkedin.com/in/good-one", "name": "Good"}'
    const body = `{"payloads": [${[...items, good].join(', ')}]}`
    const answer = await served.send(path, { body })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({ success_count: 1, error_count: items.length })
    expect(await count('raw.person_payloads')).toBe(before + items.length + 1)
  })
})

describe('an unusual profile', () => {
  const jobs = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      title: `Job ${at}`,
      company: `Employer ${at}`,
      company_domain: `employer-${at}.example`,
      start_date: `${1900 + (at % 120)}-01-01`,
      end_date: null,
      is_current: at === 0,
    }))

  it('with 500 jobs is taken', async () => {
    const request = createPersonRequest(500)
    const raw_payload = { ...request.raw_payload, experience: jobs(500) }
    const answer = await served.send(path, { body: { ...request, raw_payload } })
    expect(answer.status, answer.text.slice(0, 500)).toBe(200)
    expect(answer.body).toMatchObject({
      experience_count: 500,
      companies_count: 500,
      work_history_count: 500,
      past_employers_count: 499,
    })
  })

  it('with NUL escapes and lone surrogates is taken, and says that they were replaced', async () => {
    const body =
      '{"payload": {"url": "linkedin.com/in/nul", "name": "A\\u0000B", "headline": "\\ud800"}}'
    const answer = await served.send(path, { body })
    expect(answer.status, answer.text).toBe(200)
    const messages = answer.body.warnings.map((warning: { message: string }) => warning.message)
    expect(messages.join()).toMatch(/NUL escape was .*lone surrogate was/)
  })

  it.each([
    ['absent arrays', {}],
    ['null arrays', { experience: null, education: null, latest_experience: null }],
    ['empty arrays', { experience: [], education: [], latest_experience: {} }],
    ['arrays of scalars', { experience: [1, 'x', null], education: ['x'], latest_experience: 7 }],
    [
      'arrays of blank objects',
      {
        experience: [{}, { title: null, company: '', is_current: true }],
        education: '[{"school_name": " "}]',
        latest_experience: {},
      },
    ],
    ['arrays of nothing', { experience: '[]', education: '', latest_experience: 'null' }],
  ])('with %s keeps the jobs and schools that stand', async (_what, arrays) => {
    const { raw_payload, ...envelope } = createPersonRequest(501)
    await served.send(path, { body: { ...envelope, raw_payload } })
    const { experience, education, latest_experience, ...rest } = raw_payload
    const later = { ...rest, ...arrays, last_refresh: '2025-06-01 00:00:00', note: _what }
    const answer = await served.send(path, { body: { ...envelope, raw_payload: later } })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      experience_count: 0,
      education_count: 0,
      work_history_count: (experience as unknown[]).length,
    })
  })

  it('with prototype names in it is like any other', async () => {
    const body = `{"__proto__": {"x": 1}, "constructor": 1,
      "payload": {"url": "linkedin.com/in/proto", "__proto__": {"y": 1}, "toString": []}}`
    expect((await served.send(path, { body })).status).toBe(200)
  })

  it('with 20,000 keys is answered in time', async () => {
    const document = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at]))
    const payload = { url: 'linkedin.com/in/keys', ...document }
    expect((await served.send(path, { body: { payload } })).status).toBe(200)
  })

  it('with 5,000 schools, languages and awards is taken', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({ school_name: `School ${at}` }))
    const payload = {
      url: 'linkedin.com/in/schools',
      education: many,
      languages: many,
      awards: many,
    }
    const answer = await served.send(path, { body: { payload } })
    expect(answer.status, answer.text.slice(0, 500)).toBe(200)
    expect(answer.body.education_count).toBe(5000)
  })
})

describe('all that was taken above', () => {
  it('gives the same when it is rebuilt from raw', async () => {
    const { sql } = served.database
    const before = await contentOf(sql)
    await sql`call ops.rebuild('person_profile', 50)`
    expect(differencesOf(await contentOf(sql), before)).toEqual({})
  })
})
