import { describe, expect, it } from 'vitest'
import { call, failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const create = (request: unknown, context = '{}') =>
  call(house.sql, 'create_testing_company', JSON.stringify(request), context)

describe('api.create_testing_company', () => {
  it('stores the row as sent, and duplicates', async () => {
    const request = { name: ' North  Wind ', domain: 'North.example', linkedin_url: 'x' }
    const answers = [await create(request), await create(request)]
    expect(answers.map((answer) => answer.success)).toEqual([true, true])
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(2)
    expect(
      await house.rows(`select name, domain, linkedin_url from testing.companies
        where id = '${answers[0].id}'`)
    ).toEqual([{ name: 'North  Wind', domain: 'North.example', linkedin_url: 'x' }])
  })

  it('needs no LinkedIn page', async () => {
    const { id } = await create({ name: 'No page', domain: 'nopage.example' })
    expect(
      await house.row(`select linkedin_url from testing.companies where id = '${id}'`)
    ).toEqual({ linkedin_url: null })
  })

  it.each([
    [{ domain: 'x.example' }, 'WH101', 'name'],
    [{ name: 'X' }, 'WH101', 'domain'],
    [{ name: '', domain: 'x.example' }, 'WH101', 'name'],
    [{ name: {}, domain: 'x.example' }, 'WH104', 'name'],
    [{ name: 'X', domain: [] }, 'WH104', 'domain'],
  ])('refuses %j with field and remedy', async (request, code, path) => {
    const error = await failure(create(request))
    expect(error).toMatchObject({ code, hint: expect.stringContaining(path) })
    expect(JSON.parse(error.detail)).toMatchObject([{ path }])
  })

  it('gives the first answer to a repetition with an Idempotency-Key', async () => {
    const context = JSON.stringify({
      idempotency_key: 'k',
      endpoint: 'POST /run/testing/companies',
    })
    const request = { name: 'Once', domain: 'once.example' }
    const first = await create(request, context)
    expect(await create(request, context)).toEqual({ ...first, duplicate: true })
    expect(await failure(create({ ...request, name: 'Twice' }, context))).toMatchObject({
      code: 'WH105',
    })
  })
})
