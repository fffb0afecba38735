import type postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '../../scripts/db/connection.ts'
import { daysAgo } from '../support/query-world.ts'
import { seedLookups } from '../support/varied-people.ts'
import { call, landPeople, landTogether, useWarehouse } from '../support/warehouse.ts'

const house = useWarehouse()
/** Few connections: each plans every statement of an ingest for itself. */
let writing: postgres.Sql
let reading: postgres.Sql

const PEOPLE = 40
const COMPANIES = 20
const WRITERS = 2
const SCANS = 2
/** Steps of a writer that add rows: without end, a scan in the order of appearance had none. */
const ADDING = 16

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at)
const url = (name: string) => `https://www.linkedin.com/in/${name}`
const titles = ['Account Executive', 'Sales Manager', 'Sales Director']

/** Somebody in Ireland who sells, for one of the companies, and worked at old.example before. */
function person(name: string, version: number, employer: number) {
  const domain = `c-${employer % COMPANIES}.example`
  const title = titles[version % titles.length]
  const payload = {
    name: `Page Turner ${name} ${version}`,
    location_name: 'Cork, County Cork, Ireland',
    last_refresh: new Date(Date.UTC(2026, 0, 1, 0, 0, version)).toISOString(),
    experience: [
      { title, company: domain, company_domain: domain, start_date: daysAgo(20), is_current: true },
      {
        title: 'Intern',
        company: 'Old',
        company_domain: 'old.example',
        start_date: '2019-02-03',
        end_date: '2020-03-04',
        is_current: false,
      },
    ],
  }
  return { linkedin_url: url(name), payload }
}

function company(domain: string, version: number) {
  const payload = {
    name: `${version % 2 === 0 ? 'Alpha' : 'Zulu'} ${domain}`,
    industry: version % 3 === 0 ? 'Banking' : 'Software Development',
    employees: '11-50',
    location: {
      city: { name: `City ${version % 5}` },
      country: { name: version % 2 === 0 ? 'Ireland' : 'Iceland' },
    },
    updated_at: new Date(Date.UTC(2026, 0, 1, 0, 0, version)).toISOString(),
  }
  return { domain, payload }
}

beforeAll(async () => {
  writing = connect(house.database.url, WRITERS)
  reading = connect(house.database.url, 3)
  await seedLookups(house.sql)
  await landTogether(
    writing,
    upTo(COMPANIES).map((n) => company(`c-${n}.example`, 0))
  )
  await landPeople(
    writing,
    upTo(PEOPLE).map((n) => person(`stays-${n}`, 0, n))
  )
})
let isOver = false
afterAll(async () => {
  isOver = true
  await Promise.all([writing?.end({ timeout: 5 }), reading?.end({ timeout: 5 })])
})

let written = 0
let waiting: (() => void)[] = []

/** Ends when another write has been committed. */
const nextWrite = () => new Promise<void>((resolve) => waiting.push(resolve))

/** Changes those who stay, moves them, and adds others before, between and after them. */
async function write(writer: number, step: number): Promise<void> {
  const number = step * WRITERS + writer
  const stays = person(`stays-${(number * 7) % PEOPLE}`, step + 1, number)
  const others = ['a', 'stays', 'z'].map((name) => person(`${name}-new-${number}`, 0, number))
  const isAdding = step % 2 === 0 && step < ADDING
  await landPeople(writing, isAdding ? [stays, ...others] : [stays])
  await landTogether(writing, [
    company(`c-${number % COMPANIES}.example`, step + 1),
    ...(isAdding ? [company(`${step % 4 === 0 ? 'a' : 'z'}-${number}.example`, 0)] : []),
  ])
  written += 1
  const woken = waiting
  waiting = []
  for (const wake of woken) wake()
}

type Row = Record<string, unknown>

/** Every page of a list by cursor, with something written between any two of them. */
async function scan(list: string, filters: Row, limit: number): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const request = { ...filters, limit: String(limit), count: 'none', ...(cursor && { cursor }) }
    const { data, meta } = await call(reading, list, JSON.stringify(request))
    rows.push(...data)
    cursor = meta.next_cursor
    if (cursor !== null) await nextWrite()
  } while (cursor !== null)
  return rows
}

const people = upTo(PEOPLE).map((n) => url(`stays-${n}`))
const companies = upTo(COMPANIES).map((n) => `c-${n}.example`)

const lists: readonly (readonly [list: string, filters: Row, key: string, stay: string[]])[] = [
  ['list_leads', {}, 'linkedin_url', people],
  ['list_leads', { job_function: 'Sales', person_city: 'cork' }, 'linkedin_url', people],
  ['list_leads', { full_name: 'page turner' }, 'linkedin_url', people],
  ['list_leads_new_in_role', {}, 'linkedin_url', people],
  ['list_leads_by_past_employer', { domains: 'old.example' }, 'linkedin_url', people],
  ['list_people', {}, 'linkedin_url', people],
  ['list_people', { person_country: 'ireland' }, 'linkedin_url', people],
  ['list_companies', {}, 'domain', companies],
  ['list_companies', { employee_range: '11-50', country: 'land' }, 'domain', companies],
]

/** What is wrong with a scan of a list: rows that come twice, and rows that do not come. */
async function faultsOf([list, filters, key, stay]: (typeof lists)[number], limit: number) {
  const keys = (await scan(list, filters, limit)).map((row) => String(row[key]))
  const seen = new Set(keys)
  const twice = keys.filter((one, at) => keys.indexOf(one) !== at)
  const missing = stay.filter((one) => !seen.has(one))
  const what = `${list} ${JSON.stringify(filters)} by ${limit}`
  return [
    ...(twice.length === 0 ? [] : [`${what}: twice ${twice}`]),
    ...(missing.length === 0 ? [] : [`${what}: missing ${missing}`]),
  ]
}

it('neither repeats nor misses a row that was there throughout, whatever is written', async () => {
  const writers = upTo(WRITERS).map(async (writer) => {
    for (let step = 0; !isOver; step += 1) await write(writer, step)
  })
  const scans = lists.map(async (list, at) => {
    const faults: string[] = []
    for (const round of upTo(SCANS)) faults.push(...(await faultsOf(list, 7 + at + 6 * round)))
    return faults
  })
  const faults = await Promise.all(scans).finally(() => {
    isOver = true
  })
  await Promise.all(writers)
  expect(faults.flat()).toEqual([])
  expect(written).toBeGreaterThan(10)
  const failures = await house.rows('select message from ops.failures where resolved_at is null')
  expect(failures).toEqual([])
})
