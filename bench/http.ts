import { randomBytes } from 'node:crypto'
import { startGateway } from '../scripts/gateway-process.ts'
import { ensureApiKey } from '../scripts/local-database.ts'
import type { BenchServer } from './server.ts'
import type { Item } from './source.ts'

/** The functions, served by Deno, and how to send them a company. */
export interface HttpLander {
  land(item: Item): Promise<void>
  end(): Promise<void>
}

/** Serves the real functions against a database, with as many connections as senders. */
export async function openHttpLander(
  server: BenchServer,
  url: string,
  senders: number
): Promise<HttpLander> {
  const apiKey = randomBytes(16).toString('hex')
  await ensureApiKey(url, 'bench', apiKey)
  const gateway = await startGateway(
    { PIPELINE_DB_URL: await server.edgeUrl(url), PIPELINE_DB_MAX: String(senders) },
    { detached: true }
  )
  const kill = () => gateway.kill()
  server.guests.add(kill)
  const target = `${gateway.baseUrl}/run/companies/companyenrich/ingest`
  const headers = { 'content-type': 'application/json', 'x-api-key': apiKey }
  return {
    land: async ({ key: domain, payload }) => {
      const body = `{"domain":${JSON.stringify(domain)},"raw_payload":${payload}}`
      const response = await fetch(target, { method: 'POST', headers, body })
      const answer = await response.text()
      if (response.status !== 200) throw new Error(`${response.status}: ${answer.slice(0, 500)}`)
    },
    end: async () => {
      server.guests.delete(kill)
      await gateway.stop()
    },
  }
}
