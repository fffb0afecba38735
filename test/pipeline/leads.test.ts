import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { contentOf, differencesOf, versionsOf } from '../support/content.ts'
import { wrongLeads } from '../support/leads.ts'
import { createVariedLandings, shuffled } from '../support/varied.ts'
import { createVariedPeople, seedLookups } from '../support/varied-people.ts'
import { landPeople, landTogether, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
let many: postgres.Sql

const people = createVariedPeople(60, 12, 7_001)
/** The companies are those where the people work. */
const domains = people.flatMap(({ payload }) =>
  [...JSON.stringify(payload).matchAll(/"company_domain":"([a-z0-9.-]+)"/g)].map(([, name]) => name)
)
const companies = createVariedLandings(50, 20, 7_002).map((landing, index) => ({
  ...landing,
  domain: domains[(index * 7) % domains.length] ?? null,
}))

beforeAll(async () => {
  many = connect(house.database.url, 12)
  await seedLookups(house.sql)
})
afterAll(() => many?.end())

type Act = (sql: postgres.Sql) => Promise<unknown>

/** Profiles and companies in any order, one at a time and several together. */
function acts(seed: number): Act[] {
  const one = people.map(
    (landing): Act =>
      (sql) =>
        landPeople(sql, [landing])
  )
  const two = companies.map(
    (landing): Act =>
      (sql) =>
        landTogether(sql, [landing])
  )
  const some = [0, 20, 40].map(
    (from): Act =>
      (sql) =>
        landPeople(sql, people.slice(from, from + 20))
  )
  const more = [0, 25].map(
    (from): Act =>
      (sql) =>
        landTogether(sql, companies.slice(from, from + 25))
  )
  return shuffled([...one, ...two, ...some, ...more], seed)
}

/** Where people of these tests work, for sources that only write companies. */
async function employers(): Promise<string[]> {
  const rows = await house.rows(`select distinct c.domain from core.people as p
    inner join core.companies as c on c.id = p.core_company_id order by 1`)
  return rows.map((row) => String(row.domain))
}

describe('what leads are found by', () => {
  it('equals the plain views after any history of people and companies', async () => {
    for (const [index, act] of acts(1).entries()) {
      await act(house.sql)
      // On the way as well: a later one may mend what one has missed.
      if (index % 10 === 9) expect(await wrongLeads(house.sql)).toEqual({})
    }
    expect((await house.rows('select 1 from core.lead_index')).length).toBeGreaterThan(10)
    expect((await house.rows('select 1 from core.company_alumni')).length).toBeGreaterThan(10)
    expect(
      (await house.rows('select 1 from core.lead_index where is_complete')).length
    ).toBeGreaterThan(0)
    expect(await wrongLeads(house.sql)).toEqual({})
  })

  it('follows updates of the look-ups', async () => {
    const [title] = await house.rows(`select raw_job_title as raw from core.person_job_titles
      where raw_job_title ~ '^[A-Za-z ]+$' order by 1 limit 1`)
    await house.sql`select api.update_job_title(jsonb_build_object('latest_title',
      ${String(title?.raw)}::text, 'cleaned_job_title', 'Lead Tamer', 'seniority_level', 'VP',
      'job_function', 'Sales', 'overwrite', true))`
    const [place] = await house.rows(`select location_name from core.person_locations
      where location_name is not null order by 1 limit 1`)
    await house.sql`select api.update_location(jsonb_build_object('location_name',
      ${String(place?.location_name)}::text, 'city', 'Leadville', 'state', 'Leads', 'country',
      'Austria'))`
    const tamers = `select 1 from core.lead_index
      where title_id = reference.search_term_id('lead tamer')`
    expect((await house.rows(tamers)).length).toBeGreaterThan(0)
    expect(await wrongLeads(house.sql)).toEqual({})
  })

  it('follows whoever says more about an employer', async () => {
    const domains = await employers()
    await house.sql.unsafe(
      `insert into core.company_business_model (domain, is_b2b, is_b2c)
      select domain, true, false from unnest($1::text[]) as domain`,
      [domains]
    )
    await house.sql.unsafe('select ops.note_changed_companies($1::text[]), core.refresh_leads()', [
      domains,
    ])
    expect((await house.rows('select 1 from core.lead_index where is_b2b')).length).toBeGreaterThan(
      0
    )
    expect(await wrongLeads(house.sql)).toEqual({})
  })

  it('is not written again by what says the same, nor by a rebuild', async () => {
    const before = await versionsOf(house.sql)
    const content = await contentOf(house.sql)
    await house.sql`call ops.rebuild(null, 7)`
    await house.sql`call ops.refresh_leads()`
    expect(await wrongLeads(house.sql)).toEqual({})
    expect(differencesOf(await contentOf(house.sql), content)).toEqual({})
    const after = await versionsOf(house.sql)
    expect(after['core.lead_index']).toEqual(before['core.lead_index'])
    expect(after['core.company_alumni']).toEqual(before['core.company_alumni'])
  })

  it('is made anew from nothing', async () => {
    const content = await contentOf(house.sql)
    await house.sql`truncate core.lead_index, core.company_alumni`
    await house.sql`call ops.refresh_leads(5)`
    expect(differencesOf(await contentOf(house.sql), content)).toEqual({})
  })

  it('equals the plain views after people and companies at the same time', async () => {
    const open = [...acts(2), ...acts(3)]
    const work = async () => {
      const sql = await many.reserve()
      try {
        for (let act = open.shift(); act !== undefined; act = open.shift()) {
          await act(sql as unknown as postgres.Sql)
        }
      } finally {
        sql.release()
      }
    }
    await Promise.all(Array.from({ length: 10 }, work))
    const failed = `select sqlstate, message from ops.failures where sqlstate !~ '^WH'`
    expect(await house.rows(failed)).toEqual([])
    expect(await wrongLeads(house.sql)).toEqual({})
  })
})
