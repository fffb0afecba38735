import { beforeAll, describe, expect, it } from 'vitest'
import { type Content, contentOf, countRows, rowsWritten, versionsOf } from '../support/content.ts'
import { serveDatabase } from '../support/served.ts'
import { createVariedLandings, poison, shuffled } from '../support/varied.ts'
import { type Landing, landTogether, useWarehouse } from '../support/warehouse.ts'

const served = serveDatabase({ PIPELINE_DB_MAX: '8', DB_MAX_WAITING: '64' })
const house = useWarehouse()

const landings = createVariedLandings(300, 30, 20_261_101)

async function install(sql: typeof house.sql): Promise<void> {
  await sql.unsafe(`alter table core.companies add constraint poison check (name <> '${poison}')`)
}

/** 16 clients take the landings from one queue. */
async function landOverHttp(all: readonly Landing[]): Promise<number[]> {
  const queue = [...all]
  const statuses: number[] = []
  const client = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const body = { domain: next.domain, raw_payload: next.payload }
      const answer = await served.send('/run/companies/companyenrich/ingest', { body })
      statuses.push(answer.status)
    }
  }
  await Promise.all(Array.from({ length: 16 }, client))
  return statuses
}

describe('payloads landed by 16 clients at once', () => {
  let landed: Content

  beforeAll(async () => {
    await install(served.database.sql)
    const statuses = await landOverHttp(landings)
    expect(statuses).toHaveLength(landings.length)
    const poisoned = landings.filter(
      ({ payload }) => (payload as { name?: string }).name === poison
    )
    expect(poisoned.length).toBeGreaterThan(3)
    expect(new Set(statuses)).toEqual(new Set([200, 202, 422]))
    landed = await contentOf(served.database.sql)
    expect(countRows(landed)).toBeGreaterThan(2000)
  })

  it.each([1, 7, 1000])('are what a rebuild in batches of %i makes of raw', async (size) => {
    const { sql } = served.database
    const before = await versionsOf(sql)
    await sql`call ops.rebuild('companyenrich', ${size})`
    expect(await contentOf(sql)).toEqual(landed)
    // A rebuild of what is right writes nothing.
    expect(rowsWritten(before, await versionsOf(sql))).toEqual({})
  })

  it('come back from raw when extracted and core were emptied', async () => {
    const { sql } = served.database
    await sql.begin(async (transaction) => {
      for (const table of Object.keys(landed)) await transaction.unsafe(`delete from ${table}`)
    })
    expect(countRows(await contentOf(sql))).toBe(0)
    await sql`call ops.rebuild('companyenrich', 7)`
    expect(await contentOf(sql)).toEqual(landed)
  })

  it('come back from raw when rows were mangled', async () => {
    const { sql } = served.database
    await sql`update core.companies set name = 'Mangled', linkedin_url = null`
    await sql`update core.company_keywords set first_seen_at = now(), last_seen_at = now()`
    await sql`update core.company_locations set city = 'Nowhere', has_city = true`
    await sql`update core.company_social_urls set twitter_url = 'x', github_url = null`
    await sql`update core.company_funding_rounds set amount = 'x', last_seen_at = now()`
    await sql`update core.company_vc_investors set company_name = 'x', first_seen_at = now()`
    await sql`update core.company_vc_backed set vc_count = 99`
    await sql`update extracted.companyenrich_company set description = 'x', raw_id = id`
    await sql`delete from extracted.companyenrich_keywords`
    await sql`insert into core.company_naics_codes (domain, naics_code, source, first_seen_at)
      select domain, 'never', 'companyenrich', now() from core.companies`
    await sql`call ops.rebuild(null, 1000)`
    expect(await contentOf(sql)).toEqual(landed)
  })

  it('and replayed in any slices and order leave the same', async () => {
    const { sql } = served.database
    const rows = await sql<{ id: string }[]>`select id from raw.companyenrich_payloads`
    const ids = shuffled(
      rows.map((row) => row.id),
      7
    )
    for (let from = 0; from < ids.length; from += 61) {
      const slice = ids.slice(from, from + 61).join(',')
      await sql`call ops.replay('companyenrich', string_to_array(${slice}, ',')::uuid[], false, 20)`
    }
    expect(await contentOf(sql)).toEqual(landed)
  })
})

describe('the same payloads in the same order', () => {
  // Times and landing numbers of the two runs differ, so values that hold them are left aside.
  const timeless = (content: Content): Content =>
    Object.fromEntries(
      Object.entries(content).map(([table, rows]) => [
        table,
        rows
          .map((row) => {
            const kept = Object.entries(JSON.parse(row)).filter(
              ([name]) => !/(landing_no|raw_id|_seen_at|document_at)$/.test(name)
            )
            return JSON.stringify(kept)
          })
          .sort(),
      ])
    )

  it('leave the same in one statement, in batches and one by one, and after a rebuild', async () => {
    const { sql } = house
    await install(sql)
    const emptied = async () => {
      const tables = Object.keys(await contentOf(sql)).join(', ')
      await sql.unsafe(
        `truncate ${tables}, raw.companyenrich_payloads, ops.documents, ops.failures`
      )
    }
    // Without a vendor time in the future, which would be the time of landing.
    const usable = landings.slice(0, 150).map(({ domain, payload }) => ({
      domain,
      payload: { updated_at: '2024-06-01', ...(payload as object) },
    }))
    const contents: Content[] = []
    for (const size of [1, 10, usable.length]) {
      await emptied()
      for (let from = 0; from < usable.length; from += size) {
        await landTogether(sql, usable.slice(from, from + size))
      }
      const landed = await contentOf(sql)
      contents.push(timeless(landed))
      await sql`call ops.rebuild('companyenrich', 7)`
      expect(await contentOf(sql)).toEqual(landed)
    }
    expect(contents[1]).toEqual(contents[0])
    expect(contents[2]).toEqual(contents[0])
  })
})
