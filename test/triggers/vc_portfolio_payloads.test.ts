import { expect, it } from 'vitest'
import { contentOf, differencesOf, rowsWritten, versionsOf } from '../support/content.ts'
import { landFlat } from '../support/flat-source.ts'
import { wrongLeads } from '../support/leads.ts'
import { landPeople, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const rawTable = 'vc_portfolio_payloads'

type Sent = Readonly<{ domain: string | null; payload: unknown; receivedAt?: string }>
const land = (...landings: Sent[]) => landFlat(house, { rawTable }, landings)
const portfolio = (domain: string) =>
  house.rows(`select vc_name, description from core.vc_portfolio
    where domain = '${domain}' order by vc_name`)
const of = (domain: string, vc_name: unknown, short_description?: string, receivedAt?: string) => ({
  domain,
  payload: { vc_name, short_description },
  ...(receivedAt === undefined ? {} : { receivedAt }),
})

it('of no rows does nothing', async () => {
  await land()
  expect(await house.rows('select 1 from ops.entities')).toEqual([])
})

it('keeps every investor of a company, in the words of the newest document of both', async () => {
  await land(of('one.example', 'Alpha', 'Old.'), of('https://www.One.example/', 'Beta', 'B.'))
  await land(of('one.example', ' ALPHA ', 'New.'))
  await land(of('one.example', 'Alpha', 'Late.', '2020-01-01T00:00:00Z'))
  expect(await portfolio('one.example')).toEqual([
    { vc_name: 'ALPHA', description: 'New.' },
    { vc_name: 'Beta', description: 'B.' },
  ])
})

it('of what says nothing new, or no investor, writes nothing', async () => {
  const before = await versionsOf(house.sql)
  await land(of('one.example', 'Alpha', 'Late.', '2020-01-01T00:00:00Z'))
  await land(of('none.example', null), of('none.example', {}))
  expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
})

it('makes leads of the people who work there', async () => {
  await landPeople(house.sql, [
    {
      linkedin_url: 'https://www.linkedin.com/in/vc-worker',
      payload: {
        name: 'Vee See',
        experience: [{ title: 'VP Sales', company: 'Two', company_domain: 'two.example' }],
      },
    },
  ])
  const count = 'select vc_count::integer as n from core.lead_index'
  expect(await house.row(count)).toEqual({ n: 0 })
  await land(of('two.example', 'Alpha'), of('two.example', 'Beta'))
  expect(await house.row(count)).toEqual({ n: 2 })
  expect(await wrongLeads(house.sql)).toEqual({})
})

it('of 1,000 quarantines the poisoned ones alone, and is the same after replay and rebuild', async () => {
  await house.sql`alter table core.vc_portfolio
    add constraint no_poison check (vc_name <> 'poison')`
  await land(
    { domain: '192.0.2.7', payload: {} },
    { domain: 'array.example', payload: [] },
    ...Array.from({ length: 1000 }, (_, number) =>
      of(`set-${number}.example`, number % 400 === 7 ? 'poison' : 'Alpha')
    )
  )
  const failed = await house.rows('select sqlstate from ops.failures where resolved_at is null')
  expect(failed.map((row) => row.sqlstate).sort()).toEqual([
    '23514',
    '23514',
    '23514',
    'WH102',
    'WH104',
  ])
  await house.sql`alter table core.vc_portfolio drop constraint no_poison`
  await house.sql`call ops.replay('vc_portfolio', p_failures_only => true)`
  const poisoned = `select count(*)::integer as n from core.vc_portfolio where vc_name = 'poison'`
  expect(await house.row(poisoned)).toEqual({ n: 3 })
  const before = await contentOf(house.sql)
  await house.sql`call ops.rebuild('vc_portfolio', 7)`
  expect(differencesOf(await contentOf(house.sql), before)).toEqual({})
})
