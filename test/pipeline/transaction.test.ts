import { describe, expect, it } from 'vitest'
import { contentOf, countRows } from '../support/content.ts'
import { createCompanyEnrichRequest } from '../support/payloads.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const everything = async (): Promise<Record<string, unknown>> => ({
  content: countRows(await contentOf(house.sql)),
  ...(await house.row(`select
    (select count(*) from raw.companyenrich_payloads)::integer as raw,
    (select count(*) from ops.documents)::integer as documents,
    (select count(*) from ops.entities)::integer as entities,
    (select count(*) from ops.failures)::integer as failures,
    (select count(*) from ops.reference_misses)::integer as misses`)),
})

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const { domain, raw_payload } = createCompanyEnrichRequest(from + index)
    return { domain, payload: raw_payload }
  })

describe('a landing', () => {
  it('that is rolled back leaves nothing', async () => {
    const before = await everything()
    await house.sql
      .begin(async (sql) => {
        await sql`insert into raw.companyenrich_payloads (domain, payload)
          values ('gone.example', '{"name": "Gone"}')`
        throw new Error('taken back')
      })
      .catch(() => undefined)
    expect(await everything()).toEqual(before)
  })

  it('that runs into a statement timeout leaves nothing', async () => {
    const before = await everything()
    const landing = house.sql.begin(async (sql) => {
      await sql`set local statement_timeout = '60ms'`
      await sql`
        insert into raw.companyenrich_payloads (domain, payload)
        select l.item ->> 'domain', l.item -> 'payload'
        from jsonb_array_elements(${JSON.stringify(many(0, 400))}::text::jsonb) as l (item)`
    })
    await expect(landing).rejects.toMatchObject({ code: '57014' })
    expect(await everything()).toEqual(before)
  })

  it('that is cancelled while it waits for a company leaves nothing', async () => {
    await house.land('held.example', { name: 'Held' })
    const before = await everything()
    const holder = await house.sql.reserve()
    await holder`begin`
    await holder`select ops.lock_entities('company', array['held.example'])`
    const landing = house.ingest('held.example', { name: 'Waits' })
    const refused = expect(landing).rejects.toMatchObject({ code: '57014' })
    let cancelled = 0
    while (cancelled === 0) {
      const rows = await house.sql`select pg_cancel_backend(a.pid) from pg_stat_activity as a
        where a.datname = current_database() and a.wait_event_type = 'Lock'`
      cancelled = rows.length
    }
    await refused
    await holder`rollback`
    holder.release()
    expect(await everything()).toEqual(before)
  })

  it('is seen by others as a whole or not at all', async () => {
    const session = await house.sql.reserve()
    await session`begin`
    await session`insert into raw.companyenrich_payloads (domain, payload)
      values ('whole.example', '{"name": "Whole", "keywords": ["a"]}')`
    const seen = () =>
      house.row(`select
        (select count(*) from raw.companyenrich_payloads where domain = 'whole.example')::integer
          as raw,
        (select count(*) from extracted.companyenrich_company where domain = 'whole.example')::integer
          as extracted,
        (select count(*) from core.company_keywords where domain = 'whole.example')::integer as core`)
    expect(await seen()).toEqual({ raw: 0, extracted: 0, core: 0 })
    await session`commit`
    session.release()
    expect(await seen()).toEqual({ raw: 1, extracted: 1, core: 1 })
  })

  it('that is quarantined leaves its raw row and its failure alone', async () => {
    await house.sql`alter table core.company_social_urls
      add constraint late_poison check (twitter_url <> 'poison')`
    const before = await everything()
    const answer = await house.ingest('poisoned.example', {
      name: 'Poisoned',
      employees: 'a handful',
      socials: { twitter_url: 'poison' },
    })
    expect(answer).toMatchObject({ success: false })
    expect(await everything()).toEqual({
      ...before,
      raw: Number(before.raw) + 1,
      // The lock of the company, which says nothing about it.
      entities: Number(before.entities) + 1,
      failures: Number(before.failures) + 1,
    })
  })
})
