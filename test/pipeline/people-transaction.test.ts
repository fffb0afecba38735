import { describe, expect, it } from 'vitest'
import { contentOf, countRows } from '../support/content.ts'
import { createPersonRequest } from '../support/people.ts'
import { useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()

const url = (slug: string) => `https://www.linkedin.com/in/${slug}`

const everything = async (): Promise<Record<string, unknown>> => ({
  content: countRows(await contentOf(house.sql)),
  ...(await house.row(`select
    (select count(*) from raw.person_payloads)::integer as raw,
    (select count(*) from ops.documents)::integer as documents,
    (select count(*) from ops.entities)::integer as entities,
    (select count(*) from ops.failures)::integer as failures,
    (select count(*) from ops.enrichment_runs)::integer as runs,
    (select count(*) from ops.reference_misses)::integer as misses`)),
})

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const { linkedin_url, raw_payload } = createPersonRequest(from + index)
    return { linkedin_url, payload: raw_payload }
  })

const payload = {
  name: 'Whole',
  experience: [{ title: 'A', company: 'Acme', company_domain: 'acme.example' }],
}

describe('a profile', () => {
  it('that is rolled back leaves nothing', async () => {
    const before = await everything()
    await house.sql
      .begin(async (sql) => {
        await sql`insert into raw.person_payloads (linkedin_url, payload)
          values (${url('gone')}, ${JSON.stringify(payload)}::text::jsonb)`
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
        insert into raw.person_payloads (linkedin_url, payload)
        select l.item ->> 'linkedin_url', l.item -> 'payload'
        from jsonb_array_elements(${JSON.stringify(many(0, 400))}::text::jsonb) as l (item)`
    })
    await expect(landing).rejects.toMatchObject({ code: '57014' })
    expect(await everything()).toEqual(before)
  })

  it.each([
    ['person', url('held')],
    ['company', 'held.example'],
  ])('that is cancelled while it waits for a %s leaves nothing', async (kind, key) => {
    const before = await everything()
    const holder = await house.sql.reserve()
    await holder`begin`
    await holder`select ops.lock_entities(${kind}, array[${key}])`
    const experience = [{ title: 'A', company_domain: 'held.example' }]
    const landing = house.ingestPerson(url('held'), { name: 'Waits', experience })
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
    await session`insert into raw.person_payloads (linkedin_url, payload)
      values (${url('whole')}, ${JSON.stringify(payload)}::text::jsonb)`
    const count = (table: string) =>
      `(select count(*) from ${table} where linkedin_url = '${url('whole')}')::integer`
    const seen = () =>
      house.row(`select ${count('raw.person_payloads')} as raw,
        ${count('extracted.person_experience')} as extracted,
        ${count('core.person_work_history')} as core,
        (select count(*) from core.companies where domain = 'acme.example')::integer as companies`)
    expect(await seen()).toEqual({ raw: 0, extracted: 0, core: 0, companies: 0 })
    await session`commit`
    session.release()
    expect(await seen()).toEqual({ raw: 1, extracted: 1, core: 1, companies: 1 })
  })

  it('that is quarantined leaves its raw row, its failure and its run alone', async () => {
    await house.sql`alter table core.person_job_titles
      add constraint late_poison check (raw_job_title <> 'poison')`
    const before = await everything()
    const answer = await house.ingestPerson(url('poisoned'), {
      name: 'Poisoned',
      location_name: 'Nowhere',
      experience: [{ title: 'poison', company_domain: 'poisoned.example' }],
    })
    expect(answer).toMatchObject({ success: false, failure_id: expect.any(String) })
    expect(await everything()).toEqual({
      ...before,
      raw: Number(before.raw) + 1,
      // The lock of the person, which says nothing about them.
      entities: Number(before.entities) + 1,
      failures: Number(before.failures) + 1,
      runs: Number(before.runs) + 1,
    })
    expect(
      await house.row(`select status, entity_key from ops.enrichment_runs
        order by started_at desc limit 1`)
    ).toEqual({ status: 'failed', entity_key: url('poisoned') })
  })
})
