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

type Acknowledged = Readonly<{ rawId: string; domain: string; name: string }>

let next = 0

/**
 * Eight clients send one payload after the other until `act` is done; it is begun when a good
 * number of payloads have been answered. Some fail: the sender hears that, and sends them again.
 */
async function underLoad(act: () => Promise<void>): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = []
  let isOver = false
  const client = async () => {
    while (!isOver) {
      const name = `Durable ${next++}`
      const domain = `${name.toLowerCase().replace(' ', '-')}.example`
      const keywords = Array.from({ length: 30 }, (_, index) => `keyword ${index}`)
      try {
        const answer = await sender(functions.baseUrl, key)('/run/companies/companyenrich/ingest', {
          body: { domain, raw_payload: { name, keywords } },
        })
        if (answer.status === 200) acknowledged.push({ rawId: answer.body.raw_id, domain, name })
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
  const clients = Array.from({ length: 8 }, client)
  while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 10))
  const before = acknowledged.length
  await act()
  while (acknowledged.length < before + 30) await new Promise((resolve) => setTimeout(resolve, 10))
  isOver = true
  await Promise.all(clients)
  return acknowledged
}

async function lost(acknowledged: readonly Acknowledged[]): Promise<Acknowledged[]> {
  const sql = connect(cluster.url())
  try {
    return await sql<Acknowledged[]>`
      select a.* from jsonb_to_recordset(${JSON.stringify(acknowledged)}::text::jsonb)
        as a ("rawId" uuid, domain text, name text)
      where not exists (select from raw.companyenrich_payloads as p where p.id = a."rawId")
        or not exists (select from core.companies as c where c.domain = a.domain and c.name = a.name)
        or (select count(*) from core.company_keywords as k where k.domain = a.domain) <> 30`
  } finally {
    await sql.end()
  }
}

async function halves(): Promise<number> {
  const sql = connect(cluster.url())
  try {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::integer as n from raw.companyenrich_payloads as p
      where not exists (select from core.companies as c where c.domain = p.domain)
        and not exists (select from ops.failures as f where f.raw_id = p.id)`
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
