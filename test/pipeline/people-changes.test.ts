import { describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from '../support/content.ts'
import { createPersonRequest, type ProfileJob } from '../support/people.ts'
import { type Payload, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const { linkedin_url, raw_payload } = createPersonRequest(7)
const base: Payload = { ...raw_payload, last_refresh: undefined }
const jobs = raw_payload.experience as ProfileJob[]

const over = (title: string, from: string, to: string): ProfileJob => ({
  ...(jobs[0] as ProfileJob),
  title,
  company: 'Gone',
  company_domain: 'gone.example',
  start_date: from,
  end_date: to,
  is_current: false,
})

/** Lands a document and says which tables were written: by its answer, and by the rows themselves. */
async function refresh(changed: Payload) {
  const before = await versionsOf(house.sql)
  const answer = await house.ingestPerson(linkedin_url, changed)
  expect(answer.success).toBe(true)
  const written = Object.fromEntries(
    Object.entries(answer.written as Record<string, number>).filter(([, rows]) => rows > 0)
  )
  return { written, rows: rowsWritten(before, await versionsOf(house.sql)) }
}

describe('a profile', () => {
  it('that is the first of its person writes each of its rows once, and says how many', async () => {
    const { written, rows } = await refresh(base)
    expect(rows).toEqual(written)
    expect(written).toMatchObject({
      'core.people': 1,
      'core.person_locations': 1,
      'core.person_tenure': 1,
      'core.person_job_titles': 1,
      'core.person_work_history': jobs.length,
      'extracted.person_profile': 1,
      'extracted.person_experience': jobs.length,
      'extracted.person_education': 2,
    })
  })

  it('that says the same writes nothing', async () => {
    expect(await refresh(base)).toEqual({ written: {}, rows: {} })
  })

  it('that changes one value writes its main row', async () => {
    const { written, rows } = await refresh({ ...base, headline: 'New words.' })
    expect(rows).toEqual(written)
    expect(written).toEqual({ 'extracted.person_profile': 1 })
  })

  it('that renames one former job writes that job', async () => {
    const experience = jobs.with(-1, { ...(jobs.at(-1) as ProfileJob), title: 'Lion Tamer' })
    const { written, rows } = await refresh({ ...base, experience })
    expect(rows).toEqual(written)
    const { 'core.person_promotions': promotions, ...rest } = written
    expect(promotions ?? 0).toBeLessThan(2)
    expect(rest).toEqual({
      'extracted.person_profile': 1,
      'extracted.person_experience': 1,
      'core.person_work_history': 1,
    })
  })

  it('that adds and removes the oldest job writes that one and its employer', async () => {
    const experience = [...jobs, over('Clown', '1999-01-01', '1999-06-01')]
    await refresh(base)
    const added = await refresh({ ...base, experience })
    expect(added.rows).toEqual(added.written)
    expect(added.written).toEqual({
      'extracted.person_profile': 1,
      'extracted.person_experience': 1,
      'core.person_work_history': 1,
      'core.person_past_employer': 1,
      'core.companies': 1,
    })
    const removed = await refresh(base)
    expect(removed.rows).toEqual(removed.written)
    expect(removed.written).toEqual({
      'extracted.person_profile': 1,
      'extracted.person_experience': 1,
      'core.person_work_history': 1,
      'core.person_past_employer': 1,
    })
  })

  it('whose time alone is newer writes its main row only', async () => {
    const { written, rows } = await refresh({ ...base, last_refresh: '2999-01-01 00:00:00.000' })
    expect(rows).toEqual(written)
    expect(written).toEqual({ 'extracted.person_profile': 1 })
  })

  it('that is late and adds nothing writes nothing', async () => {
    await refresh(base)
    const { written, rows } = await refresh({
      last_refresh: '2001-01-01',
      name: 'Somebody Else',
      experience: [over('Clown', '1999-01-01', '1999-06-01')],
    })
    // The company that it names is news.
    expect(rows).toEqual({})
    expect(written).toEqual({})
  })

  it('that is refreshed in any way says what it wrote', async () => {
    for (let number = 20; number < 30; number++) {
      for (let version = 0; version < 4; version++) {
        const request = createPersonRequest(number, version)
        const before = await versionsOf(house.sql)
        const { written } = await house.ingestPerson(request.linkedin_url, request.raw_payload)
        const rows = rowsWritten(before, await versionsOf(house.sql))
        for (const [table, count] of Object.entries(written as Record<string, number>)) {
          // What goes and what comes instead count both.
          expect(count, table).toBeGreaterThanOrEqual(rows[table] ?? 0)
          expect(count, table).toBeLessThanOrEqual(2 * (rows[table] ?? 0))
        }
        expect(Object.keys(written)).toEqual(expect.arrayContaining(Object.keys(rows)))
      }
    }
  })
})
