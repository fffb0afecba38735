import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { wrongLeads } from '../support/leads.ts'
import { landPeople, landTogether, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
let many: postgres.Sql

beforeAll(() => {
  many = connect(house.database.url, 4)
})
afterAll(() => many?.end())

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`
const profile = (domain: string, start = '2026-03-01') => ({
  name: 'Race Runner',
  experience: [
    {
      title: 'VP Sales',
      company: 'Race',
      company_domain: domain,
      start_date: start,
      is_current: true,
    },
  ],
})

/** Waits until a session waits for a lock of this database. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const [row] = await house.sql`select count(*)::integer as n from pg_locks as l
      inner join pg_stat_activity as a on a.pid = l.pid
      where not l.granted and a.datname = current_database()`
    if (row?.n > 0) return
  }
}

describe('a person and the employer that change at the same time', () => {
  const industryOf = (slug: string) =>
    house.row(`select industry_id = reference.search_term_id('Market Research') as is_new
      from core.lead_index where linkedin_url = '${url(slug)}'`)
  const enriched = (domain: string) => ({
    domain,
    payload: {
      name: 'Race',
      industry: 'Market Research',
      location: { country: { name: 'Ireland' } },
    },
  })

  it('meet in the company that was first', async () => {
    await landTogether(house.sql, [{ domain: 'first.example', payload: { name: 'Race' } }])
    await landPeople(house.sql, [
      { linkedin_url: url('before'), payload: profile('first.example') },
    ])
    const company = await many.reserve()
    await company`begin`
    await landTogether(company as unknown as postgres.Sql, [enriched('first.example')])
    const person = landPeople(house.sql, [
      { linkedin_url: url('racer-1'), payload: profile('first.example') },
    ])
    await someoneWaits()
    await company`commit`
    company.release()
    await person
    expect(await industryOf('racer-1')).toEqual({ is_new: true })
    expect(await industryOf('before')).toEqual({ is_new: true })
  })

  it('meet in the person that was first', async () => {
    await landTogether(house.sql, [{ domain: 'second.example', payload: { name: 'Race' } }])
    const person = await many.reserve()
    await person`begin`
    await landPeople(person as unknown as postgres.Sql, [
      { linkedin_url: url('racer-2'), payload: profile('second.example') },
    ])
    const company = landTogether(house.sql, [enriched('second.example')])
    await someoneWaits()
    await person`commit`
    person.release()
    await company
    expect(await industryOf('racer-2')).toEqual({ is_new: true })
    expect(await wrongLeads(house.sql)).toEqual({})
  })
})
