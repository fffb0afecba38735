import type postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { random } from '../procedures/reference/urls.ts'
import { clientContent, clientHash, type LeadLanding, landLeads } from '../support/clients.ts'
import { countStatements, statementsIn } from '../support/statements.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const land = (...landings: LeadLanding[]) => landLeads(house.sql, landings)

const leads = (client: string) =>
  house.rows(`select full_name, source, occurrence, person_id, company_id from client.leads
    where client_domain = '${client}' order by landing_no`)
const people = (client: string) =>
  house.rows(`select first_name, last_name, full_name, person_linkedin_url, work_email,
      company_domain, source, lead_count from client.leads_people
    where client_domain = '${client}' order by person_key`)
const companies = (client: string) =>
  house.rows(`select company_domain, company_name, company_linkedin_url, lead_count
    from client.leads_companies where client_domain = '${client}' order by company_key`)

/** Row versions: what was written since. */
const versions = () =>
  house.rows(`select 'l' || id as id, xmin::text from client.leads
    union all select 'p' || id, xmin::text from client.leads_people
    union all select 'c' || id, xmin::text from client.leads_companies order by 1`)

describe('the person behind a lead', () => {
  it.each([
    [{ full_name: 'Wilma de Quux' }, 'Wilma', 'de Quux', 'Wilma de Quux'],
    [{ first_name: 'Wilma', last_name: 'Quux' }, 'Wilma', 'Quux', 'Wilma Quux'],
    [{ full_name: 'Wilma' }, 'Wilma', null, 'Wilma'],
    [{ last_name: 'Quux' }, null, 'Quux', 'Quux'],
    [{ first_name: 'Wilma', full_name: 'Wilma Quux' }, 'Wilma', 'Quux', 'Wilma Quux'],
    [{ last_name: 'Quux', full_name: 'Wilma Quux' }, 'Wilma', 'Quux', 'Wilma Quux'],
    [{ first_name: 'W.', full_name: 'Wilma Quux' }, 'W.', null, 'Wilma Quux'],
  ])('has the names that %j says', async (name, first_name, last_name, full_name) => {
    const client = `names${Math.random().toString(36).slice(2)}.example`
    await land({ lead: { client_domain: client, ...name } })
    expect(await people(client)).toMatchObject([{ first_name, last_name, full_name }])
  })

  it('is known again by page, else address, else name and company; nulls are filled', async () => {
    const client_domain = 'known.example'
    const url = 'https://www.linkedin.com/in/wilma-example'
    await land(
      { lead: { client_domain, person_linkedin_url: url, source: 'fair' } },
      { lead: { client_domain, person_linkedin_url: `${url}/?x=1`, first_name: 'Wilma' } },
      { lead: { client_domain, work_email: 'FRED@acme.example', source: 'web' } },
      {
        lead: { client_domain, work_email: 'fred@acme.example', full_name: 'Fred F', source: 'x' },
      },
      { lead: { client_domain, full_name: 'Ann  Other', company_name: 'Acme, Inc' } },
      { lead: { client_domain, full_name: 'ann other', company_name: 'ACME, inc.' } },
      { lead: { client_domain, full_name: 'Ann Other', company_name: 'Globex' } },
      { lead: { client_domain, full_name: 'Ann Other', company_domain: 'acme.example' } },
      { lead: { client_domain, company_name: 'Nobody Ltd' } },
      { lead: { client_domain, source: 'nothing else' } }
    )
    expect(await people(client_domain)).toMatchObject([
      { full_name: 'Ann  Other'.replace('  ', ' '), lead_count: 2 },
      { full_name: 'Ann Other', company_domain: 'acme.example', lead_count: 1 },
      { full_name: 'Ann Other', lead_count: 1 },
      { full_name: 'Fred F', company_domain: 'acme.example', source: 'web', lead_count: 2 },
      { first_name: 'Wilma', full_name: 'Wilma', source: 'fair', lead_count: 2 },
    ])
    const all = await leads(client_domain)
    expect(all.slice(-2)).toMatchObject([
      { person_id: null, company_id: expect.any(String) },
      { person_id: null, company_id: null },
    ])
  })
})

describe('the company behind a lead', () => {
  it('is that of its domain, of an own mailbox, its page or its name, never a free mailbox', async () => {
    const client_domain = 'companies.example'
    await land(
      { lead: { client_domain, company_domain: 'https://www.Acme.example/x' } },
      { lead: { client_domain, work_email: 'a@acme.example', company_name: 'Acme' } },
      { lead: { client_domain, work_email: 'a@googlemail.com' } },
      { lead: { client_domain, work_email: 'b@mail.yahoo.co.uk', company_domain: 'gmail.com' } },
      { lead: { client_domain, company_domain: 'bit.ly', company_name: 'Shorty' } },
      { lead: { client_domain, company_domain: 'no domain', work_email: 'c@globex.example' } },
      { lead: { client_domain, company_linkedin_url: 'linkedin.com/company/Initech/about' } }
    )
    expect(await companies(client_domain)).toEqual([
      {
        company_domain: 'acme.example',
        company_name: 'Acme',
        company_linkedin_url: null,
        lead_count: 2,
      },
      {
        company_domain: 'globex.example',
        company_name: null,
        company_linkedin_url: null,
        lead_count: 1,
      },
      {
        company_domain: null,
        company_name: null,
        company_linkedin_url: 'https://www.linkedin.com/company/initech',
        lead_count: 1,
      },
      { company_domain: null, company_name: 'Shorty', company_linkedin_url: null, lead_count: 1 },
    ])
  })
})

describe('the same answers', () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 0, 1, hours)).toISOString()
  const hours = (client: string) =>
    house.rows(`select occurrence, submitted_at from client.leads
      where client_domain = '${client}' order by submitted_at`)

  it('are a new lead after 24 hours without them, and not before', async () => {
    const lead = { client_domain: 'window.example', full_name: 'Jo' }
    for (const hour of [0, 1, 24, 48, 71]) await land({ lead, receivedAt: at(hour) })
    expect(await hours('window.example')).toEqual([
      { occurrence: 1, submitted_at: at(0) },
      { occurrence: 2, submitted_at: at(48) },
    ])
    expect(await people('window.example')).toMatchObject([{ lead_count: 2 }])
  })

  it('are told by client, form and everything else that was sent', async () => {
    const client_domain = 'answers.example'
    await land(
      { lead: { client_domain, full_name: 'Jo' } },
      { lead: { full_name: 'Jo', client_domain: 'WWW.Answers.example' } },
      { lead: { client_domain, full_name: 'Jo', client_form_id: 'f' } },
      { lead: { client_domain, full_name: 'Jo', message: 'call me' } },
      { lead: { client_domain: 'other-answers.example', full_name: 'Jo' } }
    )
    expect(await leads(client_domain)).toHaveLength(3)
    expect(await leads('other-answers.example')).toHaveLength(1)
  })

  it('landing late, before those that stand, are put where they belong', async () => {
    const lead = { client_domain: 'late.example', full_name: 'Jo' }
    await land({ lead, receivedAt: at(48) })
    await land({ lead, receivedAt: at(30) })
    expect(await hours('late.example')).toEqual([{ occurrence: 1, submitted_at: at(30) }])
    await land({ lead, receivedAt: at(0) })
    expect(await hours('late.example')).toEqual([
      { occurrence: 1, submitted_at: at(0) },
      { occurrence: 2, submitted_at: at(30) },
    ])
  })
})

const makeLeads = (seed: number, count: number, clients: string[]): LeadLanding[] => {
  const next = random(seed)
  const pick = <T>(items: readonly T[]) => items[Math.floor(next() * items.length)] as T
  return Array.from({ length: count }, () => {
    const n = Math.floor(next() * 8)
    const lead: Record<string, unknown> = { client_domain: pick(clients) }
    if (next() < 0.4) lead.person_linkedin_url = `linkedin.com/in/p${n}`
    if (next() < 0.4) lead.work_email = `p${n}@${pick(['acme.example', 'b.example', 'gmail.com'])}`
    if (next() < 0.6) lead.first_name = pick(['Ann', 'Bob'])
    if (next() < 0.5) lead.full_name = pick(['Ann A', 'Bob B', 'Ann'])
    if (next() < 0.4) lead.company_domain = pick(['acme.example', 'b.example', 'nonsense'])
    if (next() < 0.4) lead.company_name = pick(['Acme', 'B', 'ACME'])
    if (next() < 0.2) lead.company_linkedin_url = pick(['linkedin.com/company/acme', 'x'])
    if (next() < 0.2) lead.source = pick(['web', 'fair'])
    return { lead, receivedAt: new Date(Date.UTC(2026, 1, 1, next() * 200)).toISOString() }
  })
}

describe('any history of leads', () => {
  it('is the same after rebuilds in batches of 1, 7 and 1000, which write nothing', async () => {
    for (const landing of makeLeads(1, 30, ['r1.example', 'r2.example'])) await land(landing)
    await land(...makeLeads(2, 60, ['r1.example', 'r3.example']))
    const before = await clientContent(house.sql)
    const versionsBefore = await versions()
    for (const size of [1, 7, 1000]) {
      await house.sql.unsafe(`call ops.rebuild('client_lead', ${size})`)
      expect(await clientContent(house.sql)).toEqual(before)
    }
    expect(await versions()).toEqual(versionsBefore)
  })

  it('landed over many connections at once is what a rebuild makes of it, without a deadlock', async () => {
    const workers = Array.from({ length: 6 }, () => connect(house.database.url, 1))
    const landings = makeLeads(3, 180, ['c1.example', 'c2.example', 'c3.example'])
    await Promise.all(
      workers.map(async (sql, w) => {
        for (let at = w; at < landings.length; at += 12) {
          const [one, two] = [landings[at], landings[at + 6]]
          // Each statement has leads of two clients, in either order.
          await landLeads(
            sql,
            [one, two].filter((landing) => landing !== undefined)
          )
        }
      })
    )
    await Promise.all(workers.map((sql) => sql.end()))
    const landed = await clientHash(house.sql)
    await house.sql.unsafe(`call ops.rebuild('client_lead')`)
    expect(await clientHash(house.sql)).toBe(landed)
    expect(await house.rows(`select failure_id from ops.failures`)).toEqual([])
  })

  it('puts a lead first that landed first, even when it waited for a later one', async () => {
    const landAt = (sql: postgres.Sql, landingNo: number, source: string) => sql`
      insert into raw.client_lead_payloads (client_domain, payload, landing_no)
      values ('order.example', ${JSON.stringify({ full_name: 'Jo', source })}::text::jsonb,
        ${landingNo})`
    const [one, two] = [connect(house.database.url, 1), connect(house.database.url, 1)]
    await one`begin`
    await landAt(one, 900_000_002, 'later')
    const waiting = landAt(two, 900_000_001, 'earlier').execute()
    const blocked = () =>
      house.rows(`select 1 as one from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`)
    await expect.poll(blocked, { timeout: 20_000 }).toHaveLength(1)
    await one`commit`
    await waiting
    await Promise.all([one.end(), two.end()])
    expect(await people('order.example')).toMatchObject([{ source: 'earlier', lead_count: 2 }])
  })

  it('has counts and first values that follow from the leads', async () => {
    const wrong = await house.rows(`
      select p.client_domain, p.person_key
      from client.leads_people as p
      inner join lateral (
        select count(*) as n, min(l.submitted_at) as first_at, max(l.submitted_at) as last_at,
          (array_agg(l.full_name order by l.landing_no)
            filter (where l.full_name is not null))[1] as full_name
        from client.leads as l
        where l.client_domain = p.client_domain and l.person_id = p.id
      ) as s on true
      where (s.n, s.first_at, s.last_at, s.full_name)
        is distinct from (p.lead_count, p.first_seen_at, p.last_seen_at, p.full_name)`)
    expect(wrong).toEqual([])
    const orphans = await house.rows(`
      select c.id from client.leads_companies as c
      where c.lead_count <> (
        select count(*) from client.leads as l
        where l.client_domain = c.client_domain and l.company_id = c.id)`)
    expect(orphans).toEqual([])
  })

  it('is mended by a rebuild where somebody spoiled it', async () => {
    const before = await clientHash(house.sql)
    await house.sql`update client.leads_people set lead_count = 99, full_name = 'Spoiled'`
    await house.sql`update client.leads_companies set company_name = null, last_landing_no = 1`
    await house.sql`update client.leads set full_name = 'Spoiled' where occurrence = 1`
    await house.sql.unsafe(`call ops.rebuild('client_lead')`)
    expect(await clientHash(house.sql)).toBe(before)
  })
})

describe('a poisoned lead', () => {
  it('goes to quarantine alone, and is mended', async () => {
    await house.sql`
      alter table client.leads add constraint leads_poison_check check (source <> 'poison')`
    const client_domain = 'poison.example'
    await land(
      ...Array.from({ length: 9 }, (_, n) => ({
        lead: { client_domain, full_name: `P ${n}`, source: n === 4 ? 'poison' : 'web' },
      })),
      { client: '10.0.0.1', lead: { full_name: 'No Client' } },
      { client: null, lead: { full_name: 'No Client' } },
      { client: client_domain, lead: ['no', 'object'] },
      { client: client_domain, lead: null },
      { client: 'bit.ly', lead: {} }
    )
    expect(await leads(client_domain)).toHaveLength(8)
    expect(await people(client_domain)).toHaveLength(8)
    const failures = await house.rows(`
      select failure_id, stage, sqlstate, message from ops.failures where source = 'client_lead'
      order by sqlstate, message`)
    expect(failures.map(({ sqlstate }) => sqlstate)).toEqual([
      '23514',
      'WH101',
      'WH102',
      'WH103',
      'WH104',
      'WH104',
    ])
    const fixed = JSON.stringify({ client_domain, full_name: 'P 4', source: 'mended' })
    await house.sql`
      select ops.resubmit_failure(${failures[0]?.failure_id as string}, ${fixed}::text::jsonb)`
    await house.sql`alter table client.leads drop constraint leads_poison_check`
    expect(await leads(client_domain)).toHaveLength(9)
  })

  it('is withdrawn when its client turns out to be none, and comes back when it is one', async () => {
    const client_domain = 'doubtful.example'
    await land({ lead: { client_domain, full_name: 'Jo', company_domain: 'acme.example' } })
    const before = await leads(client_domain)
    await house.sql`
      insert into reference.blocked_domains (domain, reason) values (${client_domain}, 'shortener')`
    await house.sql.unsafe(`call ops.replay('client_lead')`)
    expect(await leads(client_domain)).toEqual([])
    expect([...(await people(client_domain)), ...(await companies(client_domain))]).toEqual([])
    await house.sql`delete from reference.blocked_domains where domain = ${client_domain}`
    await house.sql.unsafe(`call ops.replay('client_lead')`)
    expect(await leads(client_domain)).toEqual(before)
  })
})

describe('leads in bulk', () => {
  const wide = (n: number) => '\u{1f600}'.repeat(500) + n
  const bulk = (from: number, count: number): LeadLanding[] =>
    Array.from({ length: count }, (_, n) => ({
      lead: {
        client_domain: 'bulk.example',
        full_name: n % 50 === 0 ? wide(n) : `P ${from + n}`,
        company_name: n % 50 === 0 ? wide(n) : `C ${n % 10}`,
        n: from + n,
      },
    }))

  it('take as many statements as one, hostile names among them', async () => {
    await countStatements(house.sql)
    const one = await statementsIn(house.sql, () => land(...bulk(0, 1)))
    const many = await statementsIn(house.sql, () => land(...bulk(1, 400)))
    expect(many).toBe(one)
    expect(await leads('bulk.example')).toHaveLength(401)
  })
})
