import { beforeAll, describe, expect, it } from 'vitest'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const ask = (linkedin_url: unknown) =>
  call(house.sql, 'list_person_work_history', JSON.stringify({ linkedin_url }))

const job = (title: string, start_date: string | null, end_date: string | null) => ({
  title,
  company: 'Acme',
  company_domain: 'acme.example',
  start_date,
  end_date,
  is_current: end_date === null,
})

beforeAll(async () => {
  await house.landPerson('linkedin.com/in/zelda', {
    experience: [
      job('Undated', null, '2020-01-01'),
      job('First of a pair', '2019-01-01', '2020-01-01'),
      job('Second of a pair', '2019-01-01', '2019-06-01'),
      job('Later', '2021', '2022-01-01'),
      job('Present, older', '2022-02-01', null),
      job('Present, newer', 'Mar 2023', null),
      job('Present, undated', null, null),
    ],
  })
})

describe('api.list_person_work_history', () => {
  it('lists present jobs first, then by start, undated ones last, else as the source does', async () => {
    const answer = await ask('linkedin.com/in/zelda')
    expect(answer.work_history.map((entry: { title: string }) => entry.title)).toEqual([
      'Present, newer',
      'Present, older',
      'Present, undated',
      'Later',
      'First of a pair',
      'Second of a pair',
      'Undated',
    ])
  })

  it('has the documented fields, dates as days', async () => {
    await house.sql`set timezone = 'Pacific/Auckland'`
    const { work_history, ...answer } = await ask('https://de.linkedin.com/in/ZELDA/')
    await house.sql`reset timezone`
    expect(answer).toEqual({
      success: true,
      linkedin_url: 'https://www.linkedin.com/in/zelda',
      has_work_history: true,
      entry_count: 7,
    })
    expect(work_history[3]).toEqual({
      company_name: 'Acme',
      company_domain: 'acme.example',
      company_linkedin_url: null,
      title: 'Later',
      matched_job_function: work_history[3].matched_job_function,
      matched_seniority: work_history[3].matched_seniority,
      start_date: '2021-01-01',
      end_date: '2022-01-01',
      is_current: false,
      created_at: expect.stringMatching(/\+00:00$/),
    })
  })

  it('says that nothing is known', async () => {
    expect(await ask('linkedin.com/in/nobody')).toEqual({
      success: true,
      linkedin_url: 'https://www.linkedin.com/in/nobody',
      has_work_history: false,
      entry_count: 0,
      work_history: [],
    })
  })

  it.each([
    [null, 'WH101'],
    [' ', 'WH101'],
    [[], 'WH104'],
    [{}, 'WH104'],
    [7, 'WH102'],
    ['linkedin.com/company/zelda', 'WH102'],
    ["' or true --", 'WH102'],
  ])('refuses %j', async (linkedinUrl, code) => {
    const error = await failure(ask(linkedinUrl))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(/^linkedin_url /)
    expect(error.hint).toMatch(/^send /)
  })
})
