import type postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import { contentOf } from '../support/content.ts'
import { shuffled } from '../support/varied.ts'
import { landTogether, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

/** Runs `act` on eight connections at once. */
async function eightTimes(
  act: (sql: postgres.ReservedSql, number: number) => Promise<void>
): Promise<void> {
  await Promise.all(
    Array.from({ length: 8 }, async (_, number) => {
      const sql = await house.sql.reserve()
      try {
        await act(sql, number)
      } finally {
        sql.release()
      }
    })
  )
}

describe('eight connections', () => {
  it('that land the same companies and new technologies in any order meet no deadlock', async () => {
    const companies = Array.from({ length: 12 }, (_, number) => `company-${number}.example`)
    await eightTimes(async (sql, number) => {
      for (let round = 0; round < 8; round++) {
        const technologies = Array.from({ length: 25 }, (_, index) => `Stack ${round}-${index}`)
        const landings = shuffled(companies, number * 31 + round).map((domain) => ({
          domain,
          payload: {
            name: `From ${number}`,
            technologies: shuffled(technologies, number + round),
            industry: `Industry ${round}`,
          },
        }))
        await landTogether(sql, landings)
      }
    })
    const [technologies] = await house.sql<{ n: number }[]>`
      select count(*)::integer as n from reference.technologies where name like 'Stack %'`
    expect(technologies?.n).toBe(8 * 25)
    const [links] = await house.sql<{ n: number }[]>`
      select count(*)::integer as n from core.company_tech_on_site`
    expect(links?.n).toBe(12 * 8 * 25)
    expect(await house.rows('select message from ops.failures')).toEqual([])
    const landed = await contentOf(house.sql)
    await house.sql`call ops.rebuild('companyenrich', 5)`
    expect(await contentOf(house.sql)).toEqual(landed)
  })

  it('that land sets of their own companies with the same new names all keep them', async () => {
    for (let round = 0; round < 15; round++) {
      const technologies = Array.from({ length: 30 }, (_, index) => `Set ${round}-${index}`)
      await eightTimes(async (sql, number) => {
        const landings = [1, 2].map((company) => ({
          domain: `set-${number}-${company}.example`,
          payload: {
            technologies: shuffled(technologies, number),
            industry: `Set industry ${round}`,
          },
        }))
        await landTogether(sql, landings)
      })
    }
    const rows = await house.rows(`select distinct count(*)::integer as n
      from core.company_tech_on_site where domain like 'set-%' group by domain`)
    expect(rows).toEqual([{ n: 15 * 30 }])
    expect(await house.rows('select message from ops.failures')).toEqual([])
  })

  it('that land single payloads with the same new technology all keep it', async () => {
    for (let round = 0; round < 12; round++) {
      const technologies = [`One of ${round}`, `Two of ${round}`, `Three of ${round}`]
      await eightTimes(async (sql, number) => {
        const payload = { technologies: shuffled(technologies, number), industry: `New ${round}` }
        await landTogether(sql, [{ domain: `single-${number}.example`, payload }])
      })
    }
    const rows = await house.rows(`select distinct count(*)::integer as n
      from core.company_tech_on_site where domain like 'single-%' group by domain`)
    expect(rows).toEqual([{ n: 36 }])
    expect(await house.rows('select message from ops.failures')).toEqual([])
  })

  it('that land one company at once leave what one after the other would', async () => {
    await eightTimes(async (sql, number) => {
      for (let round = 0; round < 10; round++) {
        const day = String(1 + ((number * 10 + round) % 28)).padStart(2, '0')
        const payload = {
          name: `Name ${number}-${round}`,
          keywords: [`k ${number}`, `k ${round}`],
          updated_at: `2025-01-${day}`,
          employees: ['1-10', '11-50', '?'][round % 3],
        }
        await landTogether(sql, [{ domain: 'busy.example', payload }])
      }
    })
    const [documents] = await house.sql<{ n: number }[]>`
      select count(*)::integer as n from ops.documents where key = 'busy.example'`
    expect(documents?.n).toBe(80)
    const landed = await contentOf(house.sql)
    await house.sql`call ops.rebuild('companyenrich')`
    expect(await contentOf(house.sql)).toEqual(landed)
    expect(
      await house.row(`select c.name = p.payload ->> 'name' as is_first
        from core.companies as c inner join raw.companyenrich_payloads as p using (domain)
        where c.domain = 'busy.example' order by p.landing_no limit 1`)
    ).toEqual({ is_first: true })
  })

  it('that know every technology of a document do not wait for each other', async () => {
    const holder = await house.sql.reserve()
    await holder`begin`
    await landTogether(holder, [
      { domain: 'holder.example', payload: { technologies: ['Stack 0-1'], employees: 'odd' } },
    ])
    await house.sql.begin(async (sql) => {
      await sql`set local statement_timeout = '2s'`
      await sql`insert into raw.companyenrich_payloads (domain, payload) values
        ('free.example', '{"technologies": ["stack 0-1", "Stack 1-1"], "employees": "odd"}')`
    })
    await holder`rollback`
    holder.release()
  })
})
