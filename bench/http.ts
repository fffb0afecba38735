import { randomBytes } from 'node:crypto'
import { startGateway } from '../scripts/gateway-process.ts'
import { ensureApiKey } from '../scripts/local-database.ts'
import type { BenchServer } from './server.ts'
import type { Item } from './source.ts'

/** The functions, served by Deno against a database. */
interface Serving {
  baseUrl: string
  apiKey: string
  end(): Promise<void>
}

/** Serves the real functions, with as many connections as given. */
async function serve(server: BenchServer, url: string, connections: number): Promise<Serving> {
  const apiKey = randomBytes(16).toString('hex')
  await ensureApiKey(url, 'bench', apiKey)
  const gateway = await startGateway(
    { PIPELINE_DB_URL: await server.edgeUrl(url), PIPELINE_DB_MAX: String(connections) },
    { detached: true }
  )
  const kill = () => gateway.kill()
  server.guests.add(kill)
  return {
    baseUrl: gateway.baseUrl,
    apiKey,
    end: async () => {
      server.guests.delete(kill)
      await gateway.stop()
    },
  }
}

async function bodyOf(response: Response): Promise<string> {
  const answer = await response.text()
  if (response.status !== 200) throw new Error(`${response.status}: ${answer.slice(0, 500)}`)
  return answer
}

/** How to send a company to the functions. */
export interface HttpLander {
  land(item: Item): Promise<void>
  end(): Promise<void>
}

/** Serves the functions for senders, one connection each. */
export async function openHttpLander(
  server: BenchServer,
  url: string,
  senders: number
): Promise<HttpLander> {
  const { baseUrl, apiKey, end } = await serve(server, url, senders)
  const target = `${baseUrl}/run/companies/companyenrich/ingest`
  const headers = { 'content-type': 'application/json', 'x-api-key': apiKey }
  return {
    land: async ({ key: domain, payload }) => {
      const body = `{"domain":${JSON.stringify(domain)},"raw_payload":${payload}}`
      await bodyOf(await fetch(target, { method: 'POST', headers, body }))
    },
    end,
  }
}

/** How to read from the functions. */
export interface Reader {
  /** The answer to a GET. */
  get(path: string): Promise<unknown>
  end(): Promise<void>
}

/** Serves the functions for one reader. */
export async function openReader(server: BenchServer, url: string): Promise<Reader> {
  const { baseUrl, apiKey, end } = await serve(server, url, 1)
  const headers = { 'x-api-key': apiKey }
  return {
    get: async (path) => JSON.parse(await bodyOf(await fetch(`${baseUrl}${path}`, { headers }))),
    end,
  }
}
