import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apply } from '../../scripts/db/apply.ts'
import { connect } from '../../scripts/db/connection.ts'
import { migrate } from '../../scripts/db/migrate.ts'
import type { GatewayProcess } from '../../scripts/gateway-process.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { addKey, sender, startFunctions } from '../support/functions.ts'
import { edgePassword } from '../support/global-setup.ts'

let cluster: Cluster
let functions: GatewayProcess
const key = 'durable-key'

beforeAll(async () => {
  // A server of its own, with real durability: it is killed.
  cluster = await startCluster({ durable: true })
  await migrate(cluster.url(), { bundle: false })
  await apply(cluster.url())
  const sql = connect(cluster.url())
  await sql.unsafe(`alter role pipeline_edge password '${edgePassword}'`)
  await addKey(sql, key)
  await sql.end()
  functions = await startFunctions({ databaseUrl: cluster.url() })
})

afterAll(async () => {
  await functions?.kill()
  await cluster?.stop()
})

/** A kind of payload: how payload `number` is sent, and the SQL of what must stand of it then. */
type Landing = Readonly<{
  path: string
  rawTable: string
  body: (number: number) => Record<string, unknown>
  /** Over a.number. */
  stands: string
}>

const list = <T>(length: number, item: (index: number) => T) =>
  Array.from({ length }, (_, index) => item(index))

const landings: readonly Landing[] = [
  {
    path: '/run/companies/companyenrich/ingest',
    rawTable: 'companyenrich_payloads',
    body: (number) => ({
      domain: `durable-${number}.example`,
      raw_payload: { name: `Durable ${number}`, keywords: list(30, (index) => `keyword ${index}`) },
    }),
    stands: `exists (
        select from core.companies as c
        where c.domain = 'durable-' || a.number || '.example' and c.name = 'Durable ' || a.number
      ) and 30 = (
        select count(*) from core.company_keywords as k
        where k.domain = 'durable-' || a.number || '.example'
      )`,
  },
  {
    path: '/run/people/clay-native/person-profile/ingest',
    rawTable: 'person_payloads',
    body: (number) => ({
      linkedin_url: `https://www.linkedin.com/in/durable-${number}`,
      workflow_slug: 'clay-person-profile',
      raw_payload: {
        name: `Durable ${number}`,
        experience: list(4, (index) => ({
          title: `Baker ${index}`,
          company: `Bakery ${index}`,
          company_domain: `bakery-${number}-${index}.example`,
          start_date: `${2010 + index}-02-03`,
        })),
      },
    }),
    stands: `exists (
        select from core.people as p
        where p.linkedin_url = 'https://www.linkedin.com/in/durable-' || a.number
      ) and 4 = (
        select count(*) from core.person_work_history as w
        where w.linkedin_url = 'https://www.linkedin.com/in/durable-' || a.number
      ) and 4 = (
        select count(*) from core.companies as c
        where c.domain like 'bakery-' || a.number || '-_.example'
      )`,
  },
  {
    path: '/run/companies/claygent/customers-of-3/ingest',
    rawTable: 'claygent_customers_structured_raw',
    body: (number) => ({
      origin_company_domain: `vendor-${number}.example`,
      customers: list(6, (index) => ({
        companyName: `Customer ${index}`,
        url: `https://vendor-${number}.example/customers/${index}`,
        hasCaseStudy: true,
      })),
    }),
    stands: `6 = (
        select count(*) from core.company_customers as c
        where c.origin_company_domain = 'vendor-' || a.number || '.example'
      ) and 6 = (
        select count(*) from raw.staging_case_study_urls as u
        where u.origin_company_domain = 'vendor-' || a.number || '.example'
      )`,
  },
]

type Acknowledged = Readonly<{ rawId: string; number: number; landing: Landing }>

let next = 0

/**
 * Eight clients send one payload after the other, of each kind in turn, until `act` is done; it is
 * begun when a good number of payloads have been answered. Some fail: the sender hears that, and
 * sends others.
 */
async function underLoad(act: () => Promise<void>): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = []
  let isOver = false
  const client = async () => {
    while (!isOver) {
      const number = next++
      const landing = landings[number % landings.length] as Landing
      try {
        const body = landing.body(number)
        const answer = await sender(functions.baseUrl, key)(landing.path, { body })
        if (answer.status === 200) acknowledged.push({ rawId: answer.body.raw_id, number, landing })
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  const clients = list(8, client)
  while (acknowledged.length < 90) await new Promise((resolve) => setTimeout(resolve, 10))
  const before = acknowledged.length
  await act()
  while (acknowledged.length < before + 45) await new Promise((resolve) => setTimeout(resolve, 10))
  isOver = true
  await Promise.all(clients)
  return acknowledged
}

/** What was answered with 200 and is not there as a whole. */
async function lost(acknowledged: readonly Acknowledged[]): Promise<unknown[]> {
  const sql = connect(cluster.url())
  try {
    const missing = await Promise.all(
      landings.map((landing) => {
        const sent = acknowledged.filter((one) => one.landing === landing)
        expect(sent.length).toBeGreaterThan(20)
        return sql.unsafe(
          `select a.* from jsonb_to_recordset($1::text::jsonb) as a ("rawId" uuid, number integer)
          where not exists (select from raw.${landing.rawTable} as p where p.id = a."rawId")
            or not (${landing.stands})`,
          [JSON.stringify(sent)]
        )
      })
    )
    return missing.flat()
  } finally {
    await sql.end()
  }
}

/** Payloads in raw that were neither taken nor recorded as failures. */
async function halves(): Promise<number> {
  const sql = connect(cluster.url())
  try {
    const rows = landings.map(({ rawTable }) => `select p.id from raw.${rawTable} as p`)
    const [row] = await sql.unsafe<{ n: number }[]>(
      `select count(*)::integer as n from (${rows.join(' union all ')}) as p
      where not exists (select from ops.documents as d where d.raw_id = p.id)
        and not exists (select from ops.failures as f where f.raw_id = p.id)`
    )
    return row?.n ?? -1
  } finally {
    await sql.end()
  }
}

describe('every payload that was answered with 200 is in raw and in core', () => {
  it('after the functions were killed under load', async () => {
    const acknowledged = await underLoad(async () => {
      await functions.kill('SIGKILL')
      functions = await startFunctions({ databaseUrl: cluster.url() })
    })
    expect(await lost(acknowledged)).toEqual([])
    expect(await halves()).toBe(0)
  })

  it('after PostgreSQL was killed under load and has recovered', async () => {
    const acknowledged = await underLoad(async () => {
      await cluster.kill()
      await cluster.restart()
    })
    expect(await lost(acknowledged)).toEqual([])
    expect(await halves()).toBe(0)
  })
})
