import { beforeAll, describe, expect, it } from 'vitest'
import { rowsWritten, versionsOf } from '../../support/content.ts'
import { useWarehouse } from '../../support/warehouse.ts'

const house = useWarehouse()

/** A row of core.person_work_history in short; at `acme.example` unless it says otherwise. */
type Job = Readonly<{
  title: string | null
  from: string | null
  to?: string | null
  /** Seniority and function; unknown unless given. */
  as?: readonly [seniority: string | null, jobFunction?: string | null]
  cleaned?: string
  domain?: string | null
  company?: string
  current?: boolean
}>

type History = Readonly<{
  jobs: readonly Job[]
  /** New titles with the title before and the date, oldest first: `B < A 2022-01-01`. */
  promotions: readonly string[]
}>

const manager = ['Manager', 'Sales'] as const
const director = ['Director', 'Sales'] as const
const vp = ['VP', 'Sales'] as const

/** Newest job first, as documents list them. Dates of four letters are years, of seven months. */
const histories: Readonly<Record<string, History>> = {
  'no job at all': { jobs: [], promotions: [] },
  'a single job': { jobs: [{ title: 'A', from: '2020-01' }], promotions: [] },
  'a step up': {
    jobs: [
      { title: 'Director', from: '2022-01', as: director },
      { title: 'Manager', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: ['Director < Manager 2022-01-01'],
  },
  'a step up to another function': {
    jobs: [
      { title: 'VP', from: '2022-01', as: ['VP', 'Operations'] },
      { title: 'Director', from: '2020-01', to: '2022-01', as: director },
    ],
    promotions: ['VP < Director 2022-01-01'],
  },
  'a demotion': {
    jobs: [
      { title: 'Manager', from: '2022-01', as: manager },
      { title: 'Director', from: '2020-01', to: '2022-01', as: director },
    ],
    promotions: [],
  },
  'a lateral move: the same level, another function': {
    jobs: [
      { title: 'Marketing Manager', from: '2022-01', as: ['Manager', 'Marketing'] },
      { title: 'Sales Manager', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: [],
  },
  'another title on the same level in the same function': {
    jobs: [
      { title: 'Engineer II', from: '2022-01', as: ['Senior', 'Engineering'] },
      { title: 'Engineer I', from: '2020-01', to: '2022-01', as: ['Senior', 'Engineering'] },
    ],
    promotions: ['Engineer II < Engineer I 2022-01-01'],
  },
  'the same level, one function unknown': {
    jobs: [
      { title: 'B', from: '2022-01', as: ['Manager', null] },
      { title: 'A', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: ['B < A 2022-01-01'],
  },
  'an unknown seniority before': {
    jobs: [
      { title: 'B', from: '2022-01', as: ['Intern', 'Sales'] },
      { title: 'A', from: '2020-01', to: '2022-01', as: [null, 'Marketing'] },
    ],
    promotions: ['B < A 2022-01-01'],
  },
  'an unknown seniority after': {
    jobs: [
      { title: 'B', from: '2022-01' },
      { title: 'A', from: '2020-01', to: '2022-01', as: ['C-Level', 'Sales'] },
    ],
    promotions: ['B < A 2022-01-01'],
  },
  'a seniority that is no longer in the vocabulary is unknown': {
    jobs: [
      { title: 'B', from: '2022-01', as: ['Grand Vizier', 'Sales'] },
      { title: 'A', from: '2020-01', to: '2022-01', as: director },
    ],
    promotions: ['B < A 2022-01-01'],
  },
  'the same title twice': {
    jobs: [
      { title: 'A', from: '2022-01' },
      { title: 'A', from: '2020-01', to: '2022-01' },
    ],
    promotions: [],
  },
  'titles that differ in case only': {
    jobs: [
      { title: 'Sales Manager', from: '2022-01' },
      { title: 'SALES MANAGER', from: '2020-01', to: '2022-01' },
    ],
    promotions: [],
  },
  'titles that differ in the case of letters beyond ASCII only': {
    jobs: [
      { title: 'Ingénieur Über-Ökonom', from: '2022-01' },
      { title: 'INGÉNIEUR ÜBER-ÖKONOM', from: '2020-01', to: '2022-01' },
    ],
    promotions: [],
  },
  'titles that are equal when cleaned': {
    jobs: [
      { title: 'Sr. SWE', from: '2022-01', cleaned: 'Senior Software Engineer' },
      { title: 'Senior SDE', from: '2020-01', to: '2022-01', cleaned: 'senior software engineer' },
    ],
    promotions: [],
  },
  'a cleaned title that equals the other as given': {
    jobs: [
      { title: 'Vice President', from: '2022-01' },
      { title: 'V.P.', from: '2020-01', to: '2022-01', cleaned: 'Vice President' },
    ],
    promotions: [],
  },
  'a boomerang after years': {
    jobs: [
      { title: 'Director', from: '2022-01', as: director },
      { title: 'Other', from: '2020-02', to: '2021-12', domain: 'other.example' },
      { title: 'Manager', from: '2018-01', to: '2020-01', as: manager },
    ],
    promotions: [],
  },
  'a boomerang after two months': {
    jobs: [
      { title: 'Director', from: '2020-04', as: director },
      { title: 'Other', from: '2020-02', to: '2020-03', domain: 'other.example' },
      { title: 'Manager', from: '2018-01', to: '2020-02', as: manager },
    ],
    promotions: ['Director < Manager 2020-04-01'],
  },
  'another company': {
    jobs: [
      { title: 'Director', from: '2022-01', domain: 'new.example', as: director },
      { title: 'Manager', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: [],
  },
  'jobs that overlap': {
    jobs: [
      { title: 'Director', from: '2021-06', to: '2023-01', as: director },
      { title: 'Manager', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: ['Director < Manager 2021-06-01'],
  },
  'a job before that still goes on': {
    jobs: [
      { title: 'Director', from: '2024-01', as: director },
      { title: 'Manager', from: '2015-01', as: manager },
    ],
    promotions: ['Director < Manager 2024-01-01'],
  },
  'a job before that is over, nobody knows when': {
    jobs: [
      { title: 'Director', from: '2024-01', as: director },
      { title: 'Manager', from: '2015-01', to: null, current: false, as: manager },
    ],
    promotions: ['Director < Manager 2024-01-01'],
  },
  'a gap of 90 days': {
    jobs: [
      { title: 'B', from: '2022-04-01' },
      { title: 'A', from: '2020-01-01', to: '2022-01-01' },
    ],
    promotions: ['B < A 2022-04-01'],
  },
  'a gap of 91 days': {
    jobs: [
      { title: 'B', from: '2022-04-02' },
      { title: 'A', from: '2020-01-01', to: '2022-01-01' },
    ],
    promotions: [],
  },
  'a start known by its year only': {
    jobs: [
      { title: 'Director', from: '2022', as: director },
      { title: 'Manager', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: [],
  },
  'a job before that began in a year': {
    jobs: [
      { title: 'Director', from: '2022-03', as: director },
      { title: 'Manager', from: '2020', to: '2022-02', as: manager },
    ],
    promotions: ['Director < Manager 2022-03-01'],
  },
  'a job before that began in January of the year, as far as one knows': {
    jobs: [
      { title: 'Director', from: '2022-01', as: director },
      { title: 'Manager', from: '2022', to: '2022-06', as: manager },
    ],
    promotions: [],
  },
  'a job before that ended in a year, counted from its end': {
    jobs: [
      { title: 'Director', from: '2022-03', as: director },
      { title: 'Manager', from: '2019-01', to: '2021', as: manager },
    ],
    promotions: ['Director < Manager 2022-03-01'],
  },
  'a job before that ended in a year, too long ago': {
    jobs: [
      { title: 'Director', from: '2022-04-01', as: director },
      { title: 'Manager', from: '2019-01', to: '2021', as: manager },
    ],
    promotions: [],
  },
  'a change on the day the job before began': {
    jobs: [
      { title: 'Director', from: '2022-01-05', as: director },
      { title: 'Manager', from: '2022-01-05', to: '2022-06', as: manager },
    ],
    promotions: [],
  },
  'a change a day after the job before began': {
    jobs: [
      { title: 'Director', from: '2022-01-06', as: director },
      { title: 'Manager', from: '2022-01-05', to: '2022-06', as: manager },
    ],
    promotions: ['Director < Manager 2022-01-06'],
  },
  'two new jobs on one day: the lower one listed follows the old job': {
    jobs: [
      { title: 'C', from: '2022-01' },
      { title: 'B', from: '2022-01' },
      { title: 'A', from: '2020-01', to: '2022-01' },
    ],
    promotions: ['B < A 2022-01-01'],
  },
  'three steps': {
    jobs: [
      { title: 'VP', from: '2023-01', as: vp },
      { title: 'Director', from: '2021-01', to: '2023-01', as: director },
      { title: 'Manager', from: '2019-01', to: '2021-01', as: manager },
    ],
    promotions: ['Director < Manager 2021-01-01', 'VP < Director 2023-01-01'],
  },
  'up, down and up again': {
    jobs: [
      { title: 'Director', from: '2023-01', as: director },
      { title: 'Manager', from: '2021-01', to: '2023-01', as: manager },
      { title: 'Director', from: '2019-01', to: '2021-01', as: director },
    ],
    promotions: ['Director < Manager 2023-01-01'],
  },
  'jobs that the document lists in no order': {
    jobs: [
      { title: 'Manager', from: '2019-01', to: '2021-01', as: manager },
      { title: 'VP', from: '2023-01', as: vp },
      { title: 'Director', from: '2021-01', to: '2023-01', as: director },
    ],
    promotions: ['Director < Manager 2021-01-01', 'VP < Director 2023-01-01'],
  },
  'two companies at once': {
    jobs: [
      { title: 'Board Member', from: '2022-02', domain: 'side.example' },
      { title: 'Director', from: '2022-01', as: director },
      { title: 'Advisor', from: '2020-06', to: '2022-02', domain: 'side.example' },
      { title: 'Manager', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: ['Director < Manager 2022-01-01', 'Board Member < Advisor 2022-02-01'],
  },
  'companies without a domain': {
    jobs: [
      { title: 'Director', from: '2022-01', domain: null, company: 'Acme', as: director },
      { title: 'Manager', from: '2020-01', to: '2022-01', domain: null, company: 'Acme' },
    ],
    promotions: [],
  },
  'a job without a title between': {
    jobs: [
      { title: 'Director', from: '2022-01', as: director },
      { title: null, from: '2021-06', to: '2021-12' },
      { title: 'Manager', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: ['Director < Manager 2022-01-01'],
  },
  'a new job without a title': {
    jobs: [
      { title: null, from: '2022-01' },
      { title: 'Manager', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: [],
  },
  'a job without a start': {
    jobs: [
      { title: 'Director', from: '2022-01', as: director },
      { title: 'Manager', from: null, to: '2022-01', as: manager },
    ],
    promotions: [],
  },
  'a job before that ended before it began': {
    jobs: [
      { title: 'Director', from: '2022-01', as: director },
      { title: 'Manager', from: '2021-10', to: '2019-01', as: manager },
    ],
    promotions: [],
  },
  'a start in the future': {
    jobs: [
      { title: 'Director', from: '2090-01', as: director },
      { title: 'Manager', from: '2020-01', as: manager },
    ],
    promotions: ['Director < Manager 2090-01-01'],
  },
  'the same promotion listed twice': {
    jobs: [
      { title: 'Director', from: '2022-01', as: director },
      { title: 'Director', from: '2022-01', as: director },
      { title: 'Manager', from: '2020-01', to: '2022-01', as: manager },
    ],
    promotions: ['Director < Manager 2022-01-01'],
  },
  'one domain under two names': {
    jobs: [
      { title: 'Director', from: '2022-01', company: 'Acme Corp', as: director },
      { title: 'Manager', from: '2020-01', to: '2022-01', company: 'Acme', as: manager },
    ],
    promotions: ['Director < Manager 2022-01-01'],
  },
}

const precision = (text: string | null | undefined) =>
  text ? ({ 4: 'year', 7: 'month' }[text.length] ?? 'day') : null
const date = (text: string | null | undefined) => (text ? `${text}-01-01`.slice(0, 10) : null)
const urlOf = (name: string) =>
  `https://www.linkedin.com/in/history-${Object.keys(histories).indexOf(name)}`

async function write(name: string, jobs: readonly Job[]): Promise<void> {
  const rows = jobs.map((job, order) => ({
    linkedin_url: urlOf(name),
    source: 'person_experience',
    experience_order: order,
    linkedin_url_type: 'real',
    company_domain: job.domain === undefined ? 'acme.example' : job.domain,
    company_name: job.company ?? 'Acme',
    title: job.title,
    matched_cleaned_job_title: job.cleaned,
    matched_seniority: job.as?.[0],
    matched_job_function: job.as?.[1],
    start_date: date(job.from),
    start_precision: precision(job.from),
    end_date: date(job.to),
    end_precision: precision(job.to),
    is_current: job.current ?? !job.to,
    created_at: '2026-01-01',
    updated_at: '2026-01-01',
  }))
  await house.sql`delete from core.person_work_history where linkedin_url = ${urlOf(name)}`
  await house.sql`
    insert into core.person_work_history
    select r.* from jsonb_populate_recordset(
      null::core.person_work_history, ${JSON.stringify(rows)}::text::jsonb
    ) as r`
}

const coalesce = async (names: readonly string[]) => {
  const urls = names.map(urlOf).join(',')
  const [row] = await house.sql`
    select core.coalesce_person_promotions(string_to_array(${urls}, ',')) as n`
  return row?.n
}

async function promotionsOf(name: string): Promise<string[]> {
  const rows = await house.rows(`
    select new_title || ' < ' || previous_title || ' ' || promotion_date as text
    from core.person_promotions where linkedin_url = '${urlOf(name)}'
    order by promotion_date, new_title`)
  return rows.map((row) => String(row.text))
}

describe('promotions', () => {
  const names = Object.keys(histories)
  let written: number

  beforeAll(async () => {
    for (const name of names) await write(name, histories[name]?.jobs ?? [])
    written = await coalesce(names)
  })

  it.each(names)('of %s', async (name) => {
    expect(await promotionsOf(name)).toEqual(histories[name]?.promotions)
  })

  it('are counted as rows written, and not written again when they stand', async () => {
    const expected = Object.values(histories).flatMap(({ promotions }) => promotions)
    expect(names.length).toBeGreaterThanOrEqual(40)
    expect(written).toBe(expected.length)
    const before = await versionsOf(house.sql)
    expect(await coalesce(names)).toBe(0)
    expect(rowsWritten(before, await versionsOf(house.sql))).toEqual({})
  })

  it('carry the company as the new job names it', async () => {
    expect(
      await house.row(`select company_domain, company_name from core.person_promotions
        where linkedin_url = '${urlOf('one domain under two names')}'`)
    ).toEqual({ company_domain: 'acme.example', company_name: 'Acme Corp' })
  })

  it('go, come and change with the jobs, and leave those of others alone', async () => {
    const name = 'three steps'
    const jobs = histories[name]?.jobs ?? []
    const others = await house.rows(`select * from core.person_promotions
      where linkedin_url <> '${urlOf(name)}' order by 1, 2, 3, 4`)
    await write(name, [jobs[0] as Job, jobs[2] as Job])
    // The gap is too long without the job between.
    expect(await coalesce([name])).toBe(2)
    expect(await promotionsOf(name)).toEqual([])
    await write(name, [jobs[0] as Job, { ...(jobs[1] as Job), title: 'Head' }, jobs[2] as Job])
    expect(await coalesce([name])).toBe(2)
    expect(await promotionsOf(name)).toEqual(['Head < Manager 2021-01-01', 'VP < Head 2023-01-01'])
    await write(name, jobs)
    // Head is gone, Director is there, and VP has another title before it.
    expect(await coalesce([name])).toBe(3)
    expect(await promotionsOf(name)).toEqual(histories[name]?.promotions)
    expect(
      await house.rows(`select * from core.person_promotions
        where linkedin_url <> '${urlOf(name)}' order by 1, 2, 3, 4`)
    ).toEqual(others)
  })

  it('of nobody are none', async () => {
    const [row] = await house.sql`select core.coalesce_person_promotions('{}') as empty,
      core.coalesce_person_promotions(null) as none`
    expect(row).toMatchObject({ empty: 0, none: 0 })
  })
})
