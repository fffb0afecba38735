import { describe, expect, it } from 'vitest'
import { createPersonRequest } from '../../support/people.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const warn = async (payload: unknown) => {
  const [row] = await house.sql`
    select extracted.warn_person_profile(${JSON.stringify(payload)}::text::jsonb) as warnings`
  return row?.warnings as { field: string; message: string }[]
}

const fields = async (payload: unknown) => (await warn(payload)).map((one) => one.field)

const { raw_payload } = createPersonRequest(1)

describe('a profile', () => {
  it('in the shape of the vendor has no warnings', async () => {
    expect(await warn(raw_payload)).toEqual([])
  })

  it('without anything, or with nulls and blanks, has none either', async () => {
    const blanks = [null, '', ' ', 'N/A']
    expect(await warn({})).toEqual([])
    for (const blank of blanks) {
      const all = Object.fromEntries(Object.keys(raw_payload).map((name) => [name, blank]))
      expect(await warn(all)).toEqual([])
      const job = Object.fromEntries(
        ['title', 'company_domain', 'start_date'].map((n) => [n, blank])
      )
      expect(await warn({ experience: [job], education: [job], latest_experience: job })).toEqual(
        []
      )
    }
  })

  it('is told which of its fields were not read, in the order of their names', async () => {
    expect(
      await warn({
        name: {},
        profile_id: [],
        connections: 'many',
        last_refresh: 'yesterday',
        experience: 'none of it',
        education: { school_name: 'x' },
        latest_experience: 'x',
      })
    ).toEqual([
      {
        field: 'connections',
        message: 'expected integer, got a text that is none: stored as null',
      },
      { field: 'education', message: 'expected array, got object: stored as null' },
      { field: 'experience', message: 'expected array, got a text that is none: stored as null' },
      { field: 'last_refresh', message: 'expected date, got a text that is none: stored as null' },
      {
        field: 'latest_experience',
        message: 'expected object, got a text that is none: stored as null',
      },
      { field: 'name', message: 'expected text, got object: stored as null' },
      { field: 'profile_id', message: 'expected text, got array: stored as null' },
    ])
  })

  it('is told of its jobs and schools by their place', async () => {
    expect(
      await fields({
        experience: [
          { title: 'A', start_date: '2020-01', end_date: 'Present' },
          { title: {}, company_domain: 'bit.ly', url: 'linkedin.com/in/jo', start_date: 'soon' },
          { end_date: 'current', is_current: 'perhaps', company: 'x'.repeat(501) },
        ],
        education: [{ school_name: ['x'] }, { end_date: '2020-99' }],
      })
    ).toEqual([
      'education[0].school_name',
      'education[1].end_date',
      'experience[1].company_domain',
      'experience[1].start_date',
      'experience[1].title',
      'experience[1].url',
      'experience[2].company',
      'experience[2].is_current',
    ])
  })

  it('is told how many items of a list are no objects', async () => {
    expect(await warn({ experience: ['x', 1, null, [{}], {}], education: [[]] })).toEqual([
      { field: 'education', message: '1 of the items are no objects: left out' },
      { field: 'experience', message: '4 of the items are no objects: left out' },
    ])
  })

  it('that came as JSON strings is looked into', async () => {
    expect(
      await fields({
        experience: JSON.stringify([{ title: [] }]),
        latest_experience: JSON.stringify({ start_date: 'soon' }),
      })
    ).toEqual(['experience[0].title', 'latest_experience.start_date'])
  })

  it('has at most 100', async () => {
    const experience = Array.from({ length: 300 }, () => ({ title: {}, company: [] }))
    expect(await warn({ experience })).toHaveLength(100)
  })

  it('is answered with them, alone and in a batch', async () => {
    const payload = { url: 'linkedin.com/in/warned', name: 'W', connections: 'many' }
    const answer = await house.ingestPerson(payload.url, payload)
    expect(answer.warnings).toMatchObject([{ field: 'connections' }])
    const [row] = await house.sql`select api.ingest_clay_person_profile(
      ${JSON.stringify({ payloads: [payload, { ...payload, connections: 3 }] })}::text::jsonb
    ) as answer`
    expect(row?.answer.results).toMatchObject([
      { warnings: [{ field: 'connections' }] },
      { warnings: [] },
    ])
  })
})
