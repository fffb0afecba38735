import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { failure, useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

const endpoint = 'POST /run/companies/companyenrich/ingest'
const context = (members: Record<string, unknown> = {}) => ({
  api_key_id: '00000000-0000-4000-8000-000000000001',
  idempotency_key: randomUUID(),
  endpoint,
  ...members,
})
const landed = async (domain: string) =>
  (
    await house.row(`select count(*)::integer as n from raw.companyenrich_payloads
      where domain = '${domain}'`)
  )?.n

describe('an Idempotency-Key', () => {
  it('seen before gives the first answer, marked as a duplicate, and lands nothing', async () => {
    const same = context()
    const first = await house.ingest('once.example', { name: 'Once' }, same)
    const second = await house.ingest('once.example', { name: 'Once' }, same)
    expect(first.duplicate).toBeUndefined()
    expect(second).toEqual({ ...first, duplicate: true })
    expect(await landed('once.example')).toBe(1)
  })

  it('seen before with another body is refused', async () => {
    const same = context()
    await house.ingest('other.example', { name: 'One' }, same)
    expect(await failure(house.ingest('other.example', { name: 'Two' }, same))).toMatchObject({
      code: 'WH105',
      message: 'the Idempotency-Key was used with another body',
      hint: 'send a new Idempotency-Key with a new body',
    })
    expect(await landed('other.example')).toBe(1)
  })

  it('is a matter of one API key and one endpoint', async () => {
    const same = context()
    const body = { name: 'Apart' }
    const first = await house.ingest('apart.example', body, same)
    const others = [
      { ...same, api_key_id: randomUUID() },
      { ...same, api_key_id: null },
      { ...same, endpoint: 'POST /elsewhere' },
    ]
    for (const other of others) {
      const answer = await house.ingest('apart.example', body, other)
      expect(answer.duplicate).toBeUndefined()
      expect(answer.raw_id).not.toBe(first.raw_id)
    }
  })

  it('that is not given claims nothing', async () => {
    for (const none of [{}, context({ idempotency_key: null }), context({ idempotency_key: '' })]) {
      const answer = await house.ingest('none.example', { name: 'None' }, none)
      expect(answer.duplicate).toBeUndefined()
    }
    expect(await landed('none.example')).toBe(3)
  })

  it('keeps the answer of a quarantined payload as well', async () => {
    await house.sql`alter table core.companies add constraint no_bad check (name <> 'Bad')`
    const same = context()
    const first = await house.ingest('bad.example', { name: 'Bad' }, same)
    const second = await house.ingest('bad.example', { name: 'Bad' }, same)
    await house.sql`alter table core.companies drop constraint no_bad`
    expect(second).toEqual({ ...first, duplicate: true })
    expect(await landed('bad.example')).toBe(1)
  })

  it('of a refused request is free again', async () => {
    const same = context()
    expect(await failure(house.ingest('192.0.2.1', {}, same))).toMatchObject({ code: 'WH102' })
    const answer = await house.ingest('free.example', { name: 'Free' }, same)
    expect(answer.success).toBe(true)
  })

  it('makes a twin wait for the first, which answers both', async () => {
    const same = JSON.stringify(context())
    const body = JSON.stringify({ domain: 'twin.example', raw_payload: { name: 'Twin' } })
    const first = await house.sql.reserve()
    await first`begin`
    const [answer] = await first`
      select api.ingest_companyenrich(${body}::text::jsonb, ${same}::text::jsonb) as answer`
    let isAnswered = false
    const twin =
      house.sql`select api.ingest_companyenrich(${body}::text::jsonb, ${same}::text::jsonb) as answer`.then(
        ([row]) => {
          isAnswered = true
          return row
        }
      )
    await waitForLock()
    expect(isAnswered).toBe(false)
    await first`commit`
    first.release()
    expect((await twin)?.answer).toEqual({ ...answer?.answer, duplicate: true })
    expect(await landed('twin.example')).toBe(1)
  })

  it('makes a twin of a request that is taken back do the work', async () => {
    const same = JSON.stringify(context())
    const body = JSON.stringify({ domain: 'back.example', raw_payload: { name: 'Back' } })
    const first = await house.sql.reserve()
    await first`begin`
    await first`
      select api.ingest_companyenrich(${body}::text::jsonb, ${same}::text::jsonb) as answer`
    const twin =
      house.sql`select api.ingest_companyenrich(${body}::text::jsonb, ${same}::text::jsonb) as answer`.then(
        ([row]) => row?.answer
      )
    await waitForLock()
    await first`rollback`
    first.release()
    expect(await twin).toMatchObject({ success: true, core_company_inserted: true })
    expect((await twin).duplicate).toBeUndefined()
    expect(await landed('back.example')).toBe(1)
  })
})

/** Waits until another session waits for a lock. */
async function waitForLock(): Promise<void> {
  for (let waiting = 0; waiting === 0; ) {
    const [row] = await house.sql<{ n: number }[]>`
      select count(*)::integer as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    waiting = row?.n ?? 0
  }
}
