import type postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Content,
  contentOf,
  countRows,
  differencesOf,
  rowsWritten,
  versionsOf,
} from '../support/content.ts'
import { shuffled } from '../support/varied.ts'
import { createVariedPeople, poison, refusePoison, seedLookups } from '../support/varied-people.ts'
import { landPeople, type PersonLanding, type Row, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
const first = useWarehouse()

const landings = createVariedPeople(300, 30, 20_261_121)

beforeAll(async () => {
  for (const { sql } of [house, first]) await seedLookups(sql)
  await refusePoison(house.sql)
})

async function empty(sql: postgres.Sql): Promise<void> {
  const tables = Object.keys(await contentOf(sql)).join(', ')
  await sql.unsafe(`truncate ${tables}, raw.person_payloads, ops.documents, ops.failures`)
}

/** What people are by their jobs, without what depends on the run. */
async function jobsOf(sql: postgres.Sql): Promise<Map<string, Row>> {
  const rows = await sql<{ linkedin_url: string; jobs: Row }[]>`
    select p.linkedin_url, jsonb_build_object(
      'work_history', (
        select jsonb_agg(to_jsonb(h) - array['created_at', 'updated_at'] order by h.experience_order)
        from core.person_work_history as h where h.linkedin_url = p.linkedin_url
      ),
      'promotions', (
        select jsonb_agg(
          to_jsonb(m) - array['created_at', 'updated_at'] order by m.promotion_date, m.new_title
        )
        from core.person_promotions as m where m.linkedin_url = p.linkedin_url
      ),
      'past_employers', (
        select jsonb_agg(to_jsonb(e) - 'created_at'
          order by e.past_company_domain, e.past_company_name)
        from core.person_past_employer as e where e.linkedin_url = p.linkedin_url
      ),
      'tenure', (
        select to_jsonb(t) - array['created_at', 'updated_at']
        from core.person_tenure as t
        where t.linkedin_url = p.linkedin_url and t.job_start_date is not null
      )
    ) as jobs
    from core.people as p`
  return new Map(rows.map((row) => [row.linkedin_url, row.jobs]))
}

/**
 * The newest document of each person that has a job, found by other means than the pipeline's: by
 * the times and texts of raw. is_dated: it says when the present job began, and no newer document
 * says anything about a job.
 */
function newestWithJobs(sql: postgres.Sql) {
  return sql<{ linkedin_url: string; payload: unknown; is_dated: boolean }[]>`
    with document as (
      select
        d.key as linkedin_url, p.payload, p.landing_no,
        case when p.payload ->> 'last_refresh' ~ '^20[0-9]{2}-' then (
          case when length(p.payload ->> 'last_refresh') = 7
            then (p.payload ->> 'last_refresh') || '-01' else p.payload ->> 'last_refresh' end
          )::timestamp at time zone 'UTC'
        end as refreshed_at,
        p.received_at,
        case when jsonb_typeof(p.payload -> 'experience') = 'string'
            and p.payload ->> 'experience' like '[%' then (p.payload ->> 'experience')::jsonb
          else p.payload -> 'experience'
        end as experience,
        p.payload #> '{latest_experience,title}' is null and p.payload ->> 'title' is null
          as is_silent
      from ops.documents as d
      inner join raw.person_payloads as p on p.id = d.raw_id
    ),
    placed as (
      select d.*, row_number() over (
        partition by d.linkedin_url
        order by least(d.refreshed_at, d.received_at) desc, d.landing_no desc
      ) as place
      from document as d
    )
    select distinct on (p.linkedin_url)
      p.linkedin_url,
      p.payload,
      p.place = 1 and coalesce(
        p.payload #>> '{latest_experience,start_date}' ~ '^[12][0-9]{3}-'
          and p.payload #>> '{latest_experience,title}' <> '',
        false
      ) as is_dated
    from placed as p
    where exists (
      select
      from jsonb_array_elements(
        case when jsonb_typeof(p.experience) = 'array' then p.experience else '[]' end
      ) as e (item)
      cross join lateral jsonb_each(
        case when jsonb_typeof(e.item) = 'object' then e.item else '{}' end
      ) as f (name, value)
      where f.name in ('title', 'company', 'company_domain', 'url')
        and jsonb_typeof(f.value) in ('string', 'number', 'boolean')
        and lower(btrim(f.value #>> '{}')) not in ('', 'n/a', 'none')
    )
    order by p.linkedin_url, p.place`
}

/** Lands in a fresh database what newestWithJobs found, and compares. */
async function expectFirstIngestOfNewest(): Promise<void> {
  const newest = await newestWithJobs(house.sql)
  await empty(first.sql)
  await landPeople(first.sql, newest)
  const [found, expected] = [await jobsOf(house.sql), await jobsOf(first.sql)]
  expect(newest.length).toBeGreaterThan(25)
  expect(newest.filter((one) => one.is_dated).length).toBeGreaterThan(5)
  for (const { linkedin_url, is_dated } of newest) {
    const [one, other] = [found.get(linkedin_url), expected.get(linkedin_url)]
    const jobs = (row: Row | undefined) => ({
      linkedin_url,
      ...row,
      tenure: is_dated ? row?.tenure : 'not compared',
    })
    expect(jobs(one)).toEqual(jobs(other))
  }
}

async function expectRebuilds(landed: Content): Promise<void> {
  const before = await versionsOf(house.sql)
  for (const size of [1, 7, 1000]) {
    await house.sql`call ops.rebuild('person_profile', ${size})`
    expect(differencesOf(await contentOf(house.sql), landed)).toEqual({})
    // A rebuild of what is right writes nothing.
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  }
}

/** Eight connections take the landings from one queue, one at a time. */
async function landAtOnce(all: readonly PersonLanding[]): Promise<void> {
  const queue = [...all]
  const client = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      await landPeople(house.sql, [next])
    }
  }
  await Promise.all(Array.from({ length: 8 }, client))
}

const isPoisoned = ({ payload }: PersonLanding) =>
  (payload as { name?: string } | null)?.name === poison

describe('profiles landed by eight connections at once', () => {
  let landed: Content

  beforeAll(async () => {
    await landAtOnce(landings)
    landed = await contentOf(house.sql)
  })

  it('are all there, but for those that went to quarantine', async () => {
    expect(landings.filter(isPoisoned).length).toBeGreaterThan(3)
    expect(countRows(landed)).toBeGreaterThan(1000)
    expect(
      await house.rows(`select stage, sqlstate, count(*)::integer > 1 as has_several
        from ops.failures group by stage, sqlstate order by stage, sqlstate`)
    ).toEqual([
      { stage: 'key', sqlstate: 'WH101', has_several: true },
      { stage: 'key', sqlstate: 'WH102', has_several: true },
      { stage: 'key', sqlstate: 'WH104', has_several: true },
      { stage: 'key', sqlstate: 'WH202', has_several: true },
      { stage: 'load', sqlstate: '23514', has_several: true },
    ])
    expect(
      await house.row(`select count(*)::integer as n from raw.person_payloads as p
        where not exists (select from ops.documents as d where d.landing_no = p.landing_no)
          and not exists (select from ops.failures as f where f.raw_id = p.id)`)
    ).toEqual({ n: 0 })
  })

  it('are what a rebuild in batches of 1, 7 and 1,000 makes of raw, which writes nothing', () =>
    expectRebuilds(landed))

  it('have the jobs that a first ingest of the newest document gives', () =>
    expectFirstIngestOfNewest())

  it('and replayed in any slices and order leave the same', async () => {
    const { sql } = house
    const rows = await sql<{ id: string }[]>`select id from raw.person_payloads`
    const ids = shuffled(
      rows.map((row) => row.id),
      7
    )
    for (let from = 0; from < ids.length; from += 61) {
      const slice = ids.slice(from, from + 61).join(',')
      await sql`call ops.replay('person_profile', string_to_array(${slice}, ',')::uuid[], false, 20)`
    }
    expect(differencesOf(await contentOf(sql), landed)).toEqual({})
  })

  it('come back from raw when extracted and core were emptied', async () => {
    const { sql } = house
    await sql.begin(async (transaction) => {
      for (const table of Object.keys(landed)) await transaction.unsafe(`delete from ${table}`)
    })
    expect(countRows(await contentOf(sql))).toBe(0)
    await sql`call ops.rebuild('person_profile', 7)`
    expect(differencesOf(await contentOf(sql), landed)).toEqual({})
  })

  it.each([
    ['people', `update core.people set full_name = 'x', core_company_id = id, landing_no = 1`],
    ['companies', `update core.companies set name = 'x', linkedin_url = null`],
    ['places', `update core.person_locations set city = 'x', lookup_status = 'found'`],
    ['tenure', `update core.person_tenure set job_start_date = '1999-01-01'`],
    ['lost tenure', 'delete from core.person_tenure'],
    ['titles', `update core.person_job_titles set raw_job_title = 'x', source = 'rules'`],
    [
      'employers',
      `update core.person_past_employer set past_company_name = 'x'
      where past_company_domain is not null`,
    ],
    ['work history', `update core.person_work_history set title = 'x', start_date = null`],
    ['lost work history', `delete from core.person_work_history where experience_order < 3`],
    [
      'invented work history',
      `insert into core.person_work_history
      (linkedin_url, source, experience_order, company_domain, title, start_date, is_current)
      select linkedin_url, 'person_experience', 99, 'x.example', 'x', '2020-01-01', true
      from core.people`,
    ],
    ['promotions', `update core.person_promotions set previous_title = 'x'`],
    [
      'invented promotions',
      `insert into core.person_promotions
      (linkedin_url, company_domain, promotion_date, new_title, previous_title)
      select linkedin_url, 'x.example', '2020-01-01', 'x', 'y' from core.people`,
    ],
    ['profiles', `update extracted.person_profile set headline = 'x', raw_id = id`],
    ['jobs', `update extracted.person_experience set title = 'x' where experience_order = 0`],
    ['lost jobs', `delete from extracted.person_experience where experience_order > 2`],
    [
      'invented jobs',
      `insert into extracted.person_experience
      (linkedin_url, experience_order, title, is_current)
      select linkedin_url, 77, 'x', true from core.people`,
    ],
    ['schools', `update extracted.person_education set degree = 'x'`],
  ])('come back from raw when %s were mangled', async (_, statement) => {
    const { sql } = house
    await sql.unsafe(statement)
    expect(differencesOf(await contentOf(sql), landed)).not.toEqual({})
    await sql`call ops.rebuild('person_profile', 1000)`
    expect(differencesOf(await contentOf(sql), landed)).toEqual({})
  })
})

describe('the same profiles in the same order', () => {
  // Times and landing numbers of two runs differ, so values that hold them are left aside.
  const timeless = (content: Content): Content =>
    Object.fromEntries(
      Object.entries(content).map(([table, rows]) => [
        table,
        rows
          .map((row) => {
            const kept = Object.entries(JSON.parse(row)).filter(
              ([name]) => !/(landing_no|raw_id)$/.test(name)
            )
            return JSON.stringify(kept)
          })
          .sort(),
      ])
    )

  it.each([1, 2, 3])(
    'leave the same in one statement, in batches and one by one, and after a rebuild: %i',
    async (seed) => {
      const all = createVariedPeople(150, 25, seed)
      const contents: Content[] = []
      for (const size of [1, 10, all.length]) {
        await empty(house.sql)
        for (let from = 0; from < all.length; from += size) {
          await landPeople(house.sql, all.slice(from, from + size))
        }
        const landed = await contentOf(house.sql)
        contents.push(timeless(landed))
        await expectRebuilds(landed)
      }
      for (const content of contents.slice(1)) {
        expect(differencesOf(content, contents[0] as Content)).toEqual({})
      }
    }
  )

  it('have the jobs that a first ingest of the newest document gives', async () => {
    for (const size of [1, 1000]) {
      await empty(house.sql)
      const all = createVariedPeople(200, 30, 99)
      for (let from = 0; from < all.length; from += size) {
        await landPeople(house.sql, all.slice(from, from + size))
      }
      await expectFirstIngestOfNewest()
    }
  })
})
