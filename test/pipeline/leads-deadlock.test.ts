import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { wrongLeads } from '../support/leads.ts'
import { landPeople, landTogether, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
let many: postgres.Sql

beforeAll(() => {
  many = connect(house.database.url, 5)
})
afterAll(() => many?.end())

type Job = Readonly<{ domain: string; company?: string; isOver?: boolean }>

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`
const profile = (slug: string, ...jobs: Job[]) => ({
  linkedin_url: url(slug),
  payload: {
    name: slug,
    country: 'Ireland',
    experience: jobs.map(({ domain, company, isOver = false }) => ({
      title: 'VP Sales',
      company,
      company_domain: domain,
      start_date: isOver ? '2020-03-01' : '2026-03-01',
      end_date: isOver ? '2026-02-01' : null,
      is_current: !isOver,
    })),
  },
})
const company = (domain: string, country?: string, name = `Name of ${domain}`) => ({
  domain,
  payload: { name, industry: 'Market Research', location: { country: { name: country } } },
})

/** Waits until so many sessions wait for a lock of this database, or `act` has come to its end. */
async function waiting(sessions: number, act: Promise<unknown>): Promise<void> {
  const state = { isOver: false }
  const over = () => {
    state.isOver = true
  }
  act.then(over, over)
  while (!state.isOver) {
    const [row] = await house.sql`select count(distinct l.pid)::integer as n from pg_locks as l
      inner join pg_stat_activity as a on a.pid = l.pid
      where not l.granted and a.datname = current_database()`
    if (row?.n >= sessions) return
  }
}

/** Runs two landings while rows are held, the second once the first waits; then lets both go on. */
async function meet(
  hold: string,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>
): Promise<void> {
  const holder = await many.reserve()
  await holder`begin`
  await holder.unsafe(hold)
  const acts = [first()]
  await waiting(1, acts[0] as Promise<unknown>)
  acts.push(second())
  await waiting(2, acts[1] as Promise<unknown>)
  await holder`commit`
  holder.release()
  await Promise.all(acts)
}

describe('landings that change the same leads from two sides', () => {
  it('pass each other: people of whom one goes to a new company, and their old employer', async () => {
    await landTogether(
      house.sql,
      ['old.example', 'hold.example'].map((name) => company(name))
    )
    await landPeople(
      house.sql,
      ['pass-a', 'pass-b'].map((slug) => profile(slug, { domain: 'old.example' }))
    )
    await meet(
      `select from core.company_index where domain = 'hold.example' for no key update`,
      () =>
        landPeople(many, [
          profile('pass-a', { domain: 'hold.example' }),
          profile('pass-b', { domain: 'new.example', company: 'New' }),
        ]),
      () => landTogether(many, [company('old.example', 'Malta')])
    )
    expect(await wrongLeads(house.sql)).toEqual({})
  })

  it('pass each other: two people who each name the present employer of the other', async () => {
    await landTogether(house.sql, [company('held.example')])
    // Employers without a name: whoever names them first changes what lists find them by.
    await landPeople(house.sql, [
      profile('stay-1', { domain: 'left.example' }),
      profile('stay-2', { domain: 'right.example' }),
    ])
    const crossed = (slug: string, at: string, was: string) =>
      profile(slug, { domain: at }, { domain: was, company: `The ${was}`, isOver: true })
    await meet(
      `select from core.company_index where domain = 'held.example' for no key update`,
      () =>
        landPeople(many, [
          crossed('cross-1', 'left.example', 'right.example'),
          profile('third', { domain: 'held.example' }),
        ]),
      () => landPeople(many, [crossed('cross-2', 'right.example', 'left.example')])
    )
    expect(
      await house.rows(`select name from core.companies
        where domain in ('left.example', 'right.example') order by 1`)
    ).toEqual([{ name: 'The left.example' }, { name: 'The right.example' }])
    expect(await wrongLeads(house.sql)).toEqual({})
  })

  it('pass each other: companies landed in several steps, and who goes from one to another', async () => {
    await house.sql`alter table core.companies add constraint poison check (name <> 'Poison')`
    await landTogether(
      house.sql,
      ['early.example', 'late.example'].map((name) => company(name))
    )
    await landPeople(house.sql, [profile('mover', { domain: 'early.example' })])
    await meet(
      `select from core.company_index where domain = 'late.example' for share`,
      () =>
        landTogether(many, [
          company('early.example', 'Malta'),
          company('ill.example', 'Malta', 'Poison'),
          company('late.example', 'Malta'),
        ]),
      () => landPeople(many, [profile('mover', { domain: 'late.example' })])
    )
    await house.sql`alter table core.companies drop constraint poison`
    expect(await house.rows('select sqlstate from ops.failures')).toEqual([{ sqlstate: '23514' }])
    expect(
      await house.row(`select company_domain, company_country from core.leads
        where linkedin_slug = 'mover'`)
    ).toEqual({ company_domain: 'late.example', company_country: 'Malta' })
    expect(await wrongLeads(house.sql)).toEqual({})
  })
})
