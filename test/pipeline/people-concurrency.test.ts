import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { contentOf, differencesOf } from '../support/content.ts'
import { shuffled } from '../support/varied.ts'
import { landPeople, landTogether, type PersonLanding, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
let many: postgres.Sql

beforeAll(() => {
  many = connect(house.database.url, 16)
})

afterAll(() => many?.end())

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`

const job = (domain: string, index: number) => ({
  title: `Title ${index}`,
  company: `Name of ${domain}`,
  company_domain: domain,
  url: `https://www.linkedin.com/company/${domain.replaceAll('.', '-')}`,
  start_date: `${2000 + (index % 20)}-01-01`,
  end_date: index === 0 ? null : `${2001 + (index % 20)}-01-01`,
  is_current: index === 0,
})

/** Runs `act` on 16 connections at once. */
async function sixteenTimes(
  act: (sql: postgres.ReservedSql, number: number) => Promise<void>
): Promise<void> {
  await Promise.all(
    Array.from({ length: 16 }, async (_, number) => {
      const sql = await many.reserve()
      try {
        await act(sql, number)
      } finally {
        sql.release()
      }
    })
  )
}

const failures = () => house.rows('select message from ops.failures')

async function expectRebuildLeaves(size: number): Promise<void> {
  const landed = await contentOf(house.sql)
  await house.sql`call ops.rebuild(null, ${size})`
  expect(differencesOf(await contentOf(house.sql), landed)).toEqual({})
}

describe('sixteen connections', () => {
  it('that land sets of the same people with new shared employers meet no deadlock', async () => {
    const people = Array.from({ length: 10 }, (_, index) => `shared-${index}`)
    await sixteenTimes(async (sql, number) => {
      for (let round = 0; round < 2; round++) {
        const domains = Array.from({ length: 12 }, (_, index) => `set-${round}-${index}.example`)
        const landings = shuffled(people, number * 31 + round).map((slug, index) => ({
          linkedin_url: url(slug),
          payload: {
            name: `From ${number}`,
            last_refresh: `2025-01-${String(1 + ((number * 7 + round) % 28)).padStart(2, '0')}`,
            experience: shuffled(domains, number * 7 + index).map(job),
          },
        }))
        await landPeople(sql, landings)
      }
    })
    expect(await failures()).toEqual([])
    expect(
      await house.row(`select count(*)::integer as n from core.companies where domain like 'set-%'`)
    ).toEqual({ n: 24 })
    expect(
      await house.row(
        `select count(*)::integer as n from ops.documents where key like '%/shared-%'`
      )
    ).toEqual({ n: 16 * 2 * 10 })
    await expectRebuildLeaves(3)
  })

  it('that land single people of their own with new shared employers meet no deadlock', async () => {
    for (let round = 0; round < 6; round++) {
      const domains = Array.from({ length: 8 }, (_, index) => `one-${round}-${index}.example`)
      await sixteenTimes(async (sql, number) => {
        await landPeople(sql, [
          {
            linkedin_url: url(`own-${number}`),
            payload: { name: `${number}`, experience: shuffled(domains, number).map(job) },
          },
        ])
      })
    }
    expect(await failures()).toEqual([])
    expect(
      await house.row(`select count(*)::integer as n, count(name)::integer as names,
        count(linkedin_url)::integer as pages from core.companies where domain like 'one-%'`)
    ).toEqual({ n: 48, names: 48, pages: 48 })
    await expectRebuildLeaves(1000)
  })

  it('that land one person at once leave what one after the other would', async () => {
    await sixteenTimes(async (sql, number) => {
      for (let round = 0; round < 6; round++) {
        const day = String(1 + ((number * 6 + round) % 28)).padStart(2, '0')
        const payload = {
          name: `Name ${number}-${round}`,
          location_name: round % 2 === 0 ? `Place ${number}` : null,
          country: 'Ireland',
          last_refresh: round === 3 ? null : `2025-01-${day}`,
          experience:
            round === 4 ? [] : shuffled(['a.example', 'b.example', 'c.example'], number).map(job),
        }
        await landPeople(sql, [{ linkedin_url: url('busy'), payload }])
      }
    })
    expect(await failures()).toEqual([])
    expect(
      await house.row(`select count(*)::integer as n from ops.documents
        where key = '${url('busy')}'`)
    ).toEqual({ n: 96 })
    await expectRebuildLeaves(1000)
    expect(
      await house.row(`select p.full_name = r.payload ->> 'name' as is_first
        from core.people as p inner join raw.person_payloads as r using (linkedin_url)
        where p.linkedin_url = '${url('busy')}' order by r.landing_no limit 1`)
    ).toEqual({ is_first: true })
  })

  it('that land people and companies at once meet no deadlock, and agree on the companies', async () => {
    const domains = Array.from({ length: 20 }, (_, index) => `both-${index}.example`)
    await sixteenTimes(async (sql, number) => {
      for (let round = 0; round < 5; round++) {
        const some = shuffled(domains, number * 5 + round).slice(0, 10)
        if (number % 2 === 0) {
          const companies = some.map((domain) => ({
            domain,
            payload: { name: round === 0 ? null : `Vendor's ${domain} ${number}` },
          }))
          await (round % 2 === 0 ? landTogether(sql, companies) : landOneByOne(sql, companies))
        } else {
          const people: PersonLanding[] = [1, 2, 3].map((person) => ({
            linkedin_url: url(`both-${number}-${person}`),
            payload: { name: 'Both', experience: shuffled(some, person).map(job) },
          }))
          if (round % 2 === 0) await landPeople(sql, people)
          else for (const person of people) await landPeople(sql, [person])
        }
      }
    })
    expect(await failures()).toEqual([])
    await expectRebuildLeaves(7)
    // Whoever landed first with a name has named it.
    const wrong = await house.rows(`
      with named as (
        select p.domain, p.landing_no, p.payload ->> 'name' as name
        from raw.companyenrich_payloads as p
        where p.payload ->> 'name' is not null
        union all
        select e.item ->> 'company_domain', p.landing_no, e.item ->> 'company'
        from raw.person_payloads as p
        cross join lateral jsonb_array_elements(p.payload -> 'experience') as e (item)
        where jsonb_typeof(p.payload -> 'experience') = 'array'
      )
      select distinct on (n.domain) n.domain, n.name, n.landing_no, c.name as found,
        c.name_landing_no
      from named as n
      left join core.companies as c on c.domain = n.domain
      where n.domain like 'both-%'
      order by n.domain, n.landing_no`)
    expect(wrong).toHaveLength(20)
    expect(wrong.filter((row) => row.name !== row.found)).toEqual([])
    expect(wrong.filter((row) => row.landing_no !== row.name_landing_no)).toEqual([])
  })

  it('that know every employer of a profile do not wait for each other', async () => {
    // One has no page, and never had.
    const known = [
      job('known-1.example', 0),
      { ...job('known-2.example', 1), url: null },
      { ...job('known-3.example', 2), url: null, company: null },
    ]
    await landPeople(house.sql, [{ linkedin_url: url('known'), payload: { experience: known } }])
    const holder = await many.reserve()
    await holder`begin`
    await landPeople(holder, [
      { linkedin_url: url('holder'), payload: { name: 'Holder', experience: known } },
      { linkedin_url: url('holder-2'), payload: { name: 'Holder', experience: known } },
    ])
    await house.sql.begin(async (sql) => {
      await sql`set local statement_timeout = '2s'`
      await sql`insert into raw.person_payloads (linkedin_url, payload)
        values (${url('free')}, ${JSON.stringify({ name: 'Free', experience: known })}::text::jsonb)`
    })
    await holder`rollback`
    holder.release()
  })

  it('that land other employers do not wait for a new one', async () => {
    const holder = await many.reserve()
    await holder`begin`
    await landPeople(holder, [
      { linkedin_url: url('new-1'), payload: { experience: [job('new-1.example', 0)] } },
    ])
    await house.sql.begin(async (sql) => {
      await sql`set local statement_timeout = '2s'`
      await sql`insert into raw.person_payloads (linkedin_url, payload)
        values (${url('new-2')},
          ${JSON.stringify({ experience: [job('new-2.example', 0)] })}::text::jsonb)`
    })
    await holder`commit`
    holder.release()
    expect(
      await house.rows(`select domain from core.companies where domain like 'new-%' order by 1`)
    ).toEqual([{ domain: 'new-1.example' }, { domain: 'new-2.example' }])
  })
})

async function landOneByOne(
  sql: postgres.Sql,
  landings: readonly { domain: string; payload: unknown }[]
): Promise<void> {
  for (const landing of landings) await landTogether(sql, [landing])
}
