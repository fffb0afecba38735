import { describe, expect, it } from 'vitest'
import { createPersonRequest } from '../../support/people.ts'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const ask = (linkedin_url: unknown) =>
  call(house.sql, 'get_person_enrichment_status', JSON.stringify({ linkedin_url }))

const nothing = { is_enriched: false, entry_count: 0, last_enriched_at: null }

describe('api.get_person_enrichment_status', () => {
  it('says that nothing is known', async () => {
    expect(await ask('linkedin.com/in/nobody')).toEqual({
      success: true,
      linkedin_url: 'https://www.linkedin.com/in/nobody',
      ...nothing,
    })
  })

  it('says that a person without jobs is not enriched', async () => {
    await house.landPerson('linkedin.com/in/jobless', { name: 'Nobody' })
    expect(await ask('linkedin.com/in/jobless')).toMatchObject(nothing)
  })

  it('says how many jobs, and when the last profile landed, unchanged or not', async () => {
    const { linkedin_url, raw_payload } = createPersonRequest(1)
    await house.landPerson(linkedin_url, raw_payload)
    const first = await ask(linkedin_url)
    expect(first).toMatchObject({ is_enriched: true, entry_count: raw_payload.jobs_count })
    await house.landPerson('uk.linkedin.com/in/PERSON-1/', raw_payload)
    const second = await ask(linkedin_url)
    expect(Date.parse(second.last_enriched_at)).toBeGreaterThan(Date.parse(first.last_enriched_at))
    expect({ ...second, last_enriched_at: null }).toEqual({ ...first, last_enriched_at: null })
  })

  it('counts jobs of other sources', async () => {
    await house.sql`
      insert into core.person_work_history (linkedin_url, source, experience_order, is_current)
      values ('https://www.linkedin.com/in/elsewhere', 'another_source', 0, true)`
    expect(await ask('linkedin.com/in/elsewhere')).toMatchObject({
      is_enriched: true,
      entry_count: 1,
      last_enriched_at: expect.stringMatching(/\+00:00$/),
    })
  })

  it.each([
    [null, 'WH101'],
    [[], 'WH104'],
    ['linkedin.com/school/x', 'WH102'],
  ])('refuses %j', async (linkedinUrl, code) => {
    const error = await failure(ask(linkedinUrl))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(/^linkedin_url /)
  })
})
